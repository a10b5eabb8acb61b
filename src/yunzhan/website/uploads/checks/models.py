"""Models: glTF 2.0, read by ourselves and written anew. Three levels where the server has node, and one for other programs.

What visitors and their phones load was written by us from checked numbers and pictures: nothing of the file itself is in it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.glb import Stream, plain_stream, write_glb
from yunzhan.website.uploads.checks.gltf import read_document
from yunzhan.website.uploads.checks.meshes import Mesh, box_of, flatten
from yunzhan.website.uploads.checks.optimiser import Level, Optimiser, OptimiserFailed
from yunzhan.website.uploads.checks.refused import Refused
from yunzhan.website.uploads.checks.surfaces import Surface, encoded, read_pictures, read_surfaces

PLAIN = "plain.glb"
Tell = Callable[[int], None]


def make_model(
    source: Path,
    folder: Path,
    tell: Tell,
    optimiser: Optimiser | None = None,
    begins: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Writes the levels and plain.glb into `folder`; answers the levels, the size in metres, and whether it was made lighter."""
    document = read_document(source.read_bytes())
    tell(10)
    meshes = flatten(document)
    tell(25)
    surfaces = read_surfaces(document, [mesh.material for mesh in meshes])
    for mesh, surface in zip(meshes, surfaces, strict=True):
        if mesh.uv is None:
            surface.pictures.clear()
    pictures = read_pictures(document, {index for surface in surfaces for index in surface.pictures.values()})
    tell(40)
    low, high = box_of(meshes)
    plain = write_glb(list(map(plain_streams, meshes)), surfaces, shrunk(pictures, 0, "plain"), {}, is_small=False)
    triangles = sum(mesh.triangles for mesh in meshes)
    files = {PLAIN: plain}
    levels: list[dict[str, Any]] = []
    if optimiser:
        begins()
        levels = _lighter(optimiser, meshes, surfaces, pictures, files, tell)
    if len(plain) > limits.MOST_PLAIN_BYTES:
        if not levels:
            raise Refused("ModelTooHeavy", limits.MOST_PLAIN_BYTES, len(plain))
        del files[PLAIN]
    for name, content in files.items():
        (folder / name).write_bytes(content)
    if not levels:
        levels = [{"file": PLAIN, "bytes": len(plain), "triangles": triangles}]
    return {
        "levels": levels, "plain": PLAIN if PLAIN in files else "", "optimised": optimiser is not None,
        "size": [round(float(side), 4) for side in high - low], "triangles": triangles,
    }  # fmt: skip


def _lighter(
    optimiser: Optimiser,
    meshes: list[Mesh],
    surfaces: list[Surface],
    pictures: dict[int, Image.Image],
    files: dict[str, bytes],
    tell: Tell,
) -> list[dict[str, Any]]:
    low, high = box_of(meshes)
    side = max(float((high - low).max()), 1e-6)
    place = {"translation": list(map(float, low)), "scale": [side] * 3}
    try:
        made: list[Level] = optimiser.levels(meshes, low, side, limits.LEVEL_TRIANGLES)
    except OptimiserFailed as failed:
        raise Refused("TooHardToRead") from failed
    tell(80)
    levels = []
    for number, level in enumerate(made):
        name = f"{number}.glb"
        files[name] = write_glb(level.meshes, surfaces, shrunk(pictures, number, "WEBP"), place, is_small=True)
        if len(files[name]) > limits.LEVEL_BYTES[number]:
            raise Refused("ModelTooHeavy", limits.LEVEL_BYTES[number], len(files[name]))
        levels.append({"file": name, "bytes": len(files[name]), "triangles": level.triangles})
    return levels


def plain_streams(mesh: Mesh) -> list[Stream]:
    rows = [("POSITION", mesh.positions, "VEC3"), ("NORMAL", mesh.normals, "VEC3"), ("TEXCOORD_0", mesh.uv, "VEC2")]
    streams = [plain_stream(name, values, kind) for name, values, kind in rows if values is not None]
    return [*streams, plain_stream("indices", mesh.indices, "SCALAR")]


def shrunk(pictures: dict[int, Image.Image], level: int, kind: str) -> dict[int, bytes]:
    return {index: encoded(picture, limits.LEVEL_TEXTURE_SIDES[level], kind) for index, picture in pictures.items()}
