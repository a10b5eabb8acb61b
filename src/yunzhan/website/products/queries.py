"""Reading products, finding exhibitors and products by words, and a hall's scene with all that stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.choices import ExhibitorStatus
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_of, exhibitors_by_key, exhibitors_of, tenants_of
from yunzhan.website.fairs.models import Fair
from yunzhan.website.halls.models import Booth, Hall
from yunzhan.website.halls.queries import HallPlan, hall_plan_of
from yunzhan.website.products.marks import query_marks_of
from yunzhan.website.products.models import Category, Hotspot, Product, Saved
from yunzhan.website.products.rules import hall_picture_name
from yunzhan.website.products.search import engine
from yunzhan.website.shared.paging import PAGE_SIZE, Page, fit_page, page_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.uploads.choices import UploadState
from yunzhan.website.uploads.queries import Level, levels_of, plain_of

EXHIBITOR_SORTS = {
    "booth": ("placement__booth__floor_plan__hall__number", "placement__booth__number", "slug"),
    "name": ("name", "slug"),
    "industry": ("industry__position", "name", "slug"),
}
SAVED_KINDS = ("exhibitors", "products")
SCENE_PRODUCTS = 4  # as many plinths as the largest booth design has


class ProductUnknown(Refusal):
    status = 404
    sentence = _("There is no such product at this fair.")


class HotspotUnknown(Refusal):
    status = 404
    sentence = _("There is no such point.")


@dataclass(frozen=True, slots=True)
class SceneModel:
    """A product's 3D model as it stands on its plinth: the lightest level."""

    url: str
    bytes: int
    triangles: int


@dataclass(frozen=True, slots=True)
class SavedKeys:
    """Keys of what somebody saved at a fair, to mark it in lists."""

    exhibitors: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SceneProduct:
    id: int
    name: str
    picture: str | None
    model: SceneModel | None = None


@dataclass(frozen=True, slots=True)
class SceneBooth:
    """A booth with who stands on it; an empty booth has empty texts. x, z: centre in metres.

    `logo`, `posters`, `video`: addresses of pictures, from the booth's design; of a video its first picture.
    `brochures`: how many can be read at it; `cover`: the address of the first one's first page, small.
    """

    number: str
    x: float
    z: float
    width: float
    depth: float
    facing: str
    template: str
    accent: str
    name: str
    short_name: str
    fascia: str
    exhibitor: str
    industry: str
    sample: bool
    tagline: str
    products: list[SceneProduct]
    logo: str | None = None
    posters: list[str] = field(default_factory=list)
    video: str | None = None
    brochures: int = 0
    cover: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """All the 3D hall draws. `plan.booths` repeats the geometry of `booths`."""

    plan: HallPlan
    booths: list[SceneBooth]


def products_at(fair: Fair) -> QuerySet[Product]:
    """Products of active exhibitors, with exhibitor and category in the same query."""
    return Product.objects.filter(exhibitor__fair=fair, exhibitor__status=ExhibitorStatus.ACTIVE).select_related(
        "exhibitor__fair", "category", "model"
    )


def product_of(fair: Fair, pk: int) -> Product:
    """Refuses ProductUnknown."""
    row = products_at(fair).filter(pk=pk).first()
    if row is None:
        raise ProductUnknown
    return row


def products_of(exhibitor: Exhibitor) -> QuerySet[Product]:
    return Product.objects.filter(exhibitor=exhibitor).select_related("category").order_by("position", "pk")


def model_levels_of(product: Product) -> list[Level]:
    """The levels of detail of its 3D model, the finest first; empty when it has none that visitors may see."""
    upload = product.model
    return levels_of(upload) if upload is not None and upload.state == UploadState.READY and upload.is_public else []


def scene_model_of(product: Product) -> SceneModel | None:
    levels = model_levels_of(product)
    return SceneModel(levels[-1].url, levels[-1].bytes, levels[-1].triangles or 0) if levels else None


def scene_product_of(product: Product) -> SceneProduct:
    """What stands on a plinth: its model, else its picture."""
    return SceneProduct(product.pk, product.name, hall_picture_of(product), scene_model_of(product))


def hotspots_of(product: Product) -> QuerySet[Hotspot]:
    return Hotspot.objects.filter(product=product)


def hotspot_of(fair: Fair, pk: int) -> Hotspot:
    """With its product. Refuses HotspotUnknown."""
    rows = Hotspot.objects.filter(product__in=products_at(fair)).select_related("product__exhibitor", "product__model")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise HotspotUnknown
    return row


def shown_model_of(product: Product, page: str) -> dict[str, Any] | None:
    """All that the viewer needs (client/src/world/product-model.ts); `page` is the product's own address, absolute."""
    levels = model_levels_of(product)
    if not levels:
        return None
    return {
        "product": product.pk,
        "name": product.name,
        "poster": product.picture.url if product.picture else None,
        "levels": [{"url": row.url, "bytes": row.bytes, "triangles": row.triangles or 0} for row in levels],
        "plain": plain_of(product.model) if product.model else None,
        "page": page,
        "hotspots": [
            {
                "id": spot.pk,
                "position": [spot.x, spot.y, spot.z],
                "normal": [spot.normal_x, spot.normal_y, spot.normal_z],
                "title": spot.title,
                "text": spot.text,
            }
            for spot in hotspots_of(product)
        ],
    }


def featured_products(exhibitors: Sequence[Exhibitor]) -> list[Product]:
    """The first product of each of these exhibitors, in their order; those without a picture are left out."""
    rows = Product.objects.filter(exhibitor__in=exhibitors, position=1).exclude(picture="").select_related("exhibitor")
    first = {row.exhibitor_id: row for row in rows}
    return [first[exhibitor.pk] for exhibitor in exhibitors if exhibitor.pk in first]


