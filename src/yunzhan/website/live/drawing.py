"""A hall's plan as the list page draws it: rectangles from the corner, letters that fit. The 3D scene is not made here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.halls.models import Booth
from yunzhan.website.halls.queries import Aisle

# A digit is about 0.6 of its height wide; a number must fit its booth with a little air.
LETTER_WIDTH = 0.62
LARGEST_LETTER_M = 1.6


@dataclass(frozen=True, slots=True)
class Stand:
    """A booth on the drawing, in metres; `name` and `url` are empty when nobody stands there."""

    number: str
    left: str
    top: str
    x: str
    z: str
    width: str
    depth: str
    letter: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """An aisle on the drawing, in metres from the north-west corner."""

    left: str
    top: str
    width: str
    depth: str
    kind: str


def metres(value: float) -> str:
    """A length as SVG reads it, whatever the reader's language writes."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def stands_of(booths: Iterable[Booth], exhibitors: Mapping[int, Exhibitor], urls: Mapping[int, str]) -> list[Stand]:
    """`exhibitors` and `urls` by the booth's key."""
    stands = []
    for booth in booths:
        letter = min(booth.width_m * 0.86 / (LETTER_WIDTH * len(booth.number)), booth.depth_m * 0.6, LARGEST_LETTER_M)
        exhibitor = exhibitors.get(booth.pk)
        stands.append(
            Stand(
                number=booth.number,
                left=metres(booth.x_m - booth.width_m / 2),
                top=metres(booth.z_m - booth.depth_m / 2),
                x=metres(booth.x_m),
                z=metres(booth.z_m),
                width=metres(booth.width_m),
                depth=metres(booth.depth_m),
                letter=metres(letter),
                name=exhibitor.name if exhibitor else "",
                url=urls.get(booth.pk, ""),
            )
        )
    return stands


def ways_of(aisles: Iterable[Aisle]) -> list[Way]:
    """The aisles, the main ones last so that they lie on top."""
    ordered = sorted(aisles, key=lambda aisle: aisle.kind == "main")
    return [
        Way(metres(a.x - a.width / 2), metres(a.z - a.depth / 2), metres(a.width), metres(a.depth), a.kind)
        for a in ordered
    ]
