"""glTF 2.0 as it comes from anybody: the container, the JSON and every number in it, read by ourselves and believed in nothing.

What comes out is a Document whose references all lead somewhere. Sources: the glTF 2.0 specification, chapters 3 and 4.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.refused import Refused

HEADER_BYTES, CHUNK_HEAD_BYTES = 12, 8
JSON_CHUNK, BINARY_CHUNK = 0x4E4F534A, 0x004E4942
COMPONENTS = {5120: "i1", 5121: "u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
# Extensions a model may need: those that only change how its surface looks are read as the plain surface under them.
KNOWN_EXTENSIONS = {"KHR_mesh_quantization", "KHR_materials_unlit", "KHR_texture_transform", "EXT_texture_webp"}
SURFACE_EXTENSIONS = "KHR_materials_"
LISTS = ("accessors", "bufferViews", "buffers", "images", "materials", "meshes", "nodes", "scenes", "textures")
MOST = {
    "accessors": limits.MOST_ACCESSORS, "bufferViews": limits.MOST_ACCESSORS, "images": limits.MOST_TEXTURES,
    "materials": limits.MOST_MATERIALS, "nodes": limits.MOST_NODES, "textures": limits.MOST_TEXTURES,
}  # fmt: skip
Json = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """A model's JSON and its bytes. `entry` and `values` refuse what is missing or does not fit."""

    json: Json
    buffers: tuple[bytes, ...]

    def entry(self, kind: str, index: object) -> Json:
        """An object of one of the lists. Refuses ModelReference."""
        rows = self.json.get(kind, [])
        if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < len(rows):
            raise Refused("ModelReference", found=f"{kind} {index}")
        row: Json = rows[index]
        return row

    def view(self, index: object) -> tuple[bytes, int]:
        """A buffer view's bytes and its stride, 0 when it has none. Refuses ModelReference and ModelOutOfBounds."""
        view = self.entry("bufferViews", index)
        which = whole(view, "buffer", None)
        if which >= len(self.buffers):
            raise Refused("ModelReference", found=f"buffers {which}")
        start, size = whole(view, "byteOffset"), whole(view, "byteLength", None)
        if start + size > len(self.buffers[which]):
            raise Refused("ModelOutOfBounds", len(self.buffers[which]), start + size)
        return self.buffers[which][start : start + size], whole(view, "byteStride")

    def count(self, index: object) -> int:
        """How many items an accessor says it has."""
        return whole(self.entry("accessors", index), "count", None)

    def values(self, index: object, widths: tuple[int, ...], *, as_float: bool = True) -> NDArray[Any]:
        """An accessor's items, (count, width); floats as float32 with integers normalised if they say so, else as they are.

        Refuses ModelReference, ModelOutOfBounds, ModelAccessor, ModelNotFinite and TooManyVertices.
        """
        accessor = self.entry("accessors", index)
        width, component = (
            WIDTHS.get(str(accessor.get("type")), 0),
            COMPONENTS.get(whole(accessor, "componentType", None)),
        )
        count = whole(accessor, "count", None)
        if component is None or width not in widths or "sparse" in accessor:
            raise Refused("ModelAccessor", found=f"{accessor.get('type')} {accessor.get('componentType')}")
        if count > limits.MOST_INDICES:
            raise Refused("TooManyVertices", limits.MOST_VERTICES, count)
        kind = np.dtype(component)
        is_told = "bufferView" in accessor
        found = self._read(accessor, count, width, kind) if is_told else np.zeros((count, width), kind)
        if not as_float:
            return found
        if kind.kind != "f":
            largest = np.iinfo(kind).max if accessor.get("normalized") is True else 1
            whole_numbers: NDArray[Any] = np.maximum(
                found.astype(np.float32) / np.float32(largest), -1 if largest > 1 else -np.inf
            )
            return whole_numbers
        if not np.isfinite(found).all():
            raise Refused("ModelNotFinite")
        return found.astype(np.float32)

    def _read(self, accessor: Json, count: int, width: int, kind: np.dtype[Any]) -> NDArray[Any]:
        content, stride = self.view(accessor["bufferView"])
        start, item = whole(accessor, "byteOffset"), width * kind.itemsize
        stride = stride or item
        if stride < item or stride > 252 + item or start % kind.itemsize or stride % kind.itemsize:
            raise Refused("ModelAccessor", found=f"stride {stride}")
        end = start + (count - 1) * stride + item if count else start
        if end > len(content):
            raise Refused("ModelOutOfBounds", len(content), end)
        return np.ndarray((count, width), kind, content, start, (stride, kind.itemsize)).copy()


def whole(row: Json, name: str, default: int | None = 0) -> int:
    """A whole number from zero up; None as default: it must be there. Refuses ModelMalformed."""
    value = row.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 40:
        raise Refused("ModelMalformed", found=name)
    return value


