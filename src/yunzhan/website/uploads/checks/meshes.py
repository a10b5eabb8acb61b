"""A model's scene as it stands, without its tree: one mesh for each surface, in metres, y up. Nothing moves in it.

Skins, animations and morph targets are left out: a model is shown in the pose in which it was saved.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.gltf import Document, Json, numbers, whole
from yunzhan.website.uploads.checks.refused import Refused

TRIANGLES, STRIP, FAN = 4, 5, 6
IDENTITY = tuple(np.eye(4).ravel())
Floats = NDArray[np.float32]


@dataclass
class Mesh:
    """Triangles of one material (an index into the document's, -1: none). normals and uv: one for each position, or None."""

    material: int
    positions: Floats
    normals: Floats | None
    uv: Floats | None
    indices: NDArray[np.uint32]

    @property
    def triangles(self) -> int:
        return len(self.indices) // 3


def flatten(document: Document) -> list[Mesh]:
    """One mesh for each material that is used.

    Refuses ModelEmpty, ModelCycle, ModelTooDeep, TooManyTriangles, TooManyVertices, TooManyPrimitives, ModelIndexRange,
    ModelTooLarge, ModelTooSmall, and what Document's own readers refuse.
    """
    placed = list(_placed(document))
    _count(document, placed)
    parts: dict[int, list[Mesh]] = {}
    read: dict[tuple[int, int], Mesh | None] = {}
    for matrix, mesh in placed:
        for number, primitive in enumerate(_primitives(document, mesh)):
            if (mesh, number) not in read:
                read[mesh, number] = _read(document, primitive)
            found = read[mesh, number]
            if found is not None:
                parts.setdefault(found.material, []).append(_moved(found, matrix))
    meshes = [_joined(material, found) for material, found in sorted(parts.items())]
    if not meshes:
        raise Refused("ModelEmpty")
    _measure(meshes)
    return meshes


def box_of(meshes: list[Mesh]) -> tuple[Floats, Floats]:
    """The lowest and the highest corner."""
    low = np.min([mesh.positions.min(0) for mesh in meshes], 0)
    return low, np.max([mesh.positions.max(0) for mesh in meshes], 0)


def _placed(document: Document) -> Iterator[tuple[NDArray[np.float64], int]]:
    """Every mesh of the scene with its place in the world: a mesh may stand at several."""
    scenes = document.json.get("scenes", [])
    roots = document.entry("scenes", whole(document.json, "scene")).get("nodes", []) if scenes else _roots(document)
    if not isinstance(roots, list):
        raise Refused("ModelMalformed", found="scenes")
    seen: set[int] = set()
    waiting = [(root, np.eye(4), 1) for root in reversed(roots)]
    while waiting:
        index, above, depth = waiting.pop()
        node = document.entry("nodes", index)
        if depth > limits.MOST_NODE_DEPTH:
            raise Refused("ModelTooDeep", limits.MOST_NODE_DEPTH)
        if index in seen:  # a tree, says the specification: no node has two parents
            raise Refused("ModelCycle", found=index)
        seen.add(index)
        matrix = above @ _matrix(node)
        if not np.isfinite(matrix).all():
            raise Refused("ModelNotFinite")
        if "mesh" in node:
            yield matrix, whole(node, "mesh", None)
        children = node.get("children", [])
        if not isinstance(children, list):
            raise Refused("ModelMalformed", found="children")
        waiting += [(child, matrix, depth + 1) for child in reversed(children)]


def _roots(document: Document) -> list[int]:
    rows = document.json.get("nodes", [])
    below = {child for row in rows for child in row.get("children", []) if isinstance(child, int)}
    return [number for number in range(len(rows)) if number not in below]


def _matrix(node: Json) -> NDArray[np.float64]:
    if "matrix" in node:
        return np.array(numbers(node, "matrix", IDENTITY)).reshape(4, 4).T
    x, y, z, w = numbers(node, "rotation", (0, 0, 0, 1))
    length = x * x + y * y + z * z + w * w
    s = 2 / length if length > 0 else 0.0
    matrix = np.eye(4)
    matrix[:3, :3] = [
        [1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)],
        [s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)],
        [s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)],
    ]
    matrix[:3, :3] *= numbers(node, "scale", (1, 1, 1))
    matrix[:3, 3] = numbers(node, "translation", (0, 0, 0))
    return matrix


def _primitives(document: Document, mesh: int) -> list[Json]:
    rows = document.entry("meshes", mesh).get("primitives")
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and isinstance(row.get("attributes"), dict) for row in rows
    ):
        raise Refused("ModelMalformed", found="primitives")
    return rows


def _count(document: Document, placed: list[tuple[NDArray[np.float64], int]]) -> None:
    """By what the heads say, each mesh as often as it is placed, before anything is unpacked."""
    triangles = vertices = primitives = 0
    for _place, mesh in placed:
        for row in _primitives(document, mesh):
            positions = document.count(row["attributes"].get("POSITION")) if "POSITION" in row["attributes"] else 0
            corners = document.count(row["indices"]) if "indices" in row else positions
            triangles += corners // 3 if whole(row, "mode", TRIANGLES) == TRIANGLES else max(0, corners - 2)
            vertices, primitives = vertices + positions, primitives + 1
    for code, most, found in (
        ("TooManyTriangles", limits.MOST_TRIANGLES, triangles),
        ("TooManyVertices", limits.MOST_VERTICES, vertices),
        ("TooManyPrimitives", limits.MOST_PRIMITIVES, primitives),
    ):
        if found > most:
            raise Refused(code, most, found)


