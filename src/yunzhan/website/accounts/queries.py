"""Reading people: who has an account, by the e-mail address or phone number they sign in with."""

from collections.abc import Sequence

from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.phones import PhoneUnknown, read_phone


def account_of(contact: str, regions: Sequence[str]) -> Person | None:
    """The account that signs in with this; None for a guest, nobody, or what is neither address nor number."""
    accounts = Person.objects.filter(is_guest=False, is_active=True)
    if "@" in contact:
        return accounts.filter(email=contact.strip().lower()).first()
    try:
        return accounts.filter(phone=read_phone(contact, regions)).first()
    except PhoneUnknown:
        return None
