"""Brochures: PDF. Every object is looked at for what it would do; the pages are drawn. The file is handed out as it came.

It is always a download (uploads/views.py): what reads it is the visitor's own program, so that nothing in it may act by itself.
"""

import logging
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.kinds import is_also_zip
from yunzhan.website.uploads.checks.pictures import webp_of, write_levels
from yunzhan.website.uploads.checks.refused import Refused

NAME = "brochure.pdf"
BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    AssertionError,
    OverflowError,
)
NOT_DRAWN = (pypdfium2.PdfiumError, ValueError, IndexError)
CHECKED = 40  # the progress when every object has been looked at
# PDF 32000-1, tables 198 and 209: what an action may be. Links and leaps inside of the document are what is left.
ACTING = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/Thread",
    "/RichMediaExecute",
}  # fmt: skip
UNASKED = {"/OpenAction", "/Next"}  # done without a click of their own: may only leap inside of the document
LINKED = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"[\0-\x20]*([a-z][a-z0-9+-]*):", re.IGNORECASE)
SCRIPTED = {"/JS", "/JavaScript"}
ATTACHED = {"/EmbeddedFiles", "/EF"}
MOVING = {"/XFA", "/RichMedia", "/RichMediaContent", "/3DD"}
MOST_VALUES = 400_000
MOST_BYTES_BEHIND = 1_024  # after the last %%EOF: line ends and padding


