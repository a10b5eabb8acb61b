"""Reading exhibitors and their places. Finding them by words is the products app's search."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.choices import ExhibitorStatus
from yunzhan.website.exhibitors.models import Exhibitor, Industry, Placement
from yunzhan.website.exhibitors.rules import STAFF_FAIR_ROLES
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Fair, FairRole
from yunzhan.website.halls.models import Hall
from yunzhan.website.shared.refusals import Refusal

FEATURED_ORDER = (
    "-placement__booth__width_m",
    "placement__booth__x_m",
    "placement__booth__floor_plan__hall__number",
    "slug",
)


class ExhibitorUnknown(Refusal):
    status = 404
    sentence = _("There is no such exhibitor at this fair.")


def exhibitors_of(fair: Fair, *, hall: str | None = None, industry: str | None = None) -> QuerySet[Exhibitor]:
    """Active exhibitors in the order of halls and booth numbers, with all a list shows of them in one query.

    `hall` is a slug, `industry` a code; an unknown one gives an empty list.
    """
    rows = Exhibitor.objects.filter(fair=fair, status=ExhibitorStatus.ACTIVE).select_related(
        "fair", "organisation", "industry", "placement__booth__floor_plan__hall"
    )
    if hall:
        rows = rows.filter(placement__booth__floor_plan__hall__slug=hall)
    if industry:
        rows = rows.filter(industry_id=industry)
    return rows.order_by("placement__booth__floor_plan__hall__number", "placement__booth__number", "slug")


def exhibitors_by_key(fair: Fair, keys: Iterable[int]) -> dict[int, Exhibitor]:
    """Active exhibitors of the fair by primary key; one query."""
    return {row.pk: row for row in exhibitors_of(fair).filter(pk__in=list(keys))}


def exhibitor_of(fair: Fair, slug: str) -> Exhibitor:
    """Refuses ExhibitorUnknown, also for one that has withdrawn."""
    row = exhibitors_of(fair).filter(slug=slug).first()
    if row is None:
        raise ExhibitorUnknown
    return row


def featured_exhibitors(fair: Fair, count: int = 8) -> list[Exhibitor]:
    """Those on the widest booths: the westernmost of every hall first, so that the halls take turns."""
    rows = exhibitors_of(fair).filter(placement__isnull=False)
    return list(rows.order_by(*FEATURED_ORDER)[:count])


def placement_of(exhibitor: Exhibitor) -> Placement | None:
    """Without a query for exhibitors of this file's functions."""
    try:
        return exhibitor.placement
    except Placement.DoesNotExist:
        return None


def industries() -> QuerySet[Industry]:
    return Industry.objects.all()


def industries_of(fair: Fair) -> QuerySet[Industry]:
    """Industries that have exhibitors at the fair, each with `exhibitor_count`."""
    here = Q(exhibitors__fair=fair, exhibitors__status=ExhibitorStatus.ACTIVE)
    return Industry.objects.annotate(exhibitor_count=Count("exhibitors", filter=here)).filter(exhibitor_count__gt=0)


def exhibitor_counts_by_hall(fair: Fair) -> dict[int, int]:
    """Hall primary key to number of exhibitors placed on its published plan; one query."""
    rows = (
        Placement.objects.filter(exhibitor__fair=fair, exhibitor__status=ExhibitorStatus.ACTIVE)
        .filter(booth__floor_plan__published=True)
        .values_list("booth__floor_plan__hall_id")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return dict(rows)


def tenants_of(hall: Hall) -> dict[int, Exhibitor]:
    """Booth primary key to the exhibitor standing there, on the published plan; one query."""
    rows = Placement.objects.filter(
        booth__floor_plan__hall=hall,
        booth__floor_plan__published=True,
        exhibitor__status=ExhibitorStatus.ACTIVE,
    ).select_related("exhibitor__industry")
    return {row.booth_id: row.exhibitor for row in rows}


def staff_of(exhibitor: Exhibitor) -> QuerySet[Person]:
    """Everybody who may change the exhibitor because they work there, each with `is_manager`; managers first."""
    people = _people_of(exhibitor, *STAFF_FAIR_ROLES).annotate(
        is_manager=Exists(_roles_at(exhibitor, Role.EXHIBITOR_MANAGER))
    )
    return people.order_by("-is_manager", "display_name", "pk")


def managers_of(exhibitor: Exhibitor) -> QuerySet[Person]:
    return _people_of(exhibitor, Role.EXHIBITOR_MANAGER)


def _people_of(exhibitor: Exhibitor, *roles: str) -> QuerySet[Person]:
    members = Person.objects.filter(memberships__organisation_id=exhibitor.organisation_id)
    return members.filter(Exists(_roles_at(exhibitor, *roles)))


def _roles_at(exhibitor: Exhibitor, *roles: str) -> QuerySet[FairRole]:
    return FairRole.objects.filter(person=OuterRef("pk"), fair_id=exhibitor.fair_id, role__in=roles)


def exhibitors_staffed_by(person: Person, fair: Fair) -> QuerySet[Exhibitor]:
    """The exhibitors of the fair where this person works and has a role to do so."""
    has_role = FairRole.objects.filter(person=person, fair=fair, role__in=STAFF_FAIR_ROLES)
    return exhibitors_of(fair).filter(Exists(has_role), organisation__memberships__person=person)
