"""A picture drawn twice at once: colours, and below them masks that say how a colour is used. What is drawn is decided elsewhere.

Masks: red = take the region's colour times this one ("tint"), green = the delegation's ("flag"), black = as painted ("own").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from assets.people.cells import HEIGHT, WIDTH

FINE = 2
Colour = tuple[int, int, int]
Place = tuple[float, float]


@dataclass(frozen=True)
class Look:
    rgb: Colour
    use: str
    blur: float
    width: float = 0


class Canvas:
    """Drawn at twice the size and shrunk at the end. Places are parts of the upper half, 0..1."""

    MASK = {"tint": (255, 0, 0), "own": (0, 0, 0), "flag": (0, 255, 0)}

    def __init__(self) -> None:
        size = (WIDTH * FINE, HEIGHT * FINE)
        self.colour = Image.new("RGB", size, (250, 250, 250))
        self.mask = Image.new("RGB", size, (255, 0, 0))

    def _put(self, points: list[Place], draw: Callable[[ImageDraw.ImageDraw, list[Place]], None], look: Look) -> None:
        """Draws into a stencil just large enough for the points and lays colour and mask through it."""
        at = [(u * WIDTH * FINE, v * HEIGHT * FINE) for u, v in points]
        reach = look.blur * FINE * 3 + look.width * FINE + 2
        left, top = (int(min(p[k] for p in at) - reach) for k in (0, 1))
        right, bottom = (int(max(p[k] for p in at) + reach) + 1 for k in (0, 1))
        stencil = Image.new("L", (right - left, bottom - top), 0)
        draw(ImageDraw.Draw(stencil), [(x - left, y - top) for x, y in at])
        if look.blur:
            stencil = stencil.filter(ImageFilter.GaussianBlur(look.blur * FINE))
        self.colour.paste(look.rgb, (left, top), stencil)
        self.mask.paste(self.MASK[look.use], (left, top), stencil)

    def fill(self, points: list[Place], rgb: Colour, use: str = "tint", blur: float = 0) -> None:
        self._put(points, lambda pen, at: pen.polygon(at, fill=255), Look(rgb, use, blur))

    def line(
        self, points: list[Place], rgb: Colour, width: float, use: str = "tint", blur: float = 0, much: int = 255
    ) -> None:
        """A stroke `width` pixels of the finished picture wide; much = 255 covers."""
        wide = max(1, round(width * FINE))
        self._put(
            points,
            lambda pen, at: pen.line(at, fill=much, width=wide, joint="curve"),
            Look(rgb, use, blur, width),
        )

    def lay(self, cell: tuple[float, float, float, float], colour: np.ndarray, own: np.ndarray | None = None) -> None:
        """Puts an array (rows × columns × 3, 0..1) into a cell; own: how much of it is as painted."""
        left, top, right, bottom = (
            round(part * full * FINE) for part, full in zip(cell, (WIDTH, HEIGHT, WIDTH, HEIGHT), strict=True)
        )
        size = (right - left, bottom - top)
        image = Image.fromarray(np.uint8(np.clip(colour, 0, 1) * 255)).resize(size, Image.Resampling.BILINEAR)
        self.colour.paste(image, (left, top))
        if own is not None:
            part = Image.fromarray(np.uint8(np.clip(1 - own, 0, 1) * 255)).resize(size, Image.Resampling.BILINEAR)
            none = Image.new("L", size, 0)
            self.mask.paste(Image.merge("RGB", (part, none, none)), (left, top))

    def finish(self) -> Image.Image:
        size = (WIDTH, HEIGHT)
        whole = Image.new("RGB", (WIDTH, 2 * HEIGHT))
        whole.paste(self.colour.resize(size, Image.Resampling.LANCZOS), (0, 0))
        whole.paste(self.mask.resize(size, Image.Resampling.BILINEAR), (0, HEIGHT))
        return whole
