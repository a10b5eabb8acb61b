"""Who may change a product, as a django-rules predicate, and what texts and pictures must fulfil."""

import io
import unicodedata

from PIL import Image, UnidentifiedImageError
from rules.permissions import add_perm
from rules.predicates import predicate

from yunzhan.website.exhibitors.rules import may_change_exhibitor

LONGEST_NAME_CHARACTERS = 120
LONGEST_SUMMARY_CHARACTERS = 400
MOST_PRODUCTS = 40  # of one exhibitor
LARGEST_PICTURE_BYTES = 2_000_000
LARGEST_PICTURE_PIXELS = 20_000_000
PICTURE_FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}


def _may_change_product(person: object, product: object) -> bool:
    """Whoever may change the exhibitor may change its products."""
    return bool(may_change_exhibitor(person, getattr(product, "exhibitor", None)))


may_change_product = predicate(_may_change_product)
add_perm("products.change_product", may_change_product)
add_perm("products.add_product", may_change_exhibitor)


def has_control_characters(text: str) -> bool:
    return any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text)


def picture_suffix(content: bytes) -> str | None:
    """The file ending that fits what the bytes really are, or None if they are no picture we show."""
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURE_FORMATS)) as picture:
            if picture.width * picture.height > LARGEST_PICTURE_PIXELS:
                return None
            kind = picture.format or ""
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    return PICTURE_FORMATS.get(kind)
