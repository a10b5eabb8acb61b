"""All that the booth editor in the browser needs to begin, in one answer. What it writes goes to the designs' own endpoints."""

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth

from yunzhan.website.booths import rules
from yunzhan.website.booths.api import (
    BudgetOut,
    DesignHeadOut,
    FilesOut,
    WordsOut,
    desk_of,
    head_out,
    look_fields,
    words_out,
)
from yunzhan.website.booths.budget import picture_bytes
from yunzhan.website.booths.choices import Slot
from yunzhan.website.booths.queries import designs_of, look_of, look_without_design, templates_for
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import placement_of
from yunzhan.website.halls.choices import Character, Facing
from yunzhan.website.products.models import Product
from yunzhan.website.products.models_api import LevelOut
from yunzhan.website.products.queries import products_of, scene_model_of
from yunzhan.website.shared.words import LANGUAGE_SUFFIXES, words_of

router = Router(tags=["booths"])
SIDE_WITHOUT_BOOTH = 6.0  # metres; before an exhibitor has a booth its design is shown on one of this size


class BoothTextsOut(Schema):
    """What a booth shows of its exhibitor, in one language."""

    name: str
    short_name: str
    tagline: str
    industry: str


class EditorProductOut(Schema):
    """`bytes` of its picture; `model`: the lightest level of its 3D model."""

    id: int
    names: WordsOut
    picture: str | None
    bytes: int
    model: LevelOut | None


class SiteOut(Schema):
    """The booth seen from its front, in metres, and who has it. Without one `number` is empty."""

    number: str
    width: float
    depth: float
    character: str
    texts: dict[str, BoothTextsOut]
    products: list[EditorProductOut]


class TemplateOut(Schema):
    slug: str
    name: str
    smallest_side: float


class LookOut(Schema):
    template: str
    accent: str
    fascia: WordsOut
    products: list[int]
    files: FilesOut


class LimitsOut(Schema):
    """Characters of the board by language, products, files in each slot and of which kinds, least contrast with white."""

    fascia: dict[str, int]
    places: int
    files: dict[str, int]
    kinds: dict[str, list[str]]
    contrast: float


class EditorOut(Schema):
    """`newest`: the newest version, None before anything was saved; `look` is its look, else what the hall builds by itself."""

    site: SiteOut
    templates: list[TemplateOut]
    newest: DesignHeadOut | None
    look: LookOut
    budget: BudgetOut
    limits: LimitsOut


def product_out(product: Product) -> EditorProductOut:
    model = scene_model_of(product)
    return EditorProductOut(
        id=product.pk,
        names=words_out(words_of(product, "name")),
        picture=product.picture.url if product.picture else None,
        bytes=picture_bytes(product),
        model=LevelOut.from_orm(model) if model else None,
    )


def site_out(exhibitor: Exhibitor) -> SiteOut:
    placement = placement_of(exhibitor)
    booth = placement.booth if placement else None
    width, depth = (booth.width_m, booth.depth_m) if booth else (SIDE_WITHOUT_BOOTH, SIDE_WITHOUT_BOOTH)
    is_turned = booth is not None and booth.facing in (Facing.EAST, Facing.WEST)
    told = {name: words_of(exhibitor, name) for name in ("name", "short_name", "tagline")}
    told["industry"] = words_of(exhibitor.industry, "name")
    return SiteOut(
        number=booth.number if booth else "",
        width=depth if is_turned else width,
        depth=width if is_turned else depth,
        character=booth.floor_plan.hall.character if booth else Character.DAYLIGHT,
        texts={
            suffix: BoothTextsOut(**{name: getattr(words, suffix) for name, words in told.items()})
            for suffix in LANGUAGE_SUFFIXES
        },
        products=[product_out(product) for product in products_of(exhibitor).select_related("model")],
    )


@router.get("/{fair}/exhibitors/{slug}/booth-editor", response=EditorOut, auth=django_auth, url_name="api-booth-editor")
def show_editor(request: HttpRequest, fair: str, slug: str) -> object:
    exhibitor = desk_of(request, fair, slug)
    newest = designs_of(exhibitor).first()
    look = look_of(newest) if newest else look_without_design(exhibitor)
    fields = look_fields(look)
    return EditorOut(
        site=site_out(exhibitor),
        templates=[
            TemplateOut(slug=row.slug, name=row.name, smallest_side=row.smallest_side_m)
            for row in templates_for(exhibitor)
        ],
        newest=head_out(newest) if newest else None,
        budget=fields.pop("budget"),
        look=LookOut(template=look.template.slug, accent=look.accent, **fields),
        limits=LimitsOut(
            fascia=rules.LONGEST_FASCIA_CHARACTERS,
            places=rules.PLACES,
            files={slot.value: rules.MOST_FILES[slot] for slot in Slot},
            kinds={slot.value: [kind.value for kind in rules.SLOT_KINDS[slot]] for slot in Slot},
            contrast=rules.LEAST_CONTRAST,
        ),
    )
