"""Pictures: PNG, JPEG, WebP; measured by their head before anything is unpacked, re-made as WebP without what a camera wrote.

Every picture that visitors see was encoded by us from its pixels: what else a file carried (place, owner, a script, a second file
behind the first) is not in it any more.
"""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.refused import Refused

FORMATS = ("PNG", "JPEG", "WEBP")
# What Pillow's decoders raise on broken data (Pillow's own tests name them).
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, TypeError, MemoryError)
Tell = Callable[[int], None]


@contextmanager
def opened(
    content: bytes, *, longest: int = limits.LONGEST_SIDE, most: int = limits.MOST_PIXELS
) -> Iterator[Image.Image]:
    """The picture, measured and loaded.

    Refuses PictureBroken, PictureTooLong, PictureTooManyPixels, PictureTooSmall and PictureMoves.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise Refused("PictureTooManyPixels", most, str(error).partition("(")[2].partition(" ")[0]) from error
        except (UnidentifiedImageError, *BROKEN) as error:
            raise Refused("PictureBroken") from error
        with picture:
            measure(picture, longest, most)
            try:
                picture.load()  # all of it: a picture that is cut off is none
            except BROKEN as error:
                raise Refused("PictureBroken") from error
            yield picture


def measure(picture: Image.Image, longest: int, most: int) -> None:
    """Refuses a picture by what its head says."""
    width, height = picture.size
    if max(width, height) > longest:
        raise Refused("PictureTooLong", longest, max(width, height))
    if width * height > most:
        raise Refused("PictureTooManyPixels", most, width * height)
    if min(width, height) < 1:
        raise Refused("PictureBroken")
    frames = getattr(picture, "n_frames", 1)
    if frames != 1:
        raise Refused("PictureMoves", found=frames)


def pixels_of(picture: Image.Image) -> Image.Image:
    """Turned as it was meant to stand, in RGB or RGBA, with nothing but its pixels."""
    upright = ImageOps.exif_transpose(picture)
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    plain.info = {}
    return plain


def webp_of(plain: Image.Image, side: int, quality: int = limits.PICTURE_QUALITY) -> tuple[bytes, tuple[int, int]]:
    """At most `side` pixels on its longer side, as WebP; and its width and height."""
    small = plain.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "WEBP", quality=quality, method=4)
    return target.getvalue(), small.size


def make_picture(source: Path, folder: Path, tell: Tell) -> dict[str, Any]:
    """Writes the three levels into `folder`; answers width, height and the levels, the largest first."""
    with opened(source.read_bytes()) as picture:
        if min(picture.size) < limits.SHORTEST_SIDE:
            raise Refused("PictureTooSmall", limits.SHORTEST_SIDE, min(picture.size))
        tell(30)
        plain = pixels_of(picture)
    return write_levels(plain, folder, tell)


def write_levels(plain: Image.Image, folder: Path, tell: Tell) -> dict[str, Any]:
    """The three levels of something that is pixels by now."""
    levels = []
    for done, side in enumerate(limits.PICTURE_SIDES, 1):
        content, (width, height) = webp_of(plain, side)
        name = f"{side}.webp"
        (folder / name).write_bytes(content)
        levels.append({"file": name, "bytes": len(content), "width": width, "height": height})
        tell(30 + 20 * done)
    return {
        "width": plain.width,
        "height": plain.height,
        "levels": levels,
        "thumbnail": levels[-1]["file"],
    }
