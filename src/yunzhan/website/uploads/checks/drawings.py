"""Drawings: SVG, read with expat for what it may not have, then drawn by resvg. Visitors see the pixels, never the SVG."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

import resvg_py

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.pictures import opened, pixels_of, write_levels
from yunzhan.website.uploads.checks.refused import Refused

SVG = "http://www.w3.org/2000/svg"
SCRIPTS = {"script", "handler", "listener"}
FOREIGN = {"foreignObject", "iframe", "embed", "object", "audio", "video", "canvas"}
PICTURE = re.compile(r"data:image/(?:png|jpeg|webp);base64,", re.IGNORECASE)
ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
LENGTH = re.compile(r"\s*([0-9.]+)(?:px|pt|mm|cm|in)?\s*$")
LARGEST = max(limits.PICTURE_SIDES)


@dataclass
class Element:
    """How many elements are drawn for it: itself, its children, and what it uses."""

    name: str
    id: str
    uses: str
    children: list["Element"] = field(default_factory=list)


class Reader:
    """Builds the tree of names and refuses by name; no entity is ever opened."""

    def __init__(self) -> None:
        self.stack: list[Element] = []
        self.root: Element | None = None
        self.size = (1.0, 1.0)
        self._count = 0
        self._styles: list[str] | None = None
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True

    def read(self, content: bytes) -> Element:
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Refused("DrawingBroken") from error
        if self.root is None or self.root.name != "svg":
            raise Refused("DrawingBroken")
        return self.root

    def _entity(self, *_told: object) -> None:
        raise Refused("DrawingHasEntities")

    def _instruction(self, target: str, _data: str) -> None:
        raise Refused("DrawingExternal", found=target)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._count += 1
        if self._count > limits.MOST_ELEMENTS:
            raise Refused("DrawingTooManyParts", limits.MOST_ELEMENTS, self._count)
        if len(self.stack) >= limits.MOST_DEPTH:
            raise Refused("DrawingTooDeep", limits.MOST_DEPTH)
        if name.lower() in SCRIPTS:
            raise Refused("DrawingHasScript", found=f"<{name}>")
        if name in FOREIGN:
            raise Refused("DrawingForeign", found=f"<{name}>")
        uses = ""
        for long_name, value in attributes.items():
            short = long_name.rpartition(" ")[2]
            if short.lower().startswith("on"):
                raise Refused("DrawingHasScript", found=short)
            if short == "href" and name != "a":
                uses = self._reference(value)
            check_style(value)
        element = Element(name, attributes.get("id", ""), uses if name == "use" else "")
        if self.stack:
            self.stack[-1].children.append(element)
        elif self.root is None:
            self.root = element
            self.size = size_of(attributes)
        self.stack.append(element)
        self._styles = [] if name == "style" else self._styles

    def _end(self, _tag: str) -> None:
        element = self.stack.pop()
        if element.name == "style" and self._styles is not None:
            check_style("".join(self._styles))
            self._styles = None

    def _text(self, text: str) -> None:
        if self._styles is not None:
            self._styles.append(text)

    def _reference(self, value: str) -> str:
        """What a part refers to: another part's id, or a picture inside of the file, which is checked here."""
        value = value.strip()
        if value.startswith("#"):
            return value[1:]
        head = PICTURE.match(value)
        if head is None:
            code = "DrawingHasScript" if value.lower().startswith("javascript:") else "DrawingExternal"
            raise Refused(code, found=value)
        try:
            content = base64.b64decode("".join(value[head.end() :].split()), validate=True)
        except binascii.Error as error:
            raise Refused("DrawingBroken") from error
        with opened(content):
            return ""


def check_style(text: str) -> None:
    """Refuses an address that leads out of the file, and an import."""
    for address in ADDRESS.findall(text):
        if not address.startswith("#") and not PICTURE.match(address):
            raise Refused("DrawingExternal", found=address)
    if "@import" in text.lower():
        raise Refused("DrawingExternal", found="@import")


def size_of(attributes: dict[str, str]) -> tuple[float, float]:
    """Width and height in any one unit: only their share counts."""
    numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    if len(numbers) == 4:
        sides = numbers[2:]
    else:
        found = [LENGTH.match(attributes.get(name, "")) for name in ("width", "height")]
        sides = [one.group(1) if one else "100" for one in found]
    try:
        width, height = (float(side) for side in sides)
    except ValueError as error:
        raise Refused("DrawingBroken") from error
    if not (0 < width < 1e9 and 0 < height < 1e9) or max(width, height) / min(width, height) > 100:
        raise Refused("DrawingShape", 100)
    return width, height


def count_drawn(root: Element) -> None:
    """Refuses a drawing whose parts use each other so often that drawing it would not end."""
    by_id: dict[str, Element] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        by_id.setdefault(element.id, element)
        waiting += element.children
    known: dict[int, int] = {}

    def drawn(element: Element, above: frozenset[int]) -> int:
        if id(element) in above:
            raise Refused("DrawingUsesItself", found=element.id)
        if id(element) not in known:
            here = above | {id(element)}
            target = by_id.get(element.uses) if element.uses else None
            count = 1 + sum(drawn(child, here) for child in element.children) + (drawn(target, here) if target else 0)
            if count > limits.MOST_DRAWN_ELEMENTS:
                raise Refused("DrawingTooManyParts", limits.MOST_DRAWN_ELEMENTS, count)
            known[id(element)] = count
        return known[id(element)]

    drawn(root, frozenset())


def make_drawing(source: Path, folder: Path, tell: Callable[[int], None]) -> dict[str, Any]:
    """Draws the levels into `folder`, as of a picture.

    Refuses DrawingBroken, DrawingHasEntities, DrawingHasScript, DrawingExternal, DrawingForeign, DrawingTooManyParts,
    DrawingTooDeep, DrawingUsesItself, DrawingShape, DrawingEmpty, and what pictures inside of it are refused for.
    """
    content = source.read_bytes()
    reader = Reader()
    root = reader.read(content)
    try:
        count_drawn(root)
    except RecursionError as error:
        raise Refused("DrawingTooDeep", limits.MOST_DEPTH) from error
    tell(20)
    width, height = reader.size
    share = LARGEST / max(width, height)
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=content.decode("utf-8-sig"), width=max(1, round(width * share)), height=max(1, round(height * share)),
            resources_dir=str(folder),
        )  # fmt: skip
    except ValueError as error:
        raise Refused("DrawingBroken") from error
    with opened(bytes(drawn)) as picture:
        plain = pixels_of(picture)
    if not plain.getbbox():
        raise Refused("DrawingEmpty")
    tell(60)
    return write_levels(plain, folder, lambda progress: tell(60 + progress // 3))
