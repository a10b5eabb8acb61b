"""Every write of the halls app: opening halls and publishing floor plans. Who may ask for it is in rules."""

import csv
from collections.abc import Sequence
from importlib.resources import files

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yunzhan.website.fairs.models import Fair
from yunzhan.website.halls import rules
from yunzhan.website.halls.choices import Character
from yunzhan.website.halls.models import Booth, BoothTemplate, FloorPlan, Hall
from yunzhan.website.halls.rules import BoothDraft, PlanDraft
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import Words, translated, write_words

# A draft is what publishing takes: other apps and the sample fair get it here, not from rules.
__all__ = ["BoothDraft", "PlanDraft", "lay_booth_templates", "open_hall", "publish_floor_plan"]


class PlanRefused(Refusal):
    """A floor plan that cannot be built. Nothing of it is stored."""

    status = 422


class BoothNumberTwice(PlanRefused):
    sentence = _("Booth number %(number)s is given twice.")


class BoothOutsideHall(PlanRefused):
    sentence = _("Booth %(number)s does not fit inside the hall.")


class BoothsOverlap(PlanRefused):
    sentence = _("Booths %(number)s and %(other)s overlap.")


class BoothTemplateUnknown(PlanRefused):
    sentence = _("Booth %(number)s has a design that does not exist.")


class EntranceBlocked(PlanRefused):
    sentence = _("The entrance lies outside the hall or under a booth.")


class BoothUnreachable(PlanRefused):
    sentence = _("Nobody can walk from the entrance to booth %(number)s.")


class HallSlugTaken(Refusal):
    status = 409
    sentence = _("This fair already has a hall %(slug)s.")


def lay_booth_templates() -> None:
    """Brings the table of booth designs up to the list that ships (data/booth_templates.tsv). Idempotent."""
    text = files("yunzhan.website.halls").joinpath("data/booth_templates.tsv").read_text(encoding="utf-8")
    rows = []
    for line in csv.DictReader(text.splitlines(), delimiter="\t"):
        row = BoothTemplate(slug=line["slug"], smallest_side_m=float(line["smallest_side_m"]))
        write_words(row, "name", Words(line["zh_hans"], line["zh_hant"], line["en"]))
        rows.append(row)
    BoothTemplate.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["slug"], update_fields=["smallest_side_m", *translated("name")]
    )


def open_hall(
    fair: Fair,
    *,
    slug: str,
    number: int,
    name: Words,
    summary: Words,
    width_m: float,
    depth_m: float,
    height_m: float = 12.0,
    character: str = Character.DAYLIGHT,
) -> Hall:
    """Stores a hall without a floor plan. Refuses HallSlugTaken."""
    if Hall.objects.filter(fair=fair, slug=slug).exists():
        raise HallSlugTaken(slug=slug, field="slug")
    hall = Hall(
        fair=fair,
        slug=slug,
        number=number,
        width_m=width_m,
        depth_m=depth_m,
        height_m=height_m,
        character=character,
    )
    write_words(hall, "name", name)
    write_words(hall, "summary", summary)
    hall.save()
    return hall


def publish_floor_plan(hall: Hall, plan: PlanDraft) -> FloorPlan:
    """Checks the plan, stores it as the hall's next version and makes it the published one; older versions stay.

    Placements stay with the booths of their version (exhibitors' publish_plan_with_places moves them).
    Refuses every PlanRefused of this file; then nothing is stored.
    """
    _check(hall, plan)
    with transaction.atomic():
        newest = FloorPlan.objects.filter(hall=hall).aggregate(newest=Max("version"))["newest"] or 0
        FloorPlan.objects.filter(hall=hall, published=True).update(published=False)
        stored = FloorPlan.objects.create(hall=hall, version=newest + 1, published=True, drawing=plan.drawing)
        _store_booths(stored, plan.booths)
    return stored


def _store_booths(plan: FloorPlan, booths: Sequence[BoothDraft]) -> None:
    Booth.objects.bulk_create(
        Booth(
            floor_plan=plan,
            number=booth.number,
            x_m=booth.x,
            z_m=booth.z,
            width_m=booth.width,
            depth_m=booth.depth,
            facing=booth.facing,
            template_id=booth.template,
        )
        for booth in booths
    )


def _check(hall: Hall, plan: PlanDraft) -> None:
    if number := rules.twice_numbered(plan.booths):
        raise BoothNumberTwice(number=number)
    if number := rules.unknown_template(plan.booths):
        raise BoothTemplateUnknown(number=number)
    if number := rules.outside_hall(plan.booths, hall.width_m, hall.depth_m):
        raise BoothOutsideHall(number=number)
    if pair := rules.overlapping(plan.booths):
        raise BoothsOverlap(number=pair[0], other=pair[1])
    entrance = plan.drawing.get("entrance")
    x, z = (entrance["x"], entrance["z"]) if isinstance(entrance, dict) else (hall.width_m / 2, hall.depth_m - 2)
    lost = rules.unreachable_from((x, z), plan.booths, hall.width_m, hall.depth_m)
    if lost == "":
        raise EntranceBlocked
    if lost is not None:
        raise BoothUnreachable(number=lost)
