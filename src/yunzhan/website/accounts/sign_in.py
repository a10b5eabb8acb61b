"""How allauth reads and writes our people: e-mail or phone number. Its pages are templates, its limits are settings."""

from collections.abc import Sequence

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.fields import PhoneField
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from yunzhan.website.accounts.choices import DISPLAY_NAME_LONGEST
from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.phones import TOGETHER, PhoneUnknown, read_phone


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps a phone number on the person; sends no messages (this installation has no text-message service)."""

    def phone_regions(self) -> Sequence[str]:
        """The regions whose numbers are understood without their country code; the installation may know better."""
        return TOGETHER

    def phone_form_field(self, **kwargs: object) -> PhoneField:
        """allauth's field without its own check, which knows numbers with a country code only."""
        return PhoneField(validators=[], **kwargs)

    def clean_phone(self, phone: str) -> str:
        try:
            return read_phone(phone, self.phone_regions())
        except PhoneUnknown as refusal:
            raise ValidationError(refusal.message, code=refusal.name) from refusal

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: Person, phone: str | None, verified: bool) -> None:
        user.phone, user.phone_verified = phone or None, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: Person, phone: str) -> None:
        self.set_phone(user, phone, verified=True)

    def get_user_by_phone(self, phone: str) -> Person | None:
        return Person.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: Person, phone: str, code: str, **kwargs: object) -> None:
        """No text-message service: numbers stay unverified."""

    def send_unknown_account_sms(self, phone: str, **kwargs: object) -> None:
        """As above."""

    def send_account_already_exists_sms(self, phone: str) -> None:
        """As above."""

    def populate_username(self, request: HttpRequest, user: Person) -> None:
        """People have a public id instead of a user name; a name to show until they choose one."""
        user.display_name = (user.display_name or (user.email or "").partition("@")[0])[:DISPLAY_NAME_LONGEST]
