"""Occlusion, levels of detail, and the file the client reads. The layout is described at `write`."""

from __future__ import annotations

import ctypes
import json
import struct
from dataclasses import replace
from pathlib import Path

import meshoptimizer as mo
import numpy as np
import trimesh
from meshoptimizer import simplifier

from assets.people.cells import Skin
from assets.people.cloth import GLASSES, HAIR, SKIN, TOP
from assets.people.motion import CLIPS
from assets.people.source import BONES, INDEX, Figure

# Triangles of head, hands, glasses and the rest, in each level of detail.
LEVELS = ((2200, 700, 200, 2300), (540, 130, 60, 720))
RAYS = 40
REACH_METRES = 0.35
# Cloth under cloth, a scalp under hair: what lies this near above a point in nearly every way hides it.
COVER_METRES = 0.035
COVERED_SHARE = 0.93
TUCK_METRES = 0.014
SCALE_METRES = 2.2
UNIT = 1 / 4096
_uint, _float, _size = ctypes.POINTER(ctypes.c_uint), ctypes.POINTER(ctypes.c_float), ctypes.c_size_t
# The wheel declares this function wrongly; the C header's order is set here.
_call = simplifier.lib.meshopt_simplifyWithAttributes
_call.argtypes = [_uint, _uint, _size, _float, _size, _size, _float, _size, _float, _size]
_call.argtypes += [ctypes.POINTER(ctypes.c_ubyte), _size, ctypes.c_float, ctypes.c_uint, _float]
_call.restype = _size


def shade(skin: Skin) -> np.ndarray:
    """How open each point is, 0.25 to 1. Glasses shade nothing: they may be left off."""
    solid = skin.triangles[skin.region[skin.triangles[:, 0]] != GLASSES]
    mesh = trimesh.Trimesh(skin.points, solid, process=False)
    rng = np.random.default_rng(0)
    closed = np.zeros(len(skin.points))
    for _ in range(RAYS):
        way = rng.normal(size=skin.points.shape)
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        way += skin.normals * 1.02
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        start = skin.points + skin.normals * 0.004
        _, ray, place = mesh.ray.intersects_id(start, way, multiple_hits=False, return_locations=True)
        closed[ray] += np.clip(1 - np.linalg.norm(place - start[ray], axis=1) / REACH_METRES, 0, 1)
    return np.clip(1 - closed / RAYS * 1.15, 0.25, 1)


def hidden(figure: Figure, skin: Skin) -> np.ndarray:
    """Which points are lain close over: below the neck by other cloth (a shirt in trousers, shoulders), on the scalp by hair."""
    cloth = covered(skin, skin.triangles) & (skin.points[:, 1] < figure.at("neck_01")[1])
    hair = covered(skin, skin.triangles[skin.region[skin.triangles[:, 0]] == HAIR]) & (skin.region == SKIN)
    return cloth | hair


def covered(skin: Skin, covers: np.ndarray) -> np.ndarray:
    """Which points have one of the triangles `covers` near above them in nearly every way."""
    mesh = trimesh.Trimesh(skin.points, covers, process=False)
    rng = np.random.default_rng(1)
    count = np.zeros(len(skin.points))
    for _ in range(RAYS):
        way = rng.normal(size=skin.points.shape)
        way = way / np.linalg.norm(way, axis=1, keepdims=True) * 0.7 + skin.normals
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        start = skin.points + skin.normals * 0.001
        _, ray, place = mesh.ray.intersects_id(start, way, multiple_hits=False, return_locations=True)
        count[ray] += np.linalg.norm(place - start[ray], axis=1) < COVER_METRES
    return count >= RAYS * COVERED_SHARE


def tuck_in(skin: Skin, is_hidden: np.ndarray) -> Skin:
    """The same body without what nobody sees: a coarse chord through a jacket would let the trousers below it through,
    one through hair the scalp."""
    is_gone = is_hidden[skin.triangles].all(1)
    points = skin.points - skin.normals * np.where(is_hidden, TUCK_METRES, 0.0)[:, None]
    return replace(skin, points=points, triangles=skin.triangles[~is_gone])


def simplify(skin: Skin, triangles: np.ndarray, wanted: int) -> np.ndarray:
    """At most `wanted` of these triangles' likes, as corners of the same points."""
    source = np.ascontiguousarray(triangles.ravel(), np.uint32)
    attributes = np.concatenate([skin.normals * 0.5, skin.uv * 2, (skin.region[:, None] == np.arange(7)) * 3.0], 1)
    out, error = np.zeros(len(source), np.uint32), np.zeros(1, np.float32)
    points = np.ascontiguousarray(skin.points, np.float32)
    count = mo.simplify_with_attributes(
        out,
        source,
        points,
        np.ascontiguousarray(attributes, np.float32),
        np.ones(attributes.shape[1], np.float32),
        target_index_count=wanted * 3,
        target_error=1.0,
        options=0,
        result_error=error,
    )
    return out[:count]


