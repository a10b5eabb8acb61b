"""The page of what somebody saved at a fair, and the forms that put things on it, note something and take them off."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import placement_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.halls.models import Hall
from yunzhan.website.halls.queries import halls_of
from yunzhan.website.products.models import Product, Saved
from yunzhan.website.products.queries import saved_keys, saved_of, thing_asked
from yunzhan.website.products.saved_actions import note_saved, save, unsave
from yunzhan.website.shared.asked import refusing_as_page
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.sheets import is_sheet_asked, sheet

NO_HALL = 1 << 30


@dataclass(frozen=True, slots=True)
class Stop:
    """One exhibitor of the list: its own row when it is saved itself, and the rows of its saved products."""

    exhibitor: Exhibitor
    rows: list[Saved] = field(default_factory=list)

    @property
    def hall(self) -> Hall | None:
        place = placement_of(self.exhibitor)
        return place.booth.floor_plan.hall if place else None

    @property
    def place(self) -> tuple[int, str]:
        """Hall's number, booth's number; who has no booth comes last."""
        place = placement_of(self.exhibitor)
        return (place.booth.floor_plan.hall.number, place.booth.number) if place else (NO_HALL, "")

    @property
    def own(self) -> Saved | None:
        return next((row for row in self.rows if row.product is None), None)

    @property
    def products(self) -> list[Saved]:
        return [row for row in self.rows if row.product is not None]


@require_safe
@refusing_as_page
def list_saved(request: HttpRequest, fair: str) -> HttpResponseBase:
    """What one saved: by hall, each exhibitor once, with the products one saved of it; as a file when that is asked for."""
    here = fair_of(fair)
    person = request.user if isinstance(request.user, Person) else None
    stops = stops_of(saved_of(person, here)) if person else []
    if is_sheet_asked(request):
        return saved_sheet(stops)
    context = {
        "fair": here,
        "halls": list(halls_of(here)),
        "stops_by_hall": [(group[0].hall, group) for group in by_hall(stops)],
        "total": len(stops),
        "saved": saved_keys(person, here),
        "section": "saved",
    }
    return render(request, "products/saved.html", context)


def stops_of(rows: Iterable[Saved]) -> list[Stop]:
    """By hall and booth."""
    stops: dict[int, Stop] = {}
    for row in rows:
        exhibitor = row.product.exhibitor if row.product else row.exhibitor
        assert exhibitor is not None
        stops.setdefault(exhibitor.pk, Stop(exhibitor)).rows.append(row)
    return sorted(stops.values(), key=lambda stop: stop.place)


def by_hall(stops: Iterable[Stop]) -> list[list[Stop]]:
    return [list(group) for _number, group in groupby(stops, key=lambda stop: stop.place[0])]


def saved_sheet(stops: Iterable[Stop]) -> HttpResponseBase:
    """Each saved thing as one row of a file."""
    head = (_("Hall"), _("Booth"), _("Exhibitor"), _("Product"), _("Note"), _("Saved on"))
    rows = []
    for stop in stops:
        number, booth = stop.place
        place = ("", "") if number == NO_HALL else (number, booth)
        for row in stop.rows:
            product = row.product.name if row.product else ""
            rows.append((*place, stop.exhibitor.name, product, row.note, row.saved_at.date().isoformat()))
    return sheet("saved", head, rows)


@require_POST
@refusing_as_page
def change_saved(request: HttpRequest, fair: str, kind: str, key: str) -> HttpResponse:
    """keep=yes saves, keep=no takes off the list, note=… notes; then back. Who has not entered is asked for a name first."""
    here = fair_of(fair)
    thing = thing_asked(here, kind, key)
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    after = asked if safe else reverse("saved", kwargs={"fair": here.slug})
    if not isinstance(request.user, Person):
        messages.info(request, _("Choose a display name first, then save it: the list is kept under your name."))
        return redirect(f"{reverse('enter')}?{urlencode({'next': after})}")
    try:
        messages.success(request, change(request.user, thing, request.POST.get("keep"), request.POST.get("note")))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect(after)


def change(person: Person, thing: Exhibitor | Product, keep: str | None, note: str | None) -> str:
    """Answers with the sentence that says what was done."""
    if note is not None:
        note_saved(person, thing, note)
        return _("Your note on %(name)s is kept.") % {"name": thing.name}
    if keep == "no":
        unsave(person, thing)
        return _("%(name)s is off your list.") % {"name": thing.name}
    save(person, thing)
    return _("%(name)s is on your list.") % {"name": thing.name}
