"""Every write of the accounts app: guests, organisations, memberships. Signing in with a password is allauth's."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from yunzhan.website.accounts.choices import MemberRole
from yunzhan.website.accounts.models import Membership, Organisation, Person
from yunzhan.website.accounts.rules import clean_display_name
from yunzhan.website.shared.words import Words, write_words


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