def numbers(row: Json, name: str, default: tuple[float, ...]) -> tuple[float, ...]:
    """So many finite numbers as the default has. Refuses ModelMalformed and ModelNotFinite."""
    value = row.get(name, default)
    if not isinstance(value, list | tuple) or len(value) != len(default):
        raise Refused("ModelMalformed", found=name)
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in value):
        raise Refused("ModelMalformed", found=name)
    found = tuple(float(one) for one in value)
    if not np.isfinite(found).all():
        raise Refused("ModelNotFinite")
    return found


def read_document(content: bytes) -> Document:
    """A GLB, or a glTF whose buffers are inside it.

    Refuses ModelBroken, ModelMalformed, ModelJsonTooLarge, ModelTooDeep, ModelExternal, ModelNeeds, ModelTooMany, ModelReference.
    """
    text, binary = _chunks(content) if content.startswith(b"glTF") else (content, None)
    document = _parse(text)
    asset = document.get("asset")
    if not isinstance(asset, dict) or not str(asset.get("version", "")).startswith("2."):
        raise Refused("ModelMalformed", found="asset.version")
    for kind in LISTS:
        rows = document.get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Refused("ModelMalformed", found=kind)
        if len(rows) > MOST.get(kind, limits.MOST_NODES):
            raise Refused("ModelTooMany", MOST.get(kind, limits.MOST_NODES), f"{len(rows)} {kind}")
    _check_extensions(document)
    buffers = tuple(
        _buffer(row, binary if number == 0 else None) for number, row in enumerate(document.get("buffers", []))
    )
    return Document(document, buffers)


def _chunks(content: bytes) -> tuple[bytes, bytes | None]:
    """The JSON and the binary chunk of a GLB; further chunks are passed over, as the specification says."""
    if len(content) < HEADER_BYTES + CHUNK_HEAD_BYTES:
        raise Refused("ModelBroken")
    version, length = (int.from_bytes(content[at : at + 4], "little") for at in (4, 8))
    if version != 2 or length != len(content):
        raise Refused("ModelBroken", len(content), length)
    found: dict[int, bytes] = {}
    at, first = HEADER_BYTES, True
    while at < length:
        if at + CHUNK_HEAD_BYTES > length:
            raise Refused("ModelBroken")
        size, kind = (int.from_bytes(content[place : place + 4], "little") for place in (at, at + 4))
        at += CHUNK_HEAD_BYTES
        if size % 4 or at + size > length or (first and kind != JSON_CHUNK):
            raise Refused("ModelBroken")
        found.setdefault(kind, content[at : at + size])
        at, first = at + size, False
    return found[JSON_CHUNK], found.get(BINARY_CHUNK)


def _parse(text: bytes) -> Json:
    if len(text) > limits.MOST_JSON_BYTES:
        raise Refused("ModelJsonTooLarge", limits.MOST_JSON_BYTES, len(text))
    if _depth(text) > limits.MOST_JSON_DEPTH:
        raise Refused("ModelTooDeep", limits.MOST_JSON_DEPTH)
    try:
        document = json.loads(text.decode("utf-8-sig").rstrip("\0 \r\n\t"))
    except (ValueError, RecursionError) as error:
        raise Refused("ModelBroken") from error
    if not isinstance(document, dict):
        raise Refused("ModelMalformed", found="JSON")
    return document


def _depth(text: bytes) -> int:
    """How deep brackets stand in each other at most. Those inside of texts count too, which no honest file notices."""
    letters = np.frombuffer(text, np.uint8)
    steps = ((letters == ord("{")) | (letters == ord("["))).astype(np.int32)
    steps -= ((letters == ord("}")) | (letters == ord("]"))).astype(np.int32)
    return int(np.cumsum(steps).max(initial=0))


def _check_extensions(document: Json) -> None:
    needed = document.get("extensionsRequired", [])
    if not isinstance(needed, list):
        raise Refused("ModelMalformed", found="extensionsRequired")
    for name in map(str, needed):
        if name not in KNOWN_EXTENSIONS and not name.startswith(SURFACE_EXTENSIONS):
            raise Refused("ModelNeeds", found=name)


def _buffer(row: Json, binary: bytes | None) -> bytes:
    size, uri = whole(row, "byteLength", None), row.get("uri")
    content = binary or b"" if uri is None else data_of(uri)
    if size > len(content):
        raise Refused("ModelOutOfBounds", len(content), size)
    return content[:size]


def data_of(uri: object) -> bytes:
    """The bytes inside a data: address. Refuses ModelExternal for any other, and ModelBroken."""
    if not isinstance(uri, str) or not uri.startswith("data:"):
        raise Refused("ModelExternal", found=uri)
    head, comma, text = uri.partition(",")
    if not comma or not head.endswith(";base64"):
        raise Refused("ModelBroken")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Refused("ModelBroken") from error
