"""Every write of the products app: products, their models, and what the search knows of exhibitors.

What visitors save is saved_actions'.

One is always a batch of one. Who may ask for it is in rules; page, API, admin and the sample fair call the same functions.
"""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Max, Model
from django.utils.translation import gettext_lazy as _

from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.rules import has_control_characters
from yunzhan.website.products import rules
from yunzhan.website.products.marks import marks_of
from yunzhan.website.products.models import Category, Hotspot, Product, SearchEntry
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import NO_WORDS, Words, translated, words_of, write_words
from yunzhan.website.uploads.actions import hide_uploads, show_uploads
from yunzhan.website.uploads.choices import UploadKind, UploadState
from yunzhan.website.uploads.models import Upload

BATCH_ROWS = 500
Vector = tuple[float, float, float]


class ProductRefused(Refusal):
    """The root of what this file refuses."""

    status = 422


class ProductNameMissing(ProductRefused):
    sentence = _("A product needs a name.")


class ProductTextTooLong(ProductRefused):
    sentence = _("This text may have at most %(most)s characters.")


class ProductTextMalformed(ProductRefused):
    sentence = _("This text contains characters that cannot be shown.")


class CategoryUnknown(ProductRefused):
    sentence = _("There is no such category.")


class TooManyProducts(ProductRefused):
    sentence = _("An exhibitor shows at most %(most)s products.")


class PictureTooLarge(ProductRefused):
    sentence = _("A picture may have at most 2 MB.")


class PictureUnreadable(ProductRefused):
    sentence = _("This file is not a PNG, JPEG or WebP picture.")


class ModelNotReady(ProductRefused):
    sentence = _("This 3D model is not ready: it is still being checked, or it was refused.")


class ModelNotYours(ProductRefused):
    sentence = _("There is no such 3D model among your files.")


class ModelMissing(ProductRefused):
    status = 409
    sentence = _("The product has no 3D model. Choose one first.")


class HotspotTitleMissing(ProductRefused):
    sentence = _("A point needs a title.")


class HotspotPlaceMalformed(ProductRefused):
    sentence = _("A place is three numbers of metres, each at most %(most)s from the middle.")


class TooManyHotspots(ProductRefused):
    sentence = _("A model may have at most %(most)s points.")


@dataclass(frozen=True, slots=True)
class HotspotDraft:
    """A point on a model: metres in the model's axes, the way its surface looks there (zero: unknown), its words."""

    position: Vector
    title: Words
    text: Words = NO_WORDS
    normal: Vector = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """What a product is before it is stored; `picture` is a name that store_picture has answered, or empty."""

    exhibitor: Exhibitor
    name: Words
    summary: Words = NO_WORDS
    category: Category | None = None
    picture: str = ""
    is_sample: bool = False


def lay_categories() -> None:
    """Brings the category table up to the list that ships (data/categories.tsv). Idempotent; needs the industries."""
    text = files("yunzhan.website.products").joinpath("data/categories.tsv").read_text(encoding="utf-8")
    rows = []
    for position, line in enumerate(csv.DictReader(text.splitlines(), delimiter="\t"), 1):
        row = Category(
            code=line["code"], industry_id=line["industry"], picture_kind=line["picture_kind"], position=position
        )
        write_words(row, "name", Words(line["zh_hans"], line["zh_hant"], line["en"]))
        rows.append(row)
    Category.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["industry", "picture_kind", "position", *translated("name")],
    )


def store_picture(content: bytes) -> str:
    """Stores a picture under a name made of its content, so the same picture is kept once, and answers the name.

    A large one has a small twin for the hall (rules.hall_picture_name). Refuses PictureTooLarge and PictureUnreadable.
    """
    if len(content) > rules.LARGEST_PICTURE_BYTES:
        raise PictureTooLarge(field="picture")
    picture = rules.read_picture(content)
    if picture is None:
        raise PictureUnreadable(field="picture")
    content, suffix = picture
    stem = sha256(content).hexdigest()[:24]
    small = rules.small_picture(content)
    if small is None:
        return _store(f"products/{stem}{suffix}", content)
    name = f"{rules.LARGE_PICTURES}{stem}{suffix}"
    _store(rules.hall_picture_name(name), small)
    return _store(name, content)


