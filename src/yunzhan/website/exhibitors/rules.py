"""Who may change an exhibitor and what is its own, as django-rules predicates; and the colours boards may have."""

import re
import unicodedata
from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from rules.permissions import add_perm
from rules.predicates import predicate

from yunzhan.website.accounts.models import Membership, Person
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import FairRole

ACCENT = re.compile(r"#[0-9a-f]{6}")
STAFF_FAIR_ROLES = (Role.EXHIBITOR_MANAGER, Role.BOOTH_STAFF)
LONGEST_CHARACTERS = {"short_name": 60, "tagline": 160, "profile": 4000}


class AnExhibitor(Protocol):
    """What the rules read of an exhibitor; the model is a layer above."""

    fair_id: int
    organisation_id: int


def is_accent(colour: str) -> bool:
    return ACCENT.fullmatch(colour) is not None


def has_control_characters(text: str) -> bool:
    return any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\r\n\t" for letter in text)


def _organises_fair_of(person: Person | AnonymousUser, exhibitor: AnExhibitor) -> bool:
    """Organiser of the exhibitor's fair, or staff of the whole website."""
    if not isinstance(person, Person):
        return False
    at_fair = FairRole.objects.filter(person=person, fair_id=exhibitor.fair_id)
    return person.is_superuser or at_fair.filter(role=Role.ORGANISER).exists()


def _staffs_exhibitor(person: Person | AnonymousUser, exhibitor: AnExhibitor) -> bool:
    """Member of the exhibitor's organisation whom the fair knows as exhibitor manager or booth staff."""
    if not isinstance(person, Person):
        return False
    works_there = Membership.objects.filter(person=person, organisation_id=exhibitor.organisation_id)
    at_fair = FairRole.objects.filter(person=person, fair_id=exhibitor.fair_id, role__in=STAFF_FAIR_ROLES)
    return works_there.exists() and at_fair.exists()


def _manages_exhibitor(person: Person | AnonymousUser, exhibitor: AnExhibitor) -> bool:
    """Of those who staff it, whom the fair knows as its manager."""
    if not isinstance(person, Person):
        return False
    at_fair = FairRole.objects.filter(person=person, fair_id=exhibitor.fair_id, role=Role.EXHIBITOR_MANAGER)
    return _staffs_exhibitor(person, exhibitor) and at_fair.exists()


organises_fair_of = predicate(_organises_fair_of)
staffs_exhibitor = predicate(_staffs_exhibitor)
may_change_exhibitor = organises_fair_of | staffs_exhibitor
may_choose_staff = organises_fair_of | predicate(_manages_exhibitor)
add_perm("exhibitors.change_exhibitor", may_change_exhibitor)
add_perm("exhibitors.choose_staff", may_choose_staff)
