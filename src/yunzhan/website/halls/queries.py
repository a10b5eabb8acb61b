"""Reading halls and floor plans. Who stands on the booths is asked of the exhibitors app."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yunzhan.website.fairs.models import Fair
from yunzhan.website.halls.models import Booth, BoothTemplate, FloorPlan, Hall
from yunzhan.website.shared.refusals import Refusal


class HallUnknown(Refusal):
    status = 404
    sentence = _("There is no such hall at this fair.")


class BoothUnknown(Refusal):
    status = 404
    sentence = _("There is no booth %(number)s in this hall.")


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where people come in: metres, yaw in radians (0 looks north, grows clockwise)."""

    x: float
    z: float
    yaw: float


@dataclass(frozen=True, slots=True)
class Aisle:
    """A way, by its centre and extent in metres; kind main or cross."""

    x: float
    z: float
    width: float
    depth: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A hanging sign at x, z in metres; kind hall, zone or slogan; text in the reader's language."""

    x: float
    z: float
    yaw: float
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class HallPlan:
    """A hall with its published plan, ready to be drawn; `booths` carry no exhibitor."""

    hall: Hall
    version: int
    entrance: Entrance
    aisles: list[Aisle]
    signs: list[Sign]
    booths: list[Booth]


def halls_of(fair: Fair) -> QuerySet[Hall]:
    """In order of their number, each with `booth_count` (booths on the published plan)."""
    return (
        Hall.objects.filter(fair=fair)
        .annotate(booth_count=Count("floor_plans__booths", filter=Q(floor_plans__published=True)))
        .order_by("number")
    )


def hall_of(fair: Fair, slug: str) -> Hall:
    """Refuses HallUnknown."""
    hall = Hall.objects.select_related("fair").filter(fair=fair, slug=slug).first()
    if hall is None:
        raise HallUnknown
    return hall


def published_plan_of(hall: Hall) -> FloorPlan | None:
    return FloorPlan.objects.filter(hall=hall, published=True).first()


def booths_of(plan: FloorPlan) -> QuerySet[Booth]:
    return Booth.objects.filter(floor_plan=plan).order_by("number")


def booth_of(hall: Hall, number: str) -> Booth:
    """Refuses BoothUnknown."""
    booth = Booth.objects.filter(floor_plan__hall=hall, floor_plan__published=True, number=number).first()
    if booth is None:
        raise BoothUnknown(number=number, field="booth")
    return booth


def booth_templates() -> QuerySet[BoothTemplate]:
    return BoothTemplate.objects.all()


def entrance_of(hall: Hall) -> Entrance:
    """One query. A hall without a published plan is entered in the middle of its south side."""
    plan = published_plan_of(hall)
    return _entrance(hall, plan.drawing if plan else {})


def hall_plan_of(hall: Hall, language: str) -> HallPlan:
    """Two queries. `language` is zh-hans, zh-hant or en; a hall without a published plan has no booths."""
    plan = published_plan_of(hall)
    drawing: dict[str, Any] = plan.drawing if plan else {}
    return HallPlan(
        hall=hall,
        version=plan.version if plan else 0,
        entrance=_entrance(hall, drawing),
        aisles=[Aisle(**{**aisle, "label": _said(aisle["label"], language)}) for aisle in drawing.get("aisles", [])],
        signs=[Sign(**{**sign, "text": _said(sign["text"], language)}) for sign in drawing.get("signs", [])],
        booths=list(booths_of(plan)) if plan else [],
    )


def _entrance(hall: Hall, drawing: dict[str, Any]) -> Entrance:
    return Entrance(**drawing["entrance"]) if "entrance" in drawing else Entrance(hall.width_m / 2, hall.depth_m - 2, 0)


def _said(text: str | dict[str, str], language: str) -> str:
    """Texts of a drawing are one string for all, or one by language."""
    return text if isinstance(text, str) else text.get(language) or next(iter(text.values()), "")
