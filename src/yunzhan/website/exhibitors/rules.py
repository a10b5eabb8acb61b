"""Who may change an exhibitor and what is its own, as django-rules predicates; and the colours boards may have."""

import re

import rules

from yunzhan.website.accounts.models import Membership
from yunzhan.website.fairs.models import FairRole

ACCENT = re.compile(r"#[0-9a-f]{6}")
# What a fair's organiser gives a person, and what the own company does; both make a person exhibitor staff.
STAFF_FAIR_ROLES = ("exhibitor_manager", "booth_staff")


def is_accent(colour: str) -> bool:
    return ACCENT.fullmatch(colour) is not None


@rules.predicate
def organises_fair_of(person: object, exhibitor: object) -> bool:
    """Organiser of the exhibitor's fair, or staff of the whole website."""
    if not getattr(person, "is_authenticated", False):
        return False
    if getattr(person, "is_superuser", False):
        return True
    fair_id = getattr(exhibitor, "fair_id", None)
    return FairRole.objects.filter(person_id=getattr(person, "pk", None), fair_id=fair_id, role="organiser").exists()


@rules.predicate
def staffs_exhibitor(person: object, exhibitor: object) -> bool:
    """Member of the exhibitor's organisation whom the fair knows as exhibitor manager or booth staff."""
    if not getattr(person, "is_authenticated", False):
        return False
    person_id, fair_id = getattr(person, "pk", None), getattr(exhibitor, "fair_id", None)
    works_there = Membership.objects.filter(
        person_id=person_id, organisation_id=getattr(exhibitor, "organisation_id", None)
    ).exists()
    known_here = FairRole.objects.filter(person_id=person_id, fair_id=fair_id, role__in=STAFF_FAIR_ROLES)
    return works_there and known_here.exists()


may_change_exhibitor = organises_fair_of | staffs_exhibitor

rules.add_perm("exhibitors.change_exhibitor", may_change_exhibitor)