def _store(name: str, content: bytes) -> str:
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(content))


def category_named(code: str | None) -> Category | None:
    """The category a form names. Refuses CategoryUnknown."""
    if not code:
        return None
    category = Category.objects.filter(code=code[:40]).first()
    if category is None:
        raise CategoryUnknown(field="category")
    return category


def add_product(draft: ProductDraft) -> Product:
    """See add_products."""
    return add_products([draft])[0]


def add_products(drafts: Sequence[ProductDraft]) -> list[Product]:
    """Stores all or none, each behind the products its exhibitor has, then tells the search.

    Refuses ProductNameMissing, ProductTextTooLong, ProductTextMalformed, TooManyProducts.
    """
    exhibitors = {draft.exhibitor.pk: draft.exhibitor for draft in drafts}
    have = _have(exhibitors)
    rows = []
    for draft in drafts:
        _check(draft.name, draft.summary)
        count, last = have.get(draft.exhibitor.pk, (0, 0))
        if count >= rules.MOST_PRODUCTS:
            raise TooManyProducts(most=rules.MOST_PRODUCTS)
        have[draft.exhibitor.pk] = (count + 1, last + 1)
        row = Product(
            exhibitor=draft.exhibitor,
            category=draft.category,
            picture=draft.picture,
            position=last + 1,
            is_sample=draft.is_sample,
        )
        write_words(row, "name", draft.name)
        write_words(row, "summary", draft.summary)
        rows.append(row)
    with transaction.atomic():
        stored = Product.objects.bulk_create(rows, batch_size=BATCH_ROWS)
        index_exhibitors(exhibitors.values())
    return stored


