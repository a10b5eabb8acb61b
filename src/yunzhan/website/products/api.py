"""The JSON API's exhibitors (found by words, shown with products) and products, which exhibitor staff may write.

Refusals become {"error", "message", "field"} in the API's own handler, not here.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import File, Router, Schema, Status, UploadedFile
from ninja.security import django_auth
from pydantic import Field
from rules.permissions import has_perm

from yunzhan.website.exhibitors.actions import NotYourExhibitor, change_exhibitor
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_of, placement_of
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.products.actions import (
    ProductDraft,
    add_product,
    category_named,
    change_product,
    store_picture,
    withdraw_product,
)
from yunzhan.website.products.models import Product
from yunzhan.website.products.queries import find_exhibitors, find_products, product_of, products_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import Words, words_of

router = Router(tags=["products"])

LAST_PAGE = 100_000


class NotYourProduct(Refusal):
    status = 403
    sentence = _("Only the exhibitor's own staff and the fair's organiser may change its products.")


class ExhibitorOut(Schema):
    slug: str
    name: str
    short_name: str
    tagline: str
    industry: str
    accent: str
    sample: bool
    hall: str | None
    booth: str | None


class ProductOut(Schema):
    id: int
    exhibitor: str
    name: str
    summary: str
    category: str | None
    picture: str | None
    sample: bool


class ExhibitorCardOut(ExhibitorOut):
    profile: str
    source_note: str
    products: list[ProductOut]


class ExhibitorPageOut(Schema):
    items: list[ExhibitorOut]
    total: int
    page: int
    pages: int


class ProductPageOut(Schema):
    items: list[ProductOut]
    total: int
    page: int
    pages: int


class WordsIn(Schema):
    """A text in three languages."""

    zh_hans: str = ""
    zh_hant: str = ""
    en: str = ""

    def words(self) -> Words:
        return Words(self.zh_hans.strip(), self.zh_hant.strip(), self.en.strip())


class ExhibitorIn(Schema):
    """All texts are written: one left out becomes empty."""

    profile: WordsIn = Field(default_factory=WordsIn)
    tagline: WordsIn = Field(default_factory=WordsIn)
    short_name: WordsIn = Field(default_factory=WordsIn)
    accent: str = Field(max_length=7)


class ProductIn(Schema):
    """What exhibitor staff write; a missing language is read in another."""

    name: WordsIn
    summary: WordsIn = Field(default_factory=WordsIn)
    category: str | None = None


def place_out(exhibitor: Exhibitor) -> dict[str, str | None]:
    placement = placement_of(exhibitor)
    if placement is None:
        return {"hall": None, "booth": None}
    return {"hall": placement.booth.floor_plan.hall.slug, "booth": placement.booth.number}


def exhibitor_fields(exhibitor: Exhibitor) -> dict[str, Any]:
    return {
        "slug": exhibitor.slug,
        "name": exhibitor.name,
        "short_name": exhibitor.short_name or exhibitor.name,
        "tagline": exhibitor.tagline,
        "industry": exhibitor.industry.name,
        "accent": exhibitor.accent,
        "sample": exhibitor.is_sample,
        **place_out(exhibitor),
    }


def exhibitor_out(exhibitor: Exhibitor) -> ExhibitorOut:
    return ExhibitorOut(**exhibitor_fields(exhibitor))


def product_out(product: Product) -> ProductOut:
    return ProductOut(
        id=product.pk,
        exhibitor=product.exhibitor.slug,
        name=product.name,
        summary=product.summary,
        category=product.category.name if product.category else None,
        picture=product.picture.url if product.picture else None,
        sample=product.is_sample,
    )


@router.get("/{fair}/exhibitors", response=ExhibitorPageOut, url_name="api-exhibitors")
def list_exhibitors(
    request: HttpRequest,
    fair: str,
    q: str = "",
    hall: str | None = None,
    industry: str | None = None,
    sort: str = "",
    page: int = 1,
) -> object:
    """`sort`: booth, name or industry; anything else gives the best match first."""
    found = find_exhibitors(fair_of(fair), q, hall=hall, industry=industry, sort=sort, page=min(page, LAST_PAGE))
    return found.shown(exhibitor_out)


@router.get("/{fair}/exhibitors/{slug}", response=ExhibitorCardOut, url_name="api-exhibitor")
def show_exhibitor(request: HttpRequest, fair: str, slug: str) -> object:
    exhibitor = exhibitor_of(fair_of(fair), slug)
    products = list(products_of(exhibitor))
    for product in products:
        product.exhibitor = exhibitor
    return ExhibitorCardOut(
        **exhibitor_fields(exhibitor),
        profile=exhibitor.profile,
        source_note=exhibitor.source_note,
        products=[product_out(product) for product in products],
    )


@router.put("/{fair}/exhibitors/{slug}", response=ExhibitorOut, auth=django_auth, url_name="api-exhibitor-change")
def update_exhibitor(request: HttpRequest, fair: str, slug: str, texts: ExhibitorIn) -> object:
    """The texts and the colour of its board."""
    exhibitor = exhibitor_of(fair_of(fair), slug)
    if not has_perm("exhibitors.change_exhibitor", request.user, exhibitor):
        raise NotYourExhibitor
    changed = change_exhibitor(
        exhibitor,
        profile=texts.profile.words(),
        tagline=texts.tagline.words(),
        short_name=texts.short_name.words(),
        accent=texts.accent,
    )
    return exhibitor_out(changed)


@router.get("/{fair}/products", response=ProductPageOut, url_name="api-products")
def list_products(request: HttpRequest, fair: str, q: str = "", exhibitor: str | None = None, page: int = 1) -> object:
    found = find_products(fair_of(fair), q, exhibitor=exhibitor, page=min(page, LAST_PAGE))
    return found.shown(product_out)


@router.post(
    "/{fair}/exhibitors/{slug}/products", response={201: ProductOut}, auth=django_auth, url_name="api-product-add"
)
def create_product(request: HttpRequest, fair: str, slug: str, product: ProductIn) -> object:
    exhibitor = exhibitor_of(fair_of(fair), slug)
    if not has_perm("products.add_product", request.user, exhibitor):
        raise NotYourProduct
    draft = ProductDraft(
        exhibitor=exhibitor,
        name=product.name.words(),
        summary=product.summary.words(),
        category=category_named(product.category),
    )
    return Status(201, product_out(add_product(draft)))


@router.put("/{fair}/products/{pk}", response=ProductOut, auth=django_auth, url_name="api-product")
def update_product(request: HttpRequest, fair: str, pk: int, product: ProductIn) -> object:
    stored = product_asked(request, fair_of(fair), pk)
    return product_out(
        change_product(
            stored,
            name=product.name.words(),
            summary=product.summary.words(),
            category=category_named(product.category),
        )
    )


@router.post("/{fair}/products/{pk}/picture", response=ProductOut, auth=django_auth, url_name="api-product-picture")
def update_picture(request: HttpRequest, fair: str, pk: int, picture: File[UploadedFile]) -> object:
    stored = product_asked(request, fair_of(fair), pk)
    name = store_picture(picture.read(2_000_001))
    changed = change_product(
        stored,
        name=words_of(stored, "name"),
        summary=words_of(stored, "summary"),
        category=stored.category,
        picture=name,
    )
    return product_out(changed)


@router.delete("/{fair}/products/{pk}", response={204: None}, auth=django_auth, url_name="api-product-withdraw")
def delete_product(request: HttpRequest, fair: str, pk: int) -> object:
    withdraw_product(product_asked(request, fair_of(fair), pk))
    return Status(204, None)


def product_asked(request: HttpRequest, fair: Fair, pk: int) -> Product:
    """Refuses ProductUnknown and NotYourProduct."""
    stored = product_of(fair, min(pk, 2**62))
    if not has_perm("products.change_product", request.user, stored):
        raise NotYourProduct
    return stored
