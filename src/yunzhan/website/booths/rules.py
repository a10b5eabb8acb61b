"""Who reviews booth designs, as a django-rules predicate, and what a design must fulfil. No design is read here.

Who may change a booth's design is who may change its exhibitor: that rule is the exhibitors app's.
"""

from rules.permissions import add_perm

from yunzhan.website.booths.choices import Slot
from yunzhan.website.halls.rules import organises_fair
from yunzhan.website.uploads.choices import UploadKind

LONGEST_FASCIA_CHARACTERS = {
    "zh_hans": 16,
    "zh_hant": 16,
    "en": 40,
}  # what the board shows without shrinking its letters
LONGEST_REMARK_CHARACTERS = 500
PLACES = 4  # as many plinths as the largest template has
MOST_FILES = {Slot.LOGO: 1, Slot.POSTER: 3, Slot.VIDEO: 1, Slot.BROCHURE: 3}
SLOT_KINDS = {
    Slot.LOGO: (UploadKind.PICTURE, UploadKind.DRAWING),
    Slot.POSTER: (UploadKind.PICTURE,),
    Slot.VIDEO: (UploadKind.VIDEO,),
    Slot.BROCHURE: (UploadKind.BROCHURE,),
}
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.3, large letters: white ones on the accent colour
SLACK_METRES = 0.01


def contrast_with_white(colour: str) -> float:
    """WCAG's ratio, 1 to 21, of a colour like #2f6f8f to white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def fits(smallest_side_m: float, width_m: float, depth_m: float) -> bool:
    """Whether a template can be built on a booth of this size."""
    return smallest_side_m <= min(width_m, depth_m) + SLACK_METRES


add_perm("booths.review_designs", organises_fair)
