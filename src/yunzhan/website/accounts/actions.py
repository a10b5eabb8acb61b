"""Every write of the accounts app: guests, organisations, memberships. Signing in with a password is allauth's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.choices import MemberRole
from yunzhan.website.accounts.facts import AccountClosed, AccountOpened
from yunzhan.website.accounts.models import Membership, Organisation, Person
from yunzhan.website.accounts.rules import clean_display_name, clean_look
from yunzhan.website.shared.facts import announce
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import Words, write_words

SEEN_EVERY = timedelta(hours=1)
GUEST_BACKEND = "django.contrib.auth.backends.ModelBackend"


class TooManyGuests(Refusal):
    """Flooding from one address."""

    status = 429
    sentence = _("Too many people entered from your network just now. Try again in a minute.")


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """What is known of an organisation before it is registered."""

    registration_number: str
    name: Words
    region: str
    website: str = ""
    is_sample: bool = False


def admit_guest(name: str, *, language: str) -> Person:
    """A new person without an account. Refuses NameMissing, NameTooLong, NameUnreadable."""
    person = Person(display_name=clean_display_name(name), is_guest=True, language=language)
    person.set_unusable_password()
    person.save()
    return person


def enter_as_guest(request: HttpRequest, name: str) -> Person:
    """Admits a guest and binds them to the browser's session.

    Refuses TooManyGuests (ACCOUNT_RATE_LIMITS in the settings), NameMissing, NameTooLong, NameUnreadable.
    """
    if not consume(request, action="guest"):
        raise TooManyGuests
    person = admit_guest(name, language=get_language() or settings.LANGUAGE_CODE)
    login(request, person, backend=GUEST_BACKEND)
    return person


def note_seen(person: Person, *, now: datetime) -> None:
    """That somebody was here, to the hour: what nobody comes back to is tidied away by it."""
    if now - person.seen_at > SEEN_EVERY:
        person.seen_at = now
        person.save(update_fields=["seen_at"])


def choose_look(person: Person, look: int) -> None:
    """How somebody looks in every hall from the next pass on. Refuses LookUnknown."""
    person.look = clean_look(look)
    person.save(update_fields=["look"])


@transaction.atomic
def register_organisations(drafts: Sequence[OrganisationDraft]) -> list[Organisation]:
    """In the order of `drafts`; a registration number that exists is answered as it stands. Three queries at most."""
    numbers = [draft.registration_number for draft in drafts]
    found = {row.registration_number: row for row in Organisation.objects.filter(registration_number__in=numbers)}
    fresh: dict[str, Organisation] = {}
    for draft in drafts:
        if draft.registration_number in found or draft.registration_number in fresh:
            continue
        row = Organisation(
            registration_number=draft.registration_number,
            region=draft.region,
            website=draft.website,
            is_sample=draft.is_sample,
        )
        write_words(row, "name", draft.name)
        fresh[draft.registration_number] = row
    Organisation.objects.bulk_create(fresh.values(), batch_size=500)
    found.update(fresh)
    return [found[number] for number in numbers]


def register_organisation(draft: OrganisationDraft) -> Organisation:
    """As register_organisations, for one."""
    return register_organisations([draft])[0]


def add_member(organisation: Organisation, person: Person, *, role: str = MemberRole.STAFF) -> Membership:
    """The same person again gets the new role."""
    membership, _made = Membership.objects.update_or_create(
        organisation=organisation, person=person, defaults={"role": role}
    )
    return membership


def remove_member(organisation: Organisation, person: Person) -> None:
    """Somebody who does not belong to it is removed already."""
    Membership.objects.filter(organisation=organisation, person=person).delete()


@transaction.atomic
def set_active(person: Person, *, active: bool) -> None:
    """Closes an account, or opens a closed one, and tells it."""
    person.is_active = active
    person.save(update_fields=["is_active"])
    announce(AccountOpened(person.public_id) if active else AccountClosed(person.public_id))
