"""Writes a model as GLB from what we have read: plain for other programs, or small for our own viewer. Nothing else is in it.

Small: positions of 16 bits, normals of 8, compressed by meshopt, pictures as WebP. Extensions: KHR_mesh_quantization,
EXT_meshopt_compression, EXT_texture_webp.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yunzhan.website.uploads.checks.surfaces import PICTURES, Surface

POINTS_TARGET, CORNERS_TARGET = 34962, 34963
SIGNED_BYTE, UNSIGNED_SHORT, UNSIGNED_INT, FLOAT = 5120, 5123, 5125, 5126
JSON_CHUNK, BINARY_CHUNK = b"JSON", b"BIN\0"
Json = dict[str, Any]


@dataclass(frozen=True)
class Stream:
    """One attribute of a mesh, or its corners. `content` is as it is stored; with meshopt it is compressed."""

    name: str  # POSITION, NORMAL, TEXCOORD_0 or indices
    content: bytes
    count: int
    stride: int
    component: int
    kind: str
    is_normalised: bool = False
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass
class Writer:
    """A GLB in the making. `is_small`: the streams are compressed by meshopt and the pictures are WebP."""

    is_small: bool
    views: list[Json] = field(default_factory=list)
    accessors: list[Json] = field(default_factory=list)
    binary: bytearray = field(default_factory=bytearray)
    unpacked: int = 0

    def view(self, content: bytes) -> Json:
        start = len(self.binary)
        self.binary += content + bytes(-len(content) % 4)
        view = {"buffer": 0, "byteOffset": start, "byteLength": len(content)}
        self.views.append(view)
        return view

    def stream(self, stream: Stream) -> int:
        """The number of its accessor."""
        view = self.view(stream.content)
        if self.is_small:
            packed = {**view, "byteStride": stream.stride, "count": stream.count}
            packed["mode"] = "TRIANGLES" if stream.name == "indices" else "ATTRIBUTES"
            size = stream.count * stream.stride
            view |= {"buffer": 1, "byteOffset": self.unpacked, "byteLength": size}
            view["extensions"] = {"EXT_meshopt_compression": packed}
            self.unpacked += size + -size % 4
        view["target"] = CORNERS_TARGET if stream.name == "indices" else POINTS_TARGET
        if stream.name != "indices":
            view["byteStride"] = stream.stride
        accessor: Json = {
            "bufferView": len(self.views) - 1, "componentType": stream.component, "count": stream.count, "type": stream.kind,
        }  # fmt: skip
        if stream.is_normalised:
            accessor["normalized"] = True
        if stream.low:
            accessor |= {"min": list(stream.low), "max": list(stream.high)}
        self.accessors.append(accessor)
        return len(self.accessors) - 1


def write_glb(
    meshes: list[list[Stream]], surfaces: list[Surface], pictures: dict[int, bytes], place: Json, *, is_small: bool
) -> bytes:
    """One mesh for each surface, in the same order. `place`: the node's translation and scale; `pictures` by number."""
    writer = Writer(is_small)
    primitives = []
    for number, streams in enumerate(meshes):
        found = {stream.name: writer.stream(stream) for stream in streams}
        primitives.append({"indices": found.pop("indices"), "attributes": found, "material": number})
    images = [
        writer.view(content) and {"bufferView": len(writer.views) - 1, "mimeType": mime_of(content)}
        for content in pictures.values()
    ]
    order = {index: number for number, index in enumerate(pictures)}
    buffers: list[Json] = [{"byteLength": len(writer.binary)}]
    document: Json = {
        "asset": {"version": "2.0", "generator": "Yunzhan"}, "scene": 0, "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, **place}], "meshes": [{"primitives": primitives}],
        "materials": [_material(surface, order) for surface in surfaces],
        "accessors": writer.accessors, "bufferViews": writer.views, "buffers": buffers,
    }  # fmt: skip
    if images:
        document["images"], document["samplers"] = images, [{"magFilter": 9729, "minFilter": 9987}]
        sources = [{"source": number} for number in range(len(images))]
        document["textures"] = [
            {"sampler": 0, **({"extensions": {"EXT_texture_webp": source}} if is_small else source)}
            for source in sources
        ]
    if is_small:
        buffers.append({"byteLength": writer.unpacked, "extensions": {"EXT_meshopt_compression": {"fallback": True}}})
        needed = ["KHR_mesh_quantization", "EXT_meshopt_compression"] + ["EXT_texture_webp"] * bool(images)
        document["extensionsUsed"] = document["extensionsRequired"] = needed
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    chunks = b"".join(
        len(content).to_bytes(4, "little") + kind + bytes(content)
        for kind, content in ((JSON_CHUNK, text), (BINARY_CHUNK, writer.binary))
    )
    return b"glTF" + (2).to_bytes(4, "little") + (12 + len(chunks)).to_bytes(4, "little") + chunks


def plain_stream(name: str, values: NDArray[Any], kind: str) -> Stream:
    """Floats, or corners of 32 bits."""
    corners = name == "indices"
    low, high = (values.min(0), values.max(0)) if name == "POSITION" else ((), ())
    return Stream(
        name, np.ascontiguousarray(values).tobytes(), len(values), 0 if corners else values.shape[1] * 4,
        UNSIGNED_INT if corners else FLOAT, kind, False, tuple(map(float, low)), tuple(map(float, high)),
    )  # fmt: skip


def mime_of(content: bytes) -> str:
    return {b"RIFF": "image/webp", b"\x89PNG": "image/png"}.get(content[:4], "image/jpeg")


def _material(surface: Surface, order: dict[int, int]) -> Json:
    found = {**surface.json, "pbrMetallicRoughness": dict(surface.json["pbrMetallicRoughness"])}
    for name, index in surface.pictures.items():
        target = found["pbrMetallicRoughness"] if PICTURES[name] else found
        target[name] = {"index": order[index]}
    return found