def _read(document: Document, primitive: Json) -> Mesh | None:
    """A primitive in its own space; None for points and lines, which a hall does not show."""
    mode, attributes = whole(primitive, "mode", TRIANGLES), primitive["attributes"]
    if mode not in (TRIANGLES, STRIP, FAN) or "POSITION" not in attributes:
        return None
    positions = document.values(attributes["POSITION"], (3,))
    named: dict[str, Floats | None] = {}
    for name, width in (("NORMAL", 3), ("TEXCOORD_0", 2)):
        found = document.values(attributes[name], (width,)) if name in attributes else None
        if found is not None and len(found) != len(positions):
            raise Refused("ModelAccessor", found=name)
        named[name] = found
    if "indices" in primitive:
        corners = document.values(primitive["indices"], (1,), as_float=False).ravel()
        if corners.dtype.kind != "u":
            raise Refused("ModelAccessor", found="indices")
        if len(corners) and int(corners.max()) >= len(positions):
            raise Refused("ModelIndexRange", len(positions), int(corners.max()))
    else:
        corners = np.arange(len(positions))
    indices = _triangles(corners.astype(np.uint32), mode)
    material = whole(primitive, "material") if "material" in primitive else -1
    if material >= 0:
        document.entry("materials", material)
    return Mesh(material, positions, named["NORMAL"], named["TEXCOORD_0"], indices) if len(indices) else None


def _triangles(corners: NDArray[np.uint32], mode: int) -> NDArray[np.uint32]:
    """Corners of separate triangles, whatever the mode was; without those that have no surface."""
    if mode == TRIANGLES:
        rows = corners[: len(corners) // 3 * 3].reshape(-1, 3)
    elif len(corners) < 3:
        return np.zeros(0, np.uint32)
    elif mode == STRIP:
        rows = np.stack((corners[:-2], corners[1:-1], corners[2:]), 1)
        rows[1::2] = rows[1::2, ::-1]
    else:
        rows = np.stack((np.full(len(corners) - 2, corners[0], np.uint32), corners[1:-1], corners[2:]), 1)
    a, b, c = rows.T
    return np.ascontiguousarray(rows[(a != b) & (b != c) & (a != c)]).ravel()


def _moved(mesh: Mesh, matrix: NDArray[np.float64]) -> Mesh:
    """In the world's space. A mirrored one is turned inside out, so that its outside stays outside."""
    turn = matrix[:3, :3]
    with np.errstate(over="ignore", invalid="ignore"):
        positions = (mesh.positions @ turn.T + matrix[:3, 3]).astype(np.float32)
    if not np.isfinite(positions).all():
        raise Refused("ModelNotFinite")
    normals = None
    if mesh.normals is not None:
        normals = mesh.normals @ np.linalg.pinv(turn)
        length = np.linalg.norm(normals, axis=1, keepdims=True)
        normals = (normals / np.maximum(length, 1e-12)).astype(np.float32)
    indices = mesh.indices
    if np.linalg.det(turn) < 0:
        indices = indices.reshape(-1, 3)[:, ::-1].ravel()
    return Mesh(mesh.material, positions, normals, mesh.uv, indices)


def _joined(material: int, parts: list[Mesh]) -> Mesh:
    """One mesh of several; normals are made where one of them has none."""
    starts = np.cumsum([0, *(len(part.positions) for part in parts)])
    positions = np.concatenate([part.positions for part in parts])
    indices = np.concatenate([part.indices + np.uint32(start) for part, start in zip(parts, starts, strict=False)])
    normals = None
    if any(part.normals is not None for part in parts):
        normals = np.concatenate([smooth(part) if part.normals is None else part.normals for part in parts])
    uv = None
    if any(part.uv is not None for part in parts):
        uv = np.concatenate(
            [np.zeros((len(part.positions), 2), np.float32) if part.uv is None else part.uv for part in parts]
        )
    return Mesh(material, positions, normals, uv, indices.astype(np.uint32))


def smooth(mesh: Mesh) -> Floats:
    """A normal for each position: the sum of its triangles', which counts large ones more."""
    corners = mesh.positions[mesh.indices.reshape(-1, 3)].astype(np.float64)
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sums = np.zeros((len(mesh.positions), 3))
    for axis in range(3):
        sums[:, axis] = np.bincount(mesh.indices, np.repeat(faces[:, axis], 3), len(mesh.positions))
    normals: Floats = (sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-20)).astype(np.float32)
    return normals


def _measure(meshes: list[Mesh]) -> None:
    low, high = box_of(meshes)
    size = float((high.astype(np.float64) - low).max())
    if size > limits.LARGEST_BOX_METRES:
        raise Refused("ModelTooLarge", limits.LARGEST_BOX_METRES, size)
    if size < limits.SMALLEST_BOX_METRES:
        raise Refused("ModelTooSmall", limits.SMALLEST_BOX_METRES, size)
