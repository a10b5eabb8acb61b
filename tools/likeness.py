"""How alike two pictures are: structural similarity over all of it and in its worst place, and a picture of the difference."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

WINDOW = 7
#: Parts of a picture, across and down, of which the worst is named.
TILES = (16, 9)
#: What two drawings of one view reach, of which one was kept as WebP: 0.99, 0.98 and 1.1.
LEAST = 0.98
LEAST_IN_A_TILE = 0.94
MOST_COLOUR_OFF = 5.0


def _means(values: np.ndarray) -> np.ndarray:
    summed = np.pad(values, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    whole = (
        summed[WINDOW:, WINDOW:] - summed[:-WINDOW, WINDOW:] - summed[WINDOW:, :-WINDOW] + summed[:-WINDOW, :-WINDOW]
    )
    return np.asarray(whole / WINDOW**2)


def _alike(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Structural similarity (Wang et al. 2004) of every window of 7 x 7; 1 where both are the same."""
    a, b = _means(one), _means(other)
    spread_a, spread_b, together = _means(one**2) - a**2, _means(other**2) - b**2, _means(one * other) - a * b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return np.asarray((2 * a * b + c1) * (2 * together + c2) / ((a**2 + b**2 + c1) * (spread_a + spread_b + c2)))


def similarity(one: np.ndarray, other: np.ndarray) -> float:
    """Mean structural similarity of two grey pictures with values up to 255."""
    return float(np.mean(_alike(one, other)))


def grey(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("L"), dtype=np.float64)


@dataclass(frozen=True)
class Likeness:
    """Of the lightness: `mean` similarity of all, `worst` of a tile; `colour_off`: the most by which a tile's mean red, green or
    blue is off, of 255. `place`: the pixels (left, top) where the tile begins that is least alike."""

    mean: float
    worst: float
    colour_off: float
    place: tuple[int, int]

    @property
    def is_same(self) -> bool:
        return self.mean >= LEAST and self.worst >= LEAST_IN_A_TILE and self.colour_off <= MOST_COLOUR_OFF

    def __str__(self) -> str:
        return f"similarity {self.mean:.3f}, {self.worst:.3f} at {self.place}, colour off by {self.colour_off:.1f}"


def compare(one: Image.Image, other: Image.Image) -> Likeness:
    """Raises ValueError when the sizes differ. Colours are told apart by tiles only: WebP keeps a quarter of them."""
    if one.size != other.size:
        raise ValueError(f"{one.size} and {other.size} cannot be compared")
    alike = _alike(grey(one), grey(other))
    off = np.asarray(one.convert("RGB"), np.float64) - np.asarray(other.convert("RGB"), np.float64)
    worst, colour_off, place = 1.0, 0.0, (0, 0)
    for rows in np.array_split(np.arange(alike.shape[0]), TILES[1]):
        for columns in np.array_split(np.arange(alike.shape[1]), TILES[0]):
            tile = np.ix_(rows, columns)
            colour_off = max(colour_off, float(np.abs(off[tile].mean((0, 1))).max()))
            if alike[tile].mean() < worst:
                worst, place = float(alike[tile].mean()), (int(columns[0]), int(rows[0]))
    return Likeness(float(alike.mean()), worst, colour_off, place)


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """Three pictures side by side: the first, the second, and how much they differ, four times as strong, on a dim ground."""
    a, b = (np.asarray(picture.convert("RGB"), np.int16) for picture in (one, other))
    ground = grey(one)[..., None] * 0.2
    shown = np.clip(ground + np.abs(a - b) * 4, 0, 255).astype(np.uint8)
    sheet = Image.new("RGB", (one.width * 3, one.height))
    for place, picture in enumerate((one, other, Image.fromarray(shown))):
        sheet.paste(picture, (place * one.width, 0))
    return sheet
