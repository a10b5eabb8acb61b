"""Reading booth designs, and a hall's scene with its booths as their exhibitors designed them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from yunzhan.website.booths.choices import DesignState, Slot
from yunzhan.website.booths.models import BoothDesign, DesignFile, DesignPlace
from yunzhan.website.booths.rules import PLACES, SLOT_KINDS, fits
from yunzhan.website.exhibitors.choices import ExhibitorStatus
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import placement_of
from yunzhan.website.fairs.models import Fair
from yunzhan.website.halls.models import BoothTemplate
from yunzhan.website.halls.queries import booth_templates
from yunzhan.website.products.models import Product
from yunzhan.website.products.queries import Scene, SceneBooth, products_of, scene_product_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import Words, words_of
from yunzhan.website.uploads.choices import UploadKind
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.queries import Level, Page, levels_of, pages_of, ready_uploads, thumbnail_of

HIGHEST_VERSION = 2**31 - 1  # what the database can hold


class DesignUnknown(Refusal):
    status = 404
    sentence = _("There is no such booth design.")


@dataclass(frozen=True, slots=True)
class SlotFile:
    """A file of a slot: its finest level, and its picture for the hall (`small`) and for a page (`large`).

    `pages` are those of a brochure that are drawn, `page_count` is how many it has.
    """

    name: str
    url: str
    bytes: int
    small: Level | None
    large: Level | None
    pages: list[Page] = field(default_factory=list)
    page_count: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What a booth looks like: template, colour, the board's text, the products in their places, the files in each slot."""

    template: BoothTemplate
    accent: str
    fascia: Words
    products: list[Product]
    files: Mapping[str, list[Upload]] = field(default_factory=dict)

    @property
    def shown(self) -> dict[str, list[SlotFile]]:
        """What can be seen or fetched of the files in each slot; one that is not ready is left out."""
        return {
            slot: [file for upload in self.files.get(slot, []) if (file := slot_file_of(upload))]
            for slot in Slot.values
        }

    def pictures(self, slot: str) -> list[str]:
        """Where the hall reads the pictures of a slot; of a video it is the first picture."""
        return [file.small.url for file in self.shown[slot] if file.small]


def slot_file_of(upload: Upload) -> SlotFile | None:
    levels = levels_of(upload)
    if not levels:
        return None
    pictures = [level for level in levels if level.url.endswith(".webp")]
    thumbnail = thumbnail_of(upload)
    if not pictures and thumbnail:
        pictures = [Level(thumbnail, upload.result.get("thumbnail_bytes", 0))]
    small = pictures[-1] if pictures else None
    large = pictures[-2] if len(pictures) > 1 else small
    pages = pages_of(upload) if upload.kind == UploadKind.BROCHURE else []
    count = upload.result.get("pages", len(pages)) if pages else 0
    return SlotFile(upload.name, levels[0].url, levels[0].bytes, small, large, pages, count)


def designs_of(exhibitor: Exhibitor) -> QuerySet[BoothDesign]:
    """Every version, the newest first."""
    return BoothDesign.objects.filter(exhibitor=exhibitor).select_related("template", "exhibitor").order_by("-version")


def version_of(exhibitor: Exhibitor, version: int) -> BoothDesign:
    """Refuses DesignUnknown."""
    row = designs_of(exhibitor).filter(version=min(version, HIGHEST_VERSION)).first()
    if row is None:
        raise DesignUnknown
    return row


def design_of(fair: Fair, pk: int) -> BoothDesign:
    """Refuses DesignUnknown."""
    rows = BoothDesign.objects.filter(exhibitor__fair=fair).select_related("template", "exhibitor__fair")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise DesignUnknown
    return row


def designs_to_review(fair: Fair) -> QuerySet[BoothDesign]:
    """Those submitted, the longest waiting first."""
    rows = BoothDesign.objects.filter(exhibitor__fair=fair, state=DesignState.SUBMITTED)
    rows = rows.filter(exhibitor__status=ExhibitorStatus.ACTIVE)
    return rows.select_related("template", "exhibitor__fair").order_by("changed_at", "pk")