def _have(exhibitors: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Exhibitor key to (number of products, last position)."""
    rows = (
        Product.objects.filter(exhibitor_id__in=list(exhibitors))
        .order_by()
        .values("exhibitor_id")
        .annotate(count=Count("pk"), last=Max("position"))
    )
    return {row["exhibitor_id"]: (row["count"], row["last"]) for row in rows}


def change_product(
    product: Product, *, name: Words, summary: Words, category: Category | None, picture: str | None = None
) -> Product:
    """Writes the texts, the category and, unless None, the picture; then tells the search. Refuses as add_products."""
    _check(name, summary)
    write_words(product, "name", name)
    write_words(product, "summary", summary)
    product.category = category
    if picture is not None:
        product.picture.name = picture
    with transaction.atomic():
        product.save()
        index_exhibitors([product.exhibitor])
    return product


def withdraw_product(product: Product) -> None:
    """Deletes the product, then tells the search. Its picture file stays: others may show the same; so does its model."""
    with transaction.atomic():
        set_model(product, None)
        product.delete()
        index_exhibitors([product.exhibitor])


def set_model(product: Product, upload: Upload | None) -> Product:
    """Gives the product a 3D model that visitors may see from now on, or takes it away. Its points go with the old model.

    Refuses ModelNotYours and ModelNotReady.
    """
    if upload is not None:
        if upload.exhibitor_id != product.exhibitor_id or upload.kind != UploadKind.MODEL:
            raise ModelNotYours(field="model")
        if upload.state != UploadState.READY:
            raise ModelNotReady(field="model")
    before = product.model
    if before == upload:
        return product
    with transaction.atomic():
        product.model = upload
        product.save(update_fields=["model"])
        product.hotspots.all().delete()
        if upload is not None:
            show_uploads([upload])
        if before is not None and not before.products.exists():
            hide_uploads([before])
    return product


def add_hotspot(product: Product, draft: HotspotDraft) -> Hotspot:
    """A point behind those that are there. Refuses ModelMissing, TooManyHotspots and as change_hotspot does."""
    _check_hotspot(draft)
    with transaction.atomic():
        locked = Product.objects.select_for_update().get(pk=product.pk)  # two at once may not both take the last place
        if locked.model_id is None:
            raise ModelMissing
        have = locked.hotspots.aggregate(count=Count("pk"), last=Max("position"))
        if have["count"] >= rules.MOST_HOTSPOTS:
            raise TooManyHotspots(most=rules.MOST_HOTSPOTS)
        spot = Hotspot(product=locked, position=(have["last"] or 0) + 1)
        _write_hotspot(spot, draft)
    return spot


def change_hotspot(spot: Hotspot, draft: HotspotDraft) -> Hotspot:
    """Refuses HotspotTitleMissing, HotspotPlaceMalformed, ProductTextTooLong and ProductTextMalformed."""
    _check_hotspot(draft)
    _write_hotspot(spot, draft)
    return spot


def remove_hotspot(spot: Hotspot) -> None:
    spot.delete()


def _check_hotspot(draft: HotspotDraft) -> None:
    if not has_words(draft.title):
        raise HotspotTitleMissing(field="title")
    check_texts(
        ("title", draft.title, rules.LONGEST_TITLE_CHARACTERS), ("text", draft.text, rules.LONGEST_TEXT_CHARACTERS)
    )
    if not all(math.isfinite(part) and abs(part) <= rules.FARTHEST_METRES for part in draft.position):
        raise HotspotPlaceMalformed(field="position", most=rules.FARTHEST_METRES)
    if not all(math.isfinite(part) and abs(part) <= 1.01 for part in draft.normal):
        raise HotspotPlaceMalformed(field="normal", most=1)


def _write_hotspot(spot: Hotspot, draft: HotspotDraft) -> None:
    spot.x, spot.y, spot.z = draft.position
    spot.normal_x, spot.normal_y, spot.normal_z = draft.normal
    write_words(spot, "title", draft.title)
    write_words(spot, "text", draft.text)
    spot.save()


def _check(name: Words, summary: Words) -> None:
    if not has_words(name):
        raise ProductNameMissing(field="name")
    check_texts(
        ("name", name, rules.LONGEST_NAME_CHARACTERS),
        ("summary", summary, rules.LONGEST_SUMMARY_CHARACTERS),
    )


def has_words(words: Words) -> bool:
    return bool(words.zh_hans.strip() or words.zh_hant.strip() or words.en.strip())


def check_texts(*texts: tuple[str, Words, int]) -> None:
    """Of (field, text, most characters). Refuses ProductTextTooLong and ProductTextMalformed."""
    for field, words, most in texts:
        for text in (words.zh_hans, words.zh_hant, words.en):
            if len(text) > most:
                raise ProductTextTooLong(most=most, field=field)
            if has_control_characters(text):
                raise ProductTextMalformed(field=field)


def index_exhibitors(exhibitors: Iterable[Exhibitor]) -> None:
    """Writes anew what the search knows of these exhibitors: names, industry and products in all languages."""
    rows = {exhibitor.pk: exhibitor for exhibitor in exhibitors}
    offers: dict[int, list[str]] = {key: [] for key in rows}
    for product in Product.objects.filter(exhibitor_id__in=list(rows)).select_related("category"):
        offers[product.exhibitor_id] += _texts(product, "name", "summary")
        if product.category is not None:
            offers[product.exhibitor_id] += _texts(product.category, "name")
    entries = [
        SearchEntry(
            exhibitor_id=key,
            names=_marks([*_texts(exhibitor, "name", "short_name"), exhibitor.slug]),
            industries=_marks(_texts(exhibitor.industry, "name")),
            offers=_marks([*_texts(exhibitor, "tagline", "profile"), *offers[key]]),
        )
        for key, exhibitor in rows.items()
    ]
    with transaction.atomic():
        SearchEntry.objects.filter(exhibitor_id__in=list(rows)).delete()
        SearchEntry.objects.bulk_create(entries, batch_size=BATCH_ROWS)


def _texts(row: Model, *fields: str) -> list[str]:
    texts = []
    for field in fields:
        words = words_of(row, field)
        texts += [words.zh_hans, words.zh_hant, words.en]
    return texts


def _marks(texts: Iterable[str]) -> str:
    """Marks of several texts, a text that folds like another is kept once."""
    return " ".join(dict.fromkeys(" ".join(marks_of(text)) for text in texts if text))
