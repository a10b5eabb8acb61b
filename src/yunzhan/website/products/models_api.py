"""The JSON API of products' 3D models: what the viewer shows, and the points on a model, which exhibitor staff may write."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field
from rules.permissions import has_perm

from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.products.actions import (
    HotspotDraft,
    Vector,
    add_hotspot,
    change_hotspot,
    remove_hotspot,
    set_model,
)
from yunzhan.website.products.api import NotYourProduct, WordsIn, product_asked
from yunzhan.website.products.models import Hotspot, Product
from yunzhan.website.products.queries import hotspot_of, product_of, shown_model_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import words_of
from yunzhan.website.uploads.queries import upload_of

router = Router(tags=["models"])


class ModelUnknown(Refusal):
    status = 404
    sentence = _("This product has no 3D model.")


class LevelOut(Schema):
    """A level of detail, as a GLB."""

    url: str
    bytes: int
    triangles: int


class SpotOut(Schema):
    """A point in the reader's language. Metres in the model's axes; the normal is all zero where it is not known."""

    id: int
    position: Vector
    normal: Vector
    title: str
    text: str


class ModelOut(Schema):
    """`plain` is a GLB without extensions, for a phone's own viewer; `page` the product's page."""

    product: int
    name: str
    poster: str | None
    levels: list[LevelOut]
    plain: str | None
    page: str
    hotspots: list[SpotOut]


class ModelIn(Schema):
    """The id of one of the exhibitor's uploads, null for no model."""

    upload: str | None = Field(default=None, max_length=24)


class SpotIn(Schema):
    position: Vector
    normal: Vector = (0.0, 0.0, 0.0)
    title: WordsIn
    text: WordsIn = Field(default_factory=WordsIn)

    def draft(self) -> HotspotDraft:
        return HotspotDraft(self.position, self.title.words(), self.text.words(), self.normal)


class SpotWordsOut(Schema):
    """A point in all languages."""

    id: int
    position: Vector
    normal: Vector
    title: WordsIn
    text: WordsIn


def spot_out(spot: Hotspot) -> SpotWordsOut:
    title, text = words_of(spot, "title"), words_of(spot, "text")
    return SpotWordsOut(
        id=spot.pk,
        position=(spot.x, spot.y, spot.z),
        normal=(spot.normal_x, spot.normal_y, spot.normal_z),
        title=WordsIn(zh_hans=title.zh_hans, zh_hant=title.zh_hant, en=title.en),
        text=WordsIn(zh_hans=text.zh_hans, zh_hant=text.zh_hant, en=text.en),
    )


def model_shown(request: HttpRequest, product: Product) -> dict[str, Any]:
    """Refuses ModelUnknown."""
    page = reverse("product", kwargs={"fair": product.exhibitor.fair.slug, "pk": product.pk})
    shown = shown_model_of(product, request.build_absolute_uri(page))
    if shown is None:
        raise ModelUnknown
    return shown


def spot_asked(request: HttpRequest, fair: Fair, pk: int) -> Hotspot:
    """Refuses HotspotUnknown and NotYourProduct."""
    spot = hotspot_of(fair, min(pk, 2**62))
    if not has_perm("products.change_product", request.user, spot.product):
        raise NotYourProduct
    return spot


@router.get("/{fair}/products/{pk}/model", response=ModelOut, url_name="api-product-model")
def show_model(request: HttpRequest, fair: str, pk: int) -> object:
    return model_shown(request, product_of(fair_of(fair), min(pk, 2**62)))


@router.put("/{fair}/products/{pk}/model", response={200: ModelOut, 204: None}, auth=django_auth)
def choose_model(request: HttpRequest, fair: str, pk: int, model: ModelIn) -> object:
    """Another model takes the points of the one before away."""
    here = fair_of(fair)
    product = product_asked(request, here, pk)
    set_model(product, upload_of(here, model.upload) if model.upload else None)
    return Status(200, model_shown(request, product)) if model.upload else Status(204, None)


@router.post("/{fair}/products/{pk}/hotspots", response={201: SpotWordsOut}, auth=django_auth, url_name="api-hotspots")
def create_hotspot(request: HttpRequest, fair: str, pk: int, spot: SpotIn) -> object:
    return Status(201, spot_out(add_hotspot(product_asked(request, fair_of(fair), pk), spot.draft())))


@router.put("/{fair}/hotspots/{spot}", response=SpotWordsOut, auth=django_auth, url_name="api-hotspot")
def update_hotspot(request: HttpRequest, fair: str, spot: int, point: SpotIn) -> object:
    return spot_out(change_hotspot(spot_asked(request, fair_of(fair), spot), point.draft()))


@router.delete("/{fair}/hotspots/{spot}", response={204: None}, auth=django_auth)
def delete_hotspot(request: HttpRequest, fair: str, spot: int) -> object:
    remove_hotspot(spot_asked(request, fair_of(fair), spot))
    return Status(204, None)
