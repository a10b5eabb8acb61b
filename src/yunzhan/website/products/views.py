"""Pages of exhibitors and products, and the search over both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yunzhan.website.exhibitors.queries import exhibitor_of, industries_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.halls.queries import halls_of
from yunzhan.website.products.queries import find_exhibitors, find_products, product_of, products_of
from yunzhan.website.shared.asked import choice_asked, page_asked, refusing_as_page, words_asked

PRODUCTS_BESIDE_SEARCH = 12


@require_safe
@refusing_as_page
def search(request: HttpRequest, fair: str) -> HttpResponse:
    """What ?q= finds: exhibitors, paged, and some products."""
    here, words = fair_of(fair), words_asked(request)
    context: dict[str, object] = {"fair": here, "halls": list(halls_of(here)), "q": words, "section": "search"}
    if words:
        page = find_exhibitors(here, words, page=page_asked(request))
        context["page"] = page
        context["products"] = find_products(here, words).items[:PRODUCTS_BESIDE_SEARCH] if page.page == 1 else []
    return render(request, "products/search.html", context)


@require_safe
@refusing_as_page
def list_exhibitors(request: HttpRequest, fair: str) -> HttpResponse:
    """All exhibitors, by words, hall and industry."""
    here, words = fair_of(fair), words_asked(request)
    halls, industries = list(halls_of(here)), list(industries_of(here))
    hall = choice_asked(request, "hall", {row.slug for row in halls})
    industry = choice_asked(request, "industry", {row.code for row in industries})
    page = find_exhibitors(here, words, hall=hall or None, industry=industry or None, page=page_asked(request))
    context = {
        "fair": here,
        "halls": halls,
        "industries": industries,
        "hall_slug": hall,
        "industry": industry,
        "q": words,
        "page": page,
        "section": "exhibitors",
    }
    return render(request, "products/exhibitors.html", context)


@require_safe
@refusing_as_page
def show_exhibitor(request: HttpRequest, fair: str, slug: str) -> HttpResponse:
    """An exhibitor: profile, booth, products, where its name comes from."""
    here = fair_of(fair)
    exhibitor = exhibitor_of(here, slug)
    context = {
        "fair": here,
        "halls": list(halls_of(here)),
        "exhibitor": exhibitor,
        "products": list(products_of(exhibitor)),
        "section": "exhibitors",
    }
    return render(request, "products/exhibitor.html", context)


@require_safe
@refusing_as_page
def show_product(request: HttpRequest, fair: str, pk: int) -> HttpResponse:
    """A product."""
    here = fair_of(fair)
    context = {"fair": here, "halls": list(halls_of(here)), "product": product_of(here, pk), "section": "exhibitors"}
    return render(request, "products/product.html", context)
