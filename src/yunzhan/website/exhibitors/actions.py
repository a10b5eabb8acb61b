"""Every write of the exhibitors app: registering, changing, placing and withdrawing. One is always a batch of one."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.actions import add_member, remove_member
from yunzhan.website.accounts.choices import MemberRole
from yunzhan.website.accounts.models import Organisation, Person
from yunzhan.website.exhibitors.choices import ExhibitorStatus
from yunzhan.website.exhibitors.facts import ExhibitorsChanged
from yunzhan.website.exhibitors.models import Exhibitor, Industry, Placement
from yunzhan.website.exhibitors.queries import managers_of, tenants_of
from yunzhan.website.exhibitors.rules import LONGEST_CHARACTERS, STAFF_FAIR_ROLES, has_control_characters, is_accent
from yunzhan.website.fairs.actions import give_role, take_role
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Delegation, Fair
from yunzhan.website.halls.actions import PlanDraft, publish_floor_plan
from yunzhan.website.halls.models import Booth, Hall
from yunzhan.website.halls.queries import booths_of
from yunzhan.website.shared.facts import announce
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import NO_WORDS, Words, translated, words_of, write_words

BATCH_ROWS = 250  # translated rows have ~25 columns; SQLite takes 32,766 values a statement


class ExhibitorRefused(Refusal):
    """The root of what this file refuses."""

    status = 422


class ExhibitorSlugTaken(ExhibitorRefused):
    status = 409
    sentence = _("Another exhibitor of this fair already has the address %(slug)s.")


class OrganisationAlreadyExhibits(ExhibitorRefused):
    status = 409
    sentence = _("%(name)s is an exhibitor of this fair already.")


class ExhibitorNameMissing(ExhibitorRefused):
    sentence = _("An exhibitor needs a name.")


class AccentMalformed(ExhibitorRefused):
    sentence = _("A colour is written like #2f6f8f.")


class ExhibitorTextTooLong(ExhibitorRefused):
    sentence = _("This text may have at most %(most)s characters.")


class ExhibitorTextMalformed(ExhibitorRefused):
    sentence = _("This text contains characters that cannot be shown.")


class StaffRoleUnknown(ExhibitorRefused):
    sentence = _("Somebody is either manager or booth staff.")


class GuestIsNoStaff(ExhibitorRefused):
    sentence = _("Only somebody with an account can be staff.")


class LastManager(ExhibitorRefused):
    status = 409
    sentence = _("The last manager cannot be taken away. Make somebody else manager first.")


class NotYourExhibitor(ExhibitorRefused):
    status = 403
    sentence = _("Only the exhibitor's own staff and the fair's organiser may change it.")


class NotYourStaff(ExhibitorRefused):
    status = 403
    sentence = _("Only the exhibitor's manager and the fair's organiser choose its staff.")


class NoSuchAccount(ExhibitorRefused):
    sentence = _("Nobody has an account with this. Ask them to open one, then add them.")


class BoothTaken(ExhibitorRefused):
    status = 409
    sentence = _("Booth %(number)s is taken.")


class BoothNotAtFair(ExhibitorRefused):
    sentence = _("Booth %(number)s does not belong to a published plan of this fair.")


@dataclass(frozen=True, slots=True)
class ExhibitorDraft:
    """What an exhibitor is before it is stored."""

    organisation: Organisation
    slug: str
    industry: Industry
    profile: Words = NO_WORDS
    tagline: Words = NO_WORDS
    short_name: Words = NO_WORDS
    accent: str = "#2f6f8f"
    delegation: Delegation | None = None
    is_sample: bool = False
    source_note: Words = NO_WORDS


def lay_industries() -> None:
    """Brings the industry table up to the list that ships (data/industries.tsv). Idempotent."""
    text = files("yunzhan.website.exhibitors").joinpath("data/industries.tsv").read_text(encoding="utf-8")
    rows = []
    for position, line in enumerate(csv.DictReader(text.splitlines(), delimiter="\t"), 1):
        row = Industry(code=line["code"], gbt_codes=line["gbt"], exchange_groups=line["exchange"], position=position)
        write_words(row, "name", Words(line["zh_hans"], line["zh_hant"], line["en"]))
        rows.append(row)
    Industry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["gbt_codes", "exchange_groups", "position", *translated("name")],
    )


def register_exhibitor(fair: Fair, draft: ExhibitorDraft) -> Exhibitor:
    """See register_exhibitors."""
    return register_exhibitors(fair, [draft])[0]


def register_exhibitors(fair: Fair, drafts: Sequence[ExhibitorDraft]) -> list[Exhibitor]:
    """Stores all or none, in the order given; the name is the organisation's of today.

    Refuses ExhibitorNameMissing, AccentMalformed, ExhibitorSlugTaken, OrganisationAlreadyExhibits.
    The search learns of them when their products are added, or by products.actions.index_exhibitors.
    """
    slugs = set(Exhibitor.objects.filter(fair=fair).values_list("slug", flat=True))
    organisations = set(Exhibitor.objects.filter(fair=fair).values_list("organisation_id", flat=True))
    rows = []
    for draft in drafts:
        _check(draft, slugs, organisations)
        slugs.add(draft.slug)
        organisations.add(draft.organisation.pk)
        rows.append(_row(fair, draft))
    return Exhibitor.objects.bulk_create(rows, batch_size=BATCH_ROWS)


def _check(draft: ExhibitorDraft, slugs: set[str], organisations: set[int]) -> None:
    name = words_of(draft.organisation, "name")
    if not (name.zh_hans or name.zh_hant or name.en).strip():
        raise ExhibitorNameMissing(field="name")
    if not is_accent(draft.accent):
        raise AccentMalformed(field="accent")
    if draft.slug in slugs:
        raise ExhibitorSlugTaken(slug=draft.slug, field="slug")
    if draft.organisation.pk in organisations:
        raise OrganisationAlreadyExhibits(name=draft.organisation.name, field="organisation")


def _row(fair: Fair, draft: ExhibitorDraft) -> Exhibitor:
    row = Exhibitor(
        fair=fair,
        organisation=draft.organisation,
        delegation=draft.delegation,
        industry=draft.industry,
        slug=draft.slug,
        accent=draft.accent,
        is_sample=draft.is_sample,
    )
    name = words_of(draft.organisation, "name")
    write_words(row, "name", name)
    for field in ("short_name", "tagline", "profile", "source_note"):
        write_words(row, field, getattr(draft, field))
    return row


@transaction.atomic
def change_exhibitor(
    exhibitor: Exhibitor, *, profile: Words, tagline: Words, accent: str, short_name: Words | None = None
) -> Exhibitor:
    """Writes the texts (the name on the board unless None) and the colour, then tells that it changed.

    Refuses AccentMalformed, ExhibitorTextTooLong, ExhibitorTextMalformed.
    """
    if not is_accent(accent):
        raise AccentMalformed(field="accent")
    texts = {"profile": profile, "tagline": tagline}
    if short_name is not None:
        texts["short_name"] = short_name
    for field, words in texts.items():
        _check_words(field, words)
        write_words(exhibitor, field, words)
    exhibitor.accent = accent
    exhibitor.save()
    announce(ExhibitorsChanged((exhibitor.pk,)))
    return exhibitor


def _check_words(field: str, words: Words) -> None:
    most = LONGEST_CHARACTERS[field]
    for text in (words.zh_hans, words.zh_hant, words.en):
        if len(text) > most:
            raise ExhibitorTextTooLong(most=most, field=field)
        if has_control_characters(text):
            raise ExhibitorTextMalformed(field=field)


@transaction.atomic
def add_staff(exhibitor: Exhibitor, person: Person, *, role: Role | str) -> None:
    """Makes somebody booth staff or manager of the exhibitor at its fair; the same person again gets the new role.

    Refuses StaffRoleUnknown, GuestIsNoStaff, LastManager.
    """
    if role not in STAFF_FAIR_ROLES:
        raise StaffRoleUnknown(field="role")
    if person.is_guest:
        raise GuestIsNoStaff(field="contact")
    if role != Role.EXHIBITOR_MANAGER:
        _check_manager_stays(exhibitor, person)
    member_role = MemberRole.MANAGER if role == Role.EXHIBITOR_MANAGER else MemberRole.STAFF
    add_member(exhibitor.organisation, person, role=member_role)
    give_role(person, exhibitor.fair, role=role)
    for other in STAFF_FAIR_ROLES:
        if other != role:
            take_role(person, exhibitor.fair, role=other)


@transaction.atomic
def remove_staff(exhibitor: Exhibitor, person: Person) -> None:
    """Takes the booth from somebody: the membership, and the role unless another exhibitor of the fair has them too.

    Refuses LastManager. Somebody who is no staff is removed already.
    """
    _check_manager_stays(exhibitor, person)
    remove_member(exhibitor.organisation, person)
    elsewhere = Exhibitor.objects.filter(fair=exhibitor.fair, organisation__memberships__person=person)
    if not elsewhere.exists():
        for role in STAFF_FAIR_ROLES:
            take_role(person, exhibitor.fair, role=role)


def _check_manager_stays(exhibitor: Exhibitor, person: Person) -> None:
    managers = set(managers_of(exhibitor).values_list("pk", flat=True))
    if managers == {person.pk}:
        raise LastManager


def place_exhibitor(exhibitor: Exhibitor, *, booth: Booth) -> Placement:
    """See place_exhibitors."""
    place_exhibitors(exhibitor.fair, {exhibitor: booth})
    return Placement.objects.get(exhibitor=exhibitor)


def place_exhibitors(fair: Fair, places: Mapping[Exhibitor, Booth]) -> None:
    """Puts each exhibitor on its booth, leaving the one it had; all or none.

    Refuses BoothNotAtFair (another fair, or not the published plan) and BoothTaken.
    """
    here = set(
        Booth.objects.filter(floor_plan__hall__fair=fair, floor_plan__published=True).values_list("pk", flat=True)
    )
    moving = {exhibitor.pk for exhibitor in places}
    taken = set(Placement.objects.exclude(exhibitor_id__in=moving).values_list("booth_id", flat=True))
    for booth in places.values():
        if booth.pk not in here:
            raise BoothNotAtFair(number=booth.number, field="booth")
        if booth.pk in taken:
            raise BoothTaken(number=booth.number, field="booth")
        taken.add(booth.pk)
    with transaction.atomic():
        Placement.objects.filter(exhibitor_id__in=moving).delete()
        Placement.objects.bulk_create(
            (Placement(exhibitor=exhibitor, booth=booth) for exhibitor, booth in places.items()), batch_size=BATCH_ROWS
        )


def publish_plan_with_places(hall: Hall, plan: PlanDraft) -> list[Exhibitor]:
    """Publishes the hall's next floor plan and moves everybody to the booth of the same number on it.

    Answers the exhibitors whose number is gone: they have no booth now. Refuses as halls' publish_floor_plan does;
    then nobody has moved.
    """
    with transaction.atomic():
        before = tenants_of(hall)
        numbers = dict(Booth.objects.filter(pk__in=list(before)).values_list("pk", "number"))
        stored = publish_floor_plan(hall, plan)
        fresh = {booth.number: booth for booth in booths_of(stored)}
        kept = {row: fresh[numbers[key]] for key, row in before.items() if numbers[key] in fresh}
        homeless = [row for key, row in before.items() if numbers[key] not in fresh]
        Placement.objects.filter(exhibitor__in=homeless).delete()
        place_exhibitors(hall.fair, kept)
    return homeless


def withdraw_exhibitor(exhibitor: Exhibitor) -> None:
    """Frees its booth and takes it off every list; its products and texts stay stored."""
    with transaction.atomic():
        Placement.objects.filter(exhibitor=exhibitor).delete()
        exhibitor.status = ExhibitorStatus.WITHDRAWN
        exhibitor.save(update_fields=["status"])