def look_of(design: BoothDesign) -> Look:
    places = DesignPlace.objects.filter(design=design).select_related("product").order_by("position")
    products = [place.product for place in places]
    files = DesignFile.objects.filter(design=design).select_related("upload")
    return Look(design.template, design.accent, words_of(design, "fascia"), products, files_by_slot(files))


def files_by_slot(rows: Iterable[DesignFile]) -> dict[str, list[Upload]]:
    found: dict[str, list[Upload]] = {slot: [] for slot in Slot.values}
    for row in sorted(rows, key=lambda row: row.position):
        found[row.slot].append(row.upload)
    return found


def published_look(exhibitor: Exhibitor) -> Look | None:
    """The look visitors see; None when the exhibitor has published nothing."""
    row = designs_of(exhibitor).filter(state=DesignState.PUBLISHED).first()
    return look_of(row) if row else None


def has_brochures(exhibitor: str) -> Exists:
    """Whether the published design has a brochure; for rows whose field `exhibitor` is the exhibitor's key."""
    return Exists(
        DesignFile.objects.filter(
            slot=Slot.BROCHURE, design__state=DesignState.PUBLISHED, design__exhibitor=OuterRef(exhibitor)
        )
    )


def files_for(exhibitor: Exhibitor, slot: str) -> QuerySet[Upload]:
    """The exhibitor's checked files that may stand in a slot, the newest first."""
    return ready_uploads(exhibitor, *SLOT_KINDS[Slot(slot)])


def look_without_design(exhibitor: Exhibitor) -> Look:
    """What the hall builds for an exhibitor that has designed nothing; the first template before it has a booth."""
    placement = placement_of(exhibitor)
    template = placement.booth.template if placement else booth_templates()[0]
    return Look(template, exhibitor.accent, words_of(exhibitor, "short_name"), list(products_of(exhibitor)[:PLACES]))


def templates_for(exhibitor: Exhibitor) -> list[BoothTemplate]:
    """The templates that fit on the exhibitor's booth; all of them before it has one."""
    placement = placement_of(exhibitor)
    rows = list(booth_templates())
    if placement is None:
        return rows
    booth = placement.booth
    return [row for row in rows if fits(row.smallest_side_m, booth.width_m, booth.depth_m)]


def dressed(scene: Scene) -> Scene:
    """The scene with every booth that has a published design looking like it. Three queries, one when nobody has any."""
    rows = BoothDesign.objects.filter(
        state=DesignState.PUBLISHED, exhibitor__placement__booth__floor_plan__hall_id=scene.plan.hall.pk
    )
    rows = rows.select_related("template", "exhibitor").prefetch_related("places__product__model", "files__upload")
    designs = {design.exhibitor.slug: design for design in rows}
    return replace(scene, booths=[_dressed_booth(booth, designs.get(booth.exhibitor)) for booth in scene.booths])


def _dressed_booth(booth: SceneBooth, design: BoothDesign | None) -> SceneBooth:
    if design is None:
        return booth
    products = [place.product for place in design.places.all()]
    chosen = [scene_product_of(row) for row in products]
    # An exhibitor may have moved to a smaller booth since: then the booth keeps the template of the floor plan.
    fitting = fits(design.template.smallest_side_m, booth.width, booth.depth)
    look = Look(design.template, design.accent, words_of(design, "fascia"), products, files_by_slot(design.files.all()))
    return replace(
        booth,
        template=design.template_id if fitting else booth.template,
        accent=design.accent,
        fascia=design.fascia or booth.fascia,
        products=chosen or booth.products,
        logo=next(iter(look.pictures(Slot.LOGO)), None),
        posters=look.pictures(Slot.POSTER),
        video=next(iter(look.pictures(Slot.VIDEO)), None),
        brochures=len(look.shown[Slot.BROCHURE]),
        cover=next(iter(look.pictures(Slot.BROCHURE)), None),
    )