def make_brochure(source: Path, folder: Path, tell: Callable[[int], None]) -> dict[str, Any]:
    """Writes brochure.pdf and its pages as pictures; answers pages, levels (the file itself first) and what is drawn.

    Refuses FileTwoInOne, BrochureBroken, BrochureLocked, BrochureTooManyPages, BrochureTooManyParts, BrochurePageTooLarge,
    BrochureHasScript, BrochureActs, BrochureHasFiles and BrochureMoves.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it tells of every oddity
    _check_end(source.read_bytes())
    try:
        pages = _check(source)
    except BROKEN as error:
        raise Refused("BrochureBroken") from error
    tell(CHECKED)
    try:
        document = pypdfium2.PdfDocument(source)
        if len(document) != pages:  # what one reader sees is hidden from another
            raise Refused("BrochureBroken")
        cover = _picture(document, 0)
    except NOT_DRAWN as error:
        raise Refused("BrochureBroken") from error
    result = write_levels(cover, folder, lambda progress: None)
    large, *_, small = (row["file"] for row in result["levels"])
    first = {"file": large, "small": small, "width": cover.width, "height": cover.height}
    drawn = [first, *_draw_others(document, folder, tell)]
    shutil.copyfile(source, folder / NAME)
    size = source.stat().st_size
    return {**result, "levels": [{"file": NAME, "bytes": size}, *result["levels"]], "pages": pages, "drawn": drawn}


def _draw_others(
    document: pypdfium2.PdfDocument, folder: Path, tell: Callable[[int], None]
) -> Iterator[dict[str, Any]]:
    """The pages after the first, as long as there is time: a reader shows those drawn, the file has them all."""
    pages = len(document)
    due = time.monotonic() + limits.DRAW_SECONDS
    for at in range(1, pages):
        tell(CHECKED + (99 - CHECKED) * at // pages)
        if time.monotonic() > due:
            return
        try:
            picture = _picture(document, at)
        except NOT_DRAWN as error:
            raise Refused("BrochureBroken") from error
        name, small = f"page-{at + 1}.webp", f"page-{at + 1}-small.webp"
        content, (width, height) = _page_of(picture)
        (folder / name).write_bytes(content)
        (folder / small).write_bytes(webp_of(picture, min(limits.PICTURE_SIDES))[0])
        yield {"file": name, "small": small, "width": width, "height": height}


def _picture(document: pypdfium2.PdfDocument, at: int) -> Image.Image:
    """One page, at the reading size whatever size it says."""
    page = document[at]
    try:
        bitmap = page.render(scale=max(limits.PICTURE_SIDES) / max(*page.get_size(), 1))
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        page.close()


def _page_of(picture: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """As WebP of at most MOST_PAGE_BYTES: a page of photographs is drawn coarser, then smaller."""
    for side, quality in limits.PAGE_SIZES:
        content, size = webp_of(picture, side, quality)
        if len(content) <= limits.MOST_PAGE_BYTES:
            break
    return content, size


def _check_end(content: bytes) -> None:
    """A second file behind the brochure would be handed out with it."""
    behind = len(content) - content.rfind(b"%%EOF")
    if is_also_zip(content) or MOST_BYTES_BEHIND < behind <= len(content):
        raise Refused("FileTwoInOne")


def _check(source: Path) -> int:
    """How many pages it has, when nothing in it acts."""
    reader = PdfReader(source, strict=False)
    if reader.is_encrypted:
        raise Refused("BrochureLocked")
    objects = [(number, generation) for generation, rows in reader.xref.items() for number in rows]
    objects += [(number, 0) for number in reader.xref_objStm]
    if len(objects) > limits.MOST_OBJECTS:
        raise Refused("BrochureTooManyParts", limits.MOST_OBJECTS, len(objects))
    looked_at = 0
    for number, generation in objects:
        for key, value in _values(reader.get_object(IndirectObject(number, generation, reader))):
            looked_at += 1
            if looked_at > MOST_VALUES:
                raise Refused("BrochureTooManyParts", MOST_VALUES, looked_at)
            _look_at(key, value)
    pages = len(reader.pages)
    if not pages:
        raise Refused("BrochureBroken")
    if pages > limits.MOST_PAGES:
        raise Refused("BrochureTooManyPages", limits.MOST_PAGES, pages)
    for page in reader.pages:
        longest = float(max(page.mediabox.width, page.mediabox.height))
        if not 0 < longest <= limits.LONGEST_PAGE_POINTS:
            raise Refused("BrochurePageTooLarge", limits.LONGEST_PAGE_POINTS, longest)
    return pages


def _values(found: object) -> Iterator[tuple[str, object]]:
    """Every entry of an object and of what lies in it; not of other objects, which have their own turn."""
    waiting = [found]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            if isinstance(value, StreamObject) and "/F" in value:  # its content is in another file
                raise Refused("BrochureActs", found="/F")
            for key in value:
                inner = value.raw_get(key)
                yield str(key), inner
                waiting.append(inner)
        elif isinstance(value, ArrayObject):
            waiting += list(list.__iter__(value))


def _look_at(key: str, value: object) -> None:
    if isinstance(value, IndirectObject) and key in ("/S", "/Subtype"):
        value = value.get_object()
    if key in SCRIPTED or (key == "/S" and value == "/JavaScript"):
        raise Refused("BrochureHasScript")
    if key == "/S" and str(value) in ACTING:
        raise Refused("BrochureActs", found=value)
    if key in UNASKED:
        _look_at_unasked(value)
    if key == "/AA":
        raise Refused("BrochureActs", found=key)
    if key == "/URI":
        _look_at_link(value)
    if key in ATTACHED:
        raise Refused("BrochureHasFiles")
    if key in MOVING or (key == "/Subtype" and str(value) in MOVING | {"/Movie", "/Sound", "/Screen"}):
        raise Refused("BrochureMoves", found=key)


def _look_at_unasked(value: object) -> None:
    """Refuses an action, or one of several, that is no leap inside of the document; an outline's next entry is no action."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(found, DictionaryObject) and "/S" in found and str(found["/S"]) != "/GoTo":
        _look_at("/S", found["/S"])
        raise Refused("BrochureActs", found=found["/S"])
    if isinstance(found, ArrayObject):
        for one in found:  # each opened by pypdf; a destination's numbers are none
            if isinstance(one, DictionaryObject):
                _look_at_unasked(one)


def _look_at_link(value: object) -> None:
    """Refuses a link that does not lead to the web, a mailbox or a telephone: file:, javascript:, a share of a network."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(found, bytes):
        found = found.decode("latin-1")
    if not isinstance(found, str):
        return
    scheme = SCHEME.match(found)
    if found.strip().startswith("\\\\") or (scheme and scheme.group(1).lower() not in LINKED):
        raise Refused("BrochureActs", found=found)
