"""Draws a believable floor plan: rows of back-to-back booths on both sides of a main aisle, islands in front. Pure.

Which exhibitor gets which booth is not decided here.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from yunzhan.website.halls.actions import BoothDraft, PlanDraft
from yunzhan.website.shared.words import Words

HALL_WIDTH_METRES = 106.0
HALL_DEPTH_METRES = 78.0
WALL_AISLE_METRES = 5.0
AISLE_METRES = 4.0
MAIN_AISLE_METRES = 6.0
ISLAND_GAP_METRES = 3.0
FACING_SOUTH = math.pi


@dataclass(frozen=True)
class RowKind:
    """A row of booths: two lines back to back, closed by one island at the main aisle; or islands alone."""

    name: str
    width: float
    depth: float
    end_width: float = 6.0
    is_islands: bool = False

    @property
    def total_depth(self) -> float:
        return self.depth if self.is_islands else 2 * self.depth


SMALL = RowKind("small", 3.0, 3.0)
MIDDLE = RowKind("middle", 4.5, 4.0)
LARGE = RowKind("large", 6.0, 4.0)
ISLANDS = RowKind("islands", 9.0, 6.0, is_islands=True)
CROSS = "cross"
LAYOUTS: tuple[tuple[RowKind | str, ...], ...] = (
    (SMALL, MIDDLE, LARGE, CROSS, LARGE, ISLANDS),
    (MIDDLE, SMALL, LARGE, CROSS, LARGE, ISLANDS),
    (SMALL, LARGE, MIDDLE, CROSS, LARGE, ISLANDS),
)
# Which booth designs stand in rows of which kind, in turn; "end" are those that close a row at the main aisle.
STYLES: dict[str, dict[str, tuple[str, ...]]] = {
    "industry": {
        "small": ("shell",),
        "middle": ("shell", "frame"),
        "large": ("tower", "frame", "portal"),
        "islands": ("island", "portal"),
        "end": ("portal", "tower"),
    },
    "culture": {
        "small": ("shell",),
        "middle": ("frame", "garden", "shell"),
        "large": ("garden", "pavilion", "frame"),
        "islands": ("pavilion", "garden"),
        "end": ("pavilion", "garden"),
    },
    "food": {
        "small": ("shell",),
        "middle": ("market", "shell", "frame"),
        "large": ("market", "frame", "garden"),
        "islands": ("island", "market"),
        "end": ("market", "pavilion"),
    },
}


def draw_plan(hall_number: int, booth_count: int, name: Words, slogan: Words, style: str = "industry") -> PlanDraft:
    """A plan with exactly `booth_count` booths (at most 148): surplus small booths at the outer ends become lounges."""
    layout = LAYOUTS[(hall_number - 1) % len(LAYOUTS)]
    rows, aisles = _stack(layout)
    booths = []
    for turn, (letter, (kind, north)) in enumerate(zip("ABCDEFGH", reversed(rows), strict=False)):
        row = sorted(_row_of(kind, north, STYLES[style], turn), key=lambda booth: (booth.x, booth.z))
        booths += [_numbered(booth, f"{hall_number}{letter}{i:02d}") for i, booth in enumerate(row, 1)]
    booths = _without_surplus(booths, len(booths) - booth_count)
    return PlanDraft(booths=booths, drawing=_drawing(rows, aisles, name, slogan))


def _stack(layout: tuple[RowKind | str, ...]) -> tuple[list[tuple[RowKind, float]], list[float]]:
    """Rows with their northern edge from the north wall on, and the middles of the aisles between them."""
    rows: list[tuple[RowKind, float]] = []
    aisles: list[float] = []
    z, gap = WALL_AISLE_METRES, 0.0
    for part in layout:
        if isinstance(part, str):
            gap = MAIN_AISLE_METRES
            continue
        if rows:
            gap = gap or AISLE_METRES
            aisles.append(z + gap / 2)
            z += gap
        rows.append((part, z))
        z += part.total_depth
        gap = 0.0
    return rows, aisles


def _row_of(kind: RowKind, north: float, style: dict[str, tuple[str, ...]], turn: int) -> Iterator[BoothDraft]:
    """Both halves of a row, mirrored at the main aisle; not numbered yet."""
    templates, ends = style[kind.name], style["end"]
    half = (HALL_WIDTH_METRES - MAIN_AISLE_METRES) / 2 - WALL_AISLE_METRES
    middle = HALL_WIDTH_METRES / 2
    for side, facing in ((-1, "e"), (1, "w")):
        inner = middle + side * MAIN_AISLE_METRES / 2
        if kind.is_islands:
            count = int((half + ISLAND_GAP_METRES) // (kind.width + ISLAND_GAP_METRES))
            for i in range(count):
                x = inner + side * (kind.width / 2 + i * (kind.width + ISLAND_GAP_METRES))
                yield _booth(x, north + kind.depth / 2, kind, "s", templates[i % len(templates)])
            continue
        end = BoothDraft(
            "",
            inner + side * kind.end_width / 2,
            north + kind.depth,
            kind.end_width,
            2 * kind.depth,
            facing,
            ends[turn % len(ends)],
        )
        yield end
        for i in range(int((half - kind.end_width) // kind.width)):
            x = inner + side * (kind.end_width + kind.width * (i + 0.5))
            template = templates[i % len(templates)]
            yield _booth(x, north + kind.depth / 2, kind, "n", template)
            yield _booth(x, north + 1.5 * kind.depth, kind, "s", template)


def _booth(x: float, z: float, kind: RowKind, facing: str, template: str) -> BoothDraft:
    return BoothDraft("", x, z, kind.width, kind.depth, facing, template)


def _numbered(booth: BoothDraft, number: str) -> BoothDraft:
    return BoothDraft(number, booth.x, booth.z, booth.width, booth.depth, booth.facing, booth.template)


def _without_surplus(booths: list[BoothDraft], surplus: int) -> list[BoothDraft]:
    outermost = sorted(booths, key=lambda b: (b.width * b.depth, -abs(b.x - HALL_WIDTH_METRES / 2), b.number))
    dropped = {booth.number for booth in outermost[: max(0, surplus)]}
    return [booth for booth in booths if booth.number not in dropped]


def _drawing(rows: list[tuple[RowKind, float]], aisles: list[float], name: Words, slogan: Words) -> dict[str, object]:
    """Entrance, aisles, signs and zones as the scene manifest wants them; texts by language."""
    middle, south = HALL_WIDTH_METRES / 2, HALL_DEPTH_METRES
    last = rows[-1][1] + rows[-1][0].total_depth
    main = {"x": middle, "z": south / 2, "width": MAIN_AISLE_METRES, "depth": south, "kind": "main", "label": ""}
    lobby = {"x": middle, "z": (last + south) / 2, "width": HALL_WIDTH_METRES, "depth": south - last}
    crossing = [
        {"x": middle, "z": z, "width": HALL_WIDTH_METRES - 4, "depth": AISLE_METRES, "kind": "cross", "label": letter}
        for letter, z in zip("ABCDEFGH", reversed(aisles), strict=False)
    ]
    zones = [
        {"x": side, "z": z, "yaw": FACING_SOUTH, "text": f"{letter}", "kind": "zone"}
        for letter, z in zip("ABCDEFGH", reversed(aisles), strict=False)
        for side in (middle - 24, middle + 24)
    ]
    return {
        "entrance": {"x": middle, "z": south - 4.0, "yaw": 0.0},
        "aisles": [main, {**lobby, "kind": "main", "label": ""}, *crossing],
        "signs": [
            {"x": middle, "z": last + 3.0, "yaw": FACING_SOUTH, "text": _by_language(name), "kind": "hall"},
            {"x": middle, "z": 6.0, "yaw": FACING_SOUTH, "text": _by_language(slogan), "kind": "slogan"},
            *zones,
        ],
    }


def _by_language(text: Words) -> dict[str, str]:
    return {"zh-hans": text.zh_hans, "zh-hant": text.zh_hant, "en": text.en}