def saved_of(person: Person, fair: Fair) -> QuerySet[Saved]:
    """What somebody saved of this fair, with exhibitors, booths and halls in the same query; those who left it are not shown."""
    place = "placement__booth__floor_plan__hall"
    shown = (
        f"exhibitor__{place}",
        "exhibitor__industry",
        f"product__exhibitor__{place}",
        "product__exhibitor__industry",
    )
    return _saved_rows(person, fair).select_related(*shown).order_by("saved_at", "pk")


def saved_keys(person: object, fair: Fair) -> SavedKeys:
    """One query; nothing for somebody who has not entered."""
    if not isinstance(person, Person):
        return SavedKeys()
    pairs = list(_saved_rows(person, fair).order_by().values_list("exhibitor_id", "product_id"))
    return SavedKeys(
        frozenset(exhibitor for exhibitor, _product in pairs) - {None},
        frozenset(product for _exhibitor, product in pairs) - {None},
    )


def _saved_rows(person: Person, fair: Fair) -> QuerySet[Saved]:
    active = ExhibitorStatus.ACTIVE
    return Saved.objects.filter(
        Q(exhibitor__fair=fair, exhibitor__status=active)
        | Q(product__exhibitor__fair=fair, product__exhibitor__status=active),
        person=person,
    )


def thing_asked(fair: Fair, kind: str, key: str) -> Exhibitor | Product:
    """What an address of SAVED_KINDS names: an exhibitor by slug, a product by number. Refuses what the fair has not got."""
    if kind == "exhibitors":
        return exhibitor_of(fair, key)
    if kind != "products" or not (key.isascii() and key.isdigit() and len(key) < 19):
        raise ProductUnknown
    return product_of(fair, int(key))


def categories() -> QuerySet[Category]:
    return Category.objects.select_related("industry")


def find_exhibitors(
    fair: Fair,
    q: str = "",
    *,
    hall: str | None = None,
    industry: str | None = None,
    sort: str = "",
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Page[Exhibitor]:
    """Exhibitors that have every word of `q`, best first, or by one of EXHIBITOR_SORTS; all of them without `q`.

    Never refuses: quotes, operators and 10,000 letters are only a text that nothing or something matches.
    """
    rows = exhibitors_of(fair, hall=hall, industry=industry)
    if sort in EXHIBITOR_SORTS:
        rows = rows.order_by(*EXHIBITOR_SORTS[sort])
    marks = query_marks_of(q)
    if not marks:
        return page_of(rows, page, size) if not q.strip() else Page([], 0, 1, 1)
    found = engine().found(marks)
    if sort in EXHIBITOR_SORTS:
        return page_of(rows.filter(pk__in=found), page, size)
    allowed = set(rows.filter(pk__in=found).order_by().values_list("pk", flat=True))
    keys = [key for key in found if key in allowed]
    page, pages = fit_page(page, len(keys), size)
    here = keys[(page - 1) * size : page * size]
    by_key = exhibitors_by_key(fair, here)
    return Page([by_key[key] for key in here if key in by_key], len(keys), page, pages)


def find_products(
    fair: Fair, q: str = "", *, exhibitor: str | None = None, page: int = 1, size: int = PAGE_SIZE
) -> Page[Product]:
    """Products of the exhibitors that `q` finds, in the order of those; all products for an empty query."""
    rows = products_at(fair)
    if exhibitor:
        rows = rows.filter(exhibitor__slug=exhibitor)
    marks = query_marks_of(q)
    if not marks:
        return page_of(rows, page, size) if not q.strip() else Page([], 0, 1, 1)
    found = engine().found(marks)[:200]
    if not found:
        return Page([], 0, 1, 1)
    rank = Case(*(When(exhibitor_id=key, then=Value(i)) for i, key in enumerate(found)), output_field=IntegerField())
    return page_of(rows.filter(exhibitor_id__in=found).order_by(rank, "position", "pk"), page, size)


def hall_picture_of(product: Product) -> str | None:
    """The address of its picture as boards in the hall show it: small."""
    return default_storage.url(hall_picture_name(str(product.picture))) if product.picture else None


def scene_of(hall: Hall, language: str | None = None) -> Scene:
    """Four queries whatever the number of booths; texts in `language`, else in the active one."""
    plan = hall_plan_of(hall, language or get_language() or "zh-hans")
    tenants = tenants_of(hall)
    shown: dict[int, list[SceneProduct]] = {exhibitor.pk: [] for exhibitor in tenants.values()}
    rows = Product.objects.filter(exhibitor_id__in=list(shown), position__lte=SCENE_PRODUCTS).select_related("model")
    for product in rows.order_by("exhibitor_id", "position"):
        shown[product.exhibitor_id].append(scene_product_of(product))
    return Scene(plan, [_scene_booth(booth, tenants.get(booth.pk), shown) for booth in plan.booths])


def _scene_booth(booth: Booth, tenant: Exhibitor | None, products: dict[int, list[SceneProduct]]) -> SceneBooth:
    return SceneBooth(
        number=booth.number,
        x=booth.x_m,
        z=booth.z_m,
        width=booth.width_m,
        depth=booth.depth_m,
        facing=booth.facing,
        template=booth.template_id,
        accent=tenant.accent if tenant else "#8a9399",
        name=tenant.name if tenant else "",
        short_name=(tenant.short_name or tenant.name) if tenant else "",
        fascia=(tenant.short_name or tenant.name) if tenant else booth.number,
        exhibitor=tenant.slug if tenant else "",
        industry=tenant.industry.name if tenant else "",
        sample=tenant.is_sample if tenant else False,
        tagline=tenant.tagline if tenant else "",
        products=products[tenant.pk] if tenant else [],
    )
