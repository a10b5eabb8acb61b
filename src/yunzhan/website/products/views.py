"""Pages of exhibitors and products, and the search over both."""

from collections.abc import Callable, Iterable
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rules.permissions import has_perm

from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_of, industries_of, placement_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.halls.queries import halls_of
from yunzhan.website.products.queries import (
    EXHIBITOR_SORTS,
    find_exhibitors,
    find_products,
    product_of,
    products_of,
    saved_keys,
    shown_model_of,
)
from yunzhan.website.shared.asked import choice_asked, page_asked, refusing_as_page, words_asked
from yunzhan.website.shared.sheets import is_sheet_asked, sheet

PRODUCTS_BESIDE_SEARCH = 12
MOST_SHEET_ROWS = 20_000


@require_safe
@refusing_as_page
def search(request: HttpRequest, fair: str) -> HttpResponse:
    """What ?q= finds: exhibitors, paged, and some products."""
    here, words = fair_of(fair), words_asked(request)
    context: dict[str, object] = {"fair": here, "halls": list(halls_of(here)), "q": words, "section": "search"}
    context["saved"] = saved_keys(request.user, here)
    if words:
        page = find_exhibitors(here, words, page=page_asked(request))
        context["page"] = page
        context["products"] = find_products(here, words).items[:PRODUCTS_BESIDE_SEARCH] if page.page == 1 else []
    return render(request, "products/search.html", context)


@require_safe
@refusing_as_page
def list_exhibitors(request: HttpRequest, fair: str) -> HttpResponseBase:
    """All exhibitors, by words, hall and industry; all that match as one file when that is asked for."""
    here, words = fair_of(fair), words_asked(request)
    halls, industries = list(halls_of(here)), list(industries_of(here))
    hall = choice_asked(request, "hall", {row.slug for row in halls})
    industry = choice_asked(request, "industry", {row.code for row in industries})
    sort = choice_asked(request, "sort", EXHIBITOR_SORTS)
    find = partial(find_exhibitors, here, words, hall=hall or None, industry=industry or None, sort=sort)
    if is_sheet_asked(request):
        return exhibitor_sheet(find(size=MOST_SHEET_ROWS).items)
    page = find(page=page_asked(request))
    context = {
        "fair": here,
        "halls": halls,
        "industries": industries,
        "hall_slug": hall,
        "industry": industry,
        "sort": sort,
        "sorts": (
            ("", _("Best match first") if words else _("By hall and booth")),
            ("name", _("By name")),
            ("industry", _("By industry")),
        ),
        "q": words,
        "page": page,
        "saved": saved_keys(request.user, here),
        "section": "exhibitors",
    }
    return render(request, "products/exhibitors.html", context)


def exhibitor_sheet(exhibitors: Iterable[Exhibitor]) -> HttpResponseBase:
    """Exhibitors with their places, as a file."""
    head = (_("Exhibitor"), _("Industry"), _("Hall"), _("Booth"), _("Tagline"), _("Sample"))
    rows = []
    for row in exhibitors:
        place = placement_of(row)
        hall, number = (place.booth.floor_plan.hall.number, place.booth.number) if place else ("", "")
        sample = _("Sample") if row.is_sample or row.source_note else ""
        rows.append((row.name, row.industry.name, hall, number, row.tagline, sample))
    return sheet("exhibitors", head, rows)


@require_safe
@refusing_as_page
def show_exhibitor(
    request: HttpRequest, fair: str, slug: str, look_of: Callable[[Exhibitor], object], *, is_draft: bool = False
) -> HttpResponse:
    """An exhibitor: profile, booth, products, where its name comes from. `look_of`: what its booth shows, None for nothing."""
    here = fair_of(fair)
    exhibitor = exhibitor_of(here, slug)
    context = {
        "fair": here,
        "halls": list(halls_of(here)),
        "exhibitor": exhibitor,
        "look": look_of(exhibitor),
        "brochures_url": "" if is_draft else reverse("api:api-brochures", args=(fair, slug)),
        "products": list(products_of(exhibitor)),
        "saved": saved_keys(request.user, here),
        "may_change": has_perm("exhibitors.change_exhibitor", request.user, exhibitor),
        "section": "exhibitors",
    }
    return render(request, "products/exhibitor.html", context)


@require_safe
@refusing_as_page
def show_product(request: HttpRequest, fair: str, pk: int) -> HttpResponse:
    """A product, with what the viewer needs when it has a 3D model."""
    here = fair_of(fair)
    product = product_of(here, pk)
    context = {
        "fair": here,
        "halls": list(halls_of(here)),
        "product": product,
        "model": shown_model_of(product, request.build_absolute_uri(request.path)),
        "saved": saved_keys(request.user, here),
        "section": "exhibitors",
    }
    return render(request, "products/product.html", context)
