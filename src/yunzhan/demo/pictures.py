"""The pool of sample pictures: one per silhouette and palette, each with a SAMPLE band. Drawing solids is in solids.

The band is Latin only: a bare machine has no Chinese font; the page writes 样例 beside the picture.
"""

import io
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from yunzhan.demo.solids import Colour, Face, ball, box, cone, draw_studio_picture

WEBP_QUALITY = 78
BAND_PIXELS = 24
FIXED_TINTS: dict[str, Colour] = {
    "graphite": (58, 64, 72), "steel": (176, 186, 196), "white": (242, 244, 246), "gold": (214, 172, 84),
    "glass": (150, 196, 214), "leaf": (104, 162, 84), "wood": (190, 146, 98), "copper": (196, 122, 80),
    "ink": (30, 38, 52), "green": (46, 108, 84),
}  # fmt: skip
PALETTES: tuple[tuple[Colour, Colour, Colour], ...] = (  # accent, second tint, backdrop
    ((38, 112, 150), (122, 182, 206), (226, 234, 240)),
    ((46, 128, 104), (140, 196, 170), (228, 238, 232)),
    ((196, 102, 56), (232, 172, 128), (242, 234, 226)),
    ((88, 84, 160), (160, 156, 212), (232, 232, 242)),
    ((178, 140, 58), (222, 196, 128), (240, 238, 228)),
    ((164, 70, 86), (214, 148, 156), (242, 232, 234)),
)


@lru_cache(maxsize=1)
def silhouettes() -> dict[str, list[list[Any]]]:
    """Kind of picture to its parts: [solid, tint, numbers…] from data/silhouettes.toml."""
    text = files("yunzhan.demo").joinpath("data/silhouettes.toml").read_text(encoding="utf-8")
    return {kind: table["parts"] for kind, table in tomllib.loads(text).items()}


def draw_picture(kind: str, palette: int) -> bytes:
    """A WebP of 480 × 360 pixels; the same arguments give the same bytes."""
    accent, second, backdrop = PALETTES[palette]
    tints = {**FIXED_TINTS, "accent": accent, "second": second}
    picture = draw_studio_picture([_part(part, tints) for part in silhouettes()[kind]], backdrop)
    _band(picture, accent)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=WEBP_QUALITY, method=2)
    return out.getvalue()


def _part(part: list[Any], tints: dict[str, Colour]) -> list[Face]:
    solid, tint, *numbers = part
    colour = tints[tint]
    if solid == "box":
        x, y, z, width, depth, height = numbers
        return box(x, y, z, width, depth, height, colour)
    if solid == "ball":
        x, y, z, radius = numbers
        return ball((x, y, z), radius, colour)
    x, y, z, radius, top_radius, length = numbers
    return cone((x, y, z), radius, top_radius, length, solid, colour)


def _band(picture: Image.Image, accent: Colour) -> None:
    pen = ImageDraw.Draw(picture)
    text, font = "S A M P L E", ImageFont.load_default(size=12)
    width = int(pen.textlength(text, font=font)) + 24
    left, top = picture.width - width - 14, 14
    pen.rounded_rectangle((left, top, left + width, top + BAND_PIXELS), BAND_PIXELS // 2, fill=accent)
    pen.text((left + 12, top + 5), text, font=font, fill=(255, 255, 255))