def level(figure: Figure, skin: Skin, openness: np.ndarray, wanted: tuple[int, int, int, int]) -> dict[str, np.ndarray]:
    """One level of detail as the columns of the file. Heads, hands and glasses have triangles of their own: eyes go there first."""
    corner = skin.triangles[:, 0]
    is_hand = (skin.weights[corner][:, [INDEX["hand_l"], INDEX["hand_r"]]].sum(1) > 0.5) & (skin.region[corner] == SKIN)
    is_glasses = skin.region[corner] == GLASSES
    is_head = ~is_hand & ~is_glasses & (skin.points[corner, 1] > figure.at("neck_01")[1]) & (skin.region[corner] != TOP)
    groups = (is_head, is_hand, is_glasses, ~is_head & ~is_hand & ~is_glasses)
    out = np.concatenate([simplify(skin, skin.triangles[g], n) for g, n in zip(groups, wanted, strict=True)])
    count = len(out)
    used, index = np.unique(out[:count], return_inverse=True)
    order = np.zeros(count, np.uint32)
    mo.optimize_vertex_cache(order, index.astype(np.uint32), count, len(used))
    first = np.unique(order, return_index=True)[1]
    used = used[np.argsort(first)]
    rank = np.empty(len(used), np.uint32)
    rank[np.argsort(first)] = np.arange(len(used))
    best = np.argsort(-skin.weights[used], 1)[:, :4]
    weight = np.take_along_axis(skin.weights[used], best, 1)
    weight = np.round(weight / weight.sum(1, keepdims=True) * 255).astype(int)
    weight[:, 0] += 255 - weight.sum(1)
    n = len(used)
    position = np.zeros((n, 4), np.int16)
    position[:, :3] = np.round(skin.points[used] / SCALE_METRES * 32767)
    normal = np.zeros((n, 4), np.int8)
    normal[:, :3] = np.round(skin.normals[used] * 127)
    kind = np.zeros((n, 4), np.uint8)
    kind[:, 0], kind[:, 1] = openness[used] * 255, skin.region[used]
    return {
        "position": position,
        "uv": np.round(np.clip(skin.uv[used], 0, 1) * 65535).astype(np.uint16),
        "index": rank[order].astype(np.uint16),
        "normal": normal,
        "kind": kind,
        "joint": best.astype(np.uint8),
        "weight": weight.astype(np.uint8),
    }


def steps_of(matrices: np.ndarray) -> np.ndarray:
    """Bone matrices (body × row × bone × 3 × 4) as bytes that pack to half of what half floats do.

    Each of body × bone × 12 numbers goes through the rows in whole steps of UNIT; a change from row to row is written zigzag
    (0, -1, 1, -2 … as 0, 1, 2, 3 …), all low bytes first, then all high ones.
    """
    numbers = np.round(matrices.reshape(*matrices.shape[:3], 12) / UNIT).astype(np.int32)
    change = np.diff(np.moveaxis(numbers, 1, -1), axis=-1, prepend=0)
    zigzag = (change << 1) ^ (change >> 31)
    assert zigzag.max() < 1 << 16
    return np.concatenate([(zigzag & 255).ravel(), (zigzag >> 8).ravel()]).astype(np.uint8)


def write(path: Path, bodies: list[dict], matrices: list[np.ndarray]) -> int:
    """Writes people.bin: "YZP1", u32 length of the JSON, JSON, then columns, each on a multiple of 4; little-endian.

    JSON: scale (metres of 32767), bones, clips [{name,row,frames,seconds}], rows (per body), unit (the matrices' smallest step),
    matrices (offset of what `steps_of` gives), bodies [{name, stride, runStride, picture, ankles (x, z of each in the rest pose), levels [{vertices, triangles,
    position i16×4, uv u16×2, index u16×3 a triangle, normal i8×4, kind u8×4 (openness, region), joint u8×4, weight u8×4}]}]
    where each column's value is its offset from the end of the JSON.
    """
    blob = bytearray()

    def put(array: np.ndarray) -> int:
        blob.extend(b"\0" * (-len(blob) % 4))
        blob.extend(np.ascontiguousarray(array).tobytes())
        return len(blob) - array.nbytes

    listed = []
    for body in bodies:
        levels = [
            {"vertices": len(c["position"]), "triangles": len(c["index"]) // 3} | {k: put(v) for k, v in c.items()}
            for c in body["levels"]
        ]
        listed.append({k: v for k, v in body.items() if k != "levels"} | {"levels": levels})
    row, clips = 0, []
    for name, frames, seconds in CLIPS:
        clips.append({"name": name, "row": row, "frames": frames, "seconds": seconds})
        row += frames
    start = put(steps_of(np.array(matrices)))
    head = {
        "scale": SCALE_METRES,
        "bones": len(BONES),
        "clips": clips,
        "rows": row,
        "unit": UNIT,
        "matrices": start,
        "bodies": listed,
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    data = b"YZP1" + struct.pack("<I", len(text)) + text + bytes(blob)
    path.write_bytes(data)
    return len(data)
