"""Pages that show a fair as it is now: its front page, its halls, a hall as a list and in 3D."""

from types import SimpleNamespace

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yunzhan.website.accounts.models import Person
from yunzhan.website.booths.queries import has_brochures
from yunzhan.website.exhibitors.models import Exhibitor, Industry, Placement
from yunzhan.website.exhibitors.queries import exhibitors_of, featured_exhibitors, tenants_of
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of, open_fair_now
from yunzhan.website.halls.models import Hall
from yunzhan.website.halls.queries import hall_of, hall_plan_of, halls_of
from yunzhan.website.live.drawing import stands_of, ways_of
from yunzhan.website.live.queries import is_moderator, presence_of
from yunzhan.website.products.queries import featured_products, saved_keys
from yunzhan.website.shared.asked import choice_asked, page_asked, refusing_as_page, words_asked
from yunzhan.website.shared.paging import page_of
from yunzhan.website.shared.sheets import is_sheet_asked, sheet

FEATURED_EXHIBITORS = 8
TABLE_ROWS = 50
SORTS = {"number": "booth__number", "name": "exhibitor__name", "industry": "exhibitor__industry__position"}
# One subject in each of the ways people write it; they all find the same companies.
EXAMPLE_WORDS = ("半导体", "半導體", "semiconductor", "精密机械", "食品")


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """The open fair's front page; a calm page when none is open."""
    fair = open_fair_now()
    return render_fair(request, fair) if fair else render(request, "live/no_fair.html")


@require_safe
@refusing_as_page
def show_fair(request: HttpRequest, fair: str) -> HttpResponse:
    """A fair's front page."""
    return render_fair(request, fair_of(fair))


def render_fair(request: HttpRequest, fair: Fair) -> HttpResponse:
    """Five queries: halls, featured exhibitors, their products, how many there are, whether some are samples."""
    exhibitors = Exhibitor.objects.filter(fair=fair)
    featured = featured_exhibitors(fair, FEATURED_EXHIBITORS)
    context = {
        "fair": fair,
        "halls": list(halls_of(fair)),
        "featured": featured,
        "products": featured_products(featured),
        "exhibitor_total": exhibitors_of(fair).count(),
        "has_samples": exhibitors.filter(Q(is_sample=True) | ~Q(source_note="")).exists(),
        "example_words": EXAMPLE_WORDS,
        "presence": presence_of(fair),
        "saved": saved_keys(request.user, fair),
        "may_host": isinstance(request.user, Person) and is_moderator(request.user, fair),
        "view_name": "home",
    }
    return render(request, "live/home.html", context)


@require_safe
@refusing_as_page
def list_halls(request: HttpRequest, fair: str) -> HttpResponse:
    """The directory of halls."""
    here = fair_of(fair)
    page = page_of(halls_of(here), page_asked(request), TABLE_ROWS)
    context = {"fair": here, "halls": page.items, "page": page, "presence": presence_of(here), "section": "halls"}
    return render(request, "live/halls.html", context)


def placements_shown(hall: Hall, words: str, industry: str, sort: str) -> QuerySet[Placement]:
    """Who stands where in the hall, filtered and sorted as the reader asked."""
    rows = Placement.objects.filter(booth__floor_plan__hall=hall, booth__floor_plan__published=True)
    if words:
        rows = rows.filter(
            Q(booth__number__istartswith=words)
            | Q(exhibitor__name_zh_hans__icontains=words)
            | Q(exhibitor__name_zh_hant__icontains=words)
            | Q(exhibitor__name_en__icontains=words)
        )
    if industry:
        rows = rows.filter(exhibitor__industry=industry)
    rows = rows.annotate(has_brochures=has_brochures("exhibitor_id"))
    return rows.select_related("booth", "exhibitor__industry").order_by(SORTS[sort], "booth__number")


@require_safe
@refusing_as_page
def show_hall(request: HttpRequest, fair: str, hall: str) -> HttpResponseBase:
    """The hall without 3D: plan with links, booths as a table, the conversation."""
    here = fair_of(fair)
    room = hall_of(here, hall)
    key, counts = f"{here.slug}/{room.slug}", presence_of(here)
    plan = hall_plan_of(room, get_language() or "zh-hans")
    tenants = tenants_of(room)
    urls = {key: reverse("exhibitor", kwargs={"fair": fair, "slug": row.slug}) for key, row in tenants.items()}
    stands = stands_of(plan.booths, tenants, urls)
    booth_number = words_asked(request, "booth")[:10].upper()
    industries = list(Industry.objects.filter(pk__in={row.industry_id for row in tenants.values()}))
    words, sort = words_asked(request), choice_asked(request, "sort", SORTS, "number")
    industry = choice_asked(request, "industry", {row.code for row in industries})
    placements = placements_shown(room, words, industry, sort)
    if is_sheet_asked(request):
        rows = ((row.booth.number, row.exhibitor.name, row.exhibitor.industry.name) for row in placements)
        return sheet(f"hall-{room.number}", (_("Booth"), _("Exhibitor"), _("Industry")), rows)
    context = {
        "fair": here,
        "hall": room,
        "halls": list(halls_of(here)),
        "hall_key": key,
        "presence": counts["halls"].get(key, {"people": 0, "scripted": 0}) if counts else None,
        "stands": stands,
        "ways": ways_of(plan.aisles),
        "entrance": SimpleNamespace(x=f"{plan.entrance.x:.2f}", z=f"{plan.entrance.z:.2f}"),
        "booth_number": booth_number,
        "here": next((stand for stand in stands if stand.number == booth_number), None),
        "industries": industries,
        "industry": industry,
        "q": words,
        "sort": sort,
        "columns": [
            SimpleNamespace(code="number", name=_("Booth")),
            SimpleNamespace(code="name", name=_("Exhibitor")),
            SimpleNamespace(code="industry", name=_("Industry")),
        ],
        "page": page_of(placements, page_asked(request), TABLE_ROWS),
        "saved": saved_keys(request.user, here),
        "section": "halls",
        "view_name": "list",
    }
    return render(request, "live/hall.html", context)


@require_safe
@refusing_as_page
def walk_hall(request: HttpRequest, fair: str, hall: str) -> HttpResponse:
    """The hall in 3D; the script fills the page."""
    here = fair_of(fair)
    context = {
        "fair": here,
        "hall": hall_of(here, hall),
        "booth_number": words_asked(request, "booth")[:10].upper(),
        "view_name": "walk",
    }
    return render(request, "live/walk.html", context)


@require_safe
@refusing_as_page
def measure_device(request: HttpRequest, fair: str, hall: str) -> HttpResponse:
    """How well this device draws the hall: measured and kept in the browser, nothing is sent."""
    here = fair_of(fair)
    return render(request, "live/bench.html", {"fair": here, "hall": hall_of(here, hall), "section": "halls"})
