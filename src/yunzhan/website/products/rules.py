"""Who may change a product, as a django-rules predicate, and what texts and pictures must fulfil."""

import io
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError
from rules.permissions import add_perm
from rules.predicates import predicate

from yunzhan.website.exhibitors.rules import may_change_exhibitor

LONGEST_NAME_CHARACTERS = 120
LONGEST_SUMMARY_CHARACTERS = 400
MOST_PRODUCTS = 40  # of one exhibitor
MOST_SAVED = 300  # by one person at one fair
LONGEST_NOTE_CHARACTERS = 300
LONGEST_TITLE_CHARACTERS = 60  # of a point on a model
LONGEST_TEXT_CHARACTERS = 400
MOST_HOTSPOTS = 12  # on one model: more than a phone's picture holds apart
FARTHEST_METRES = 100  # as large as a model may be
LARGEST_PICTURE_BYTES = 2_000_000
LARGEST_PICTURE_PIXELS = 20_000_000
BARE_QUALITY = 90
#: A picture that is larger, either way, has a small twin for the hall's boards, which show it at 138 to 160 pixels.
SMALL_PICTURE_PIXELS = 320
SMALL_QUALITY = 82
LARGE_PICTURES, SMALL_PICTURES = "products/large/", "products/small/"
PICTURE_FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}


def _may_change_product(person: object, product: object) -> bool:
    """Whoever may change the exhibitor may change its products."""
    return bool(may_change_exhibitor(person, getattr(product, "exhibitor", None)))


may_change_product = predicate(_may_change_product)
add_perm("products.change_product", may_change_product)
add_perm("products.add_product", may_change_exhibitor)


def read_picture(content: bytes) -> tuple[bytes, str] | None:
    """The picture without what a camera wrote into it (place, owner, time), and its file ending; None for no picture.

    What the bytes really are decides, not the name they came with. A picture that carries nothing stays as it is.
    """
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURE_FORMATS)) as picture:
            if picture.width * picture.height > LARGEST_PICTURE_PIXELS:
                return None
            kind = picture.format or ""
            carries = bool(picture.getexif()) or "xmp" in picture.info
            picture.load()  # all of it: a picture that is cut off is none
            if carries:
                content = _bare(picture, kind)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    return content, PICTURE_FORMATS[kind]


def small_picture(content: bytes) -> bytes | None:
    """A picture that read_picture has answered, as a WebP that a hall can afford; None when it is small enough itself."""
    with Image.open(io.BytesIO(content), formats=list(PICTURE_FORMATS)) as picture:
        if max(picture.size) <= SMALL_PICTURE_PIXELS:
            return None
        small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        small.thumbnail((SMALL_PICTURE_PIXELS, SMALL_PICTURE_PIXELS), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        small.save(target, "WEBP", quality=SMALL_QUALITY)
    return target.getvalue()


def hall_picture_name(name: str) -> str:
    """The stored name of a picture as the hall shows it: of its small twin where there is one (see store_picture)."""
    if not name.startswith(LARGE_PICTURES):
        return name
    return f"{SMALL_PICTURES}{PurePosixPath(name).stem}.webp"


def _bare(picture: Image.Image, kind: str) -> bytes:
    """The same picture, turned as it was meant to stand, with nothing but its pixels."""
    plain = ImageOps.exif_transpose(picture)
    plain.info = {}
    target = io.BytesIO()
    plain.save(target, kind, quality=BARE_QUALITY)
    return target.getvalue()
