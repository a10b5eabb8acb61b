"""How a model's materials look: the metal-and-roughness part of glTF, each picture decoded by us under the limits of pictures."""

import io
from dataclasses import dataclass, field

from PIL import Image

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.gltf import Document, Json, data_of, numbers, whole
from yunzhan.website.uploads.checks.pictures import opened, pixels_of
from yunzhan.website.uploads.checks.refused import Refused

# Where a picture may stand in a material: its place in our own, and whether it belongs to the metal-and-roughness part.
PICTURES = {
    "baseColorTexture": True, "metallicRoughnessTexture": True, "normalTexture": False, "occlusionTexture": False,
    "emissiveTexture": False,
}  # fmt: skip
LARGEST_SIDE = max(limits.LEVEL_TEXTURE_SIDES)


@dataclass
class Surface:
    """A material as we write it, without pictures; `pictures` says which picture is which texture."""

    json: Json
    pictures: dict[str, int] = field(default_factory=dict)


def read_surfaces(document: Document, used: list[int]) -> list[Surface]:
    """The materials that are used, in this order; -1 is a plain one. Refuses TooManyMaterials and what Document refuses."""
    if len(used) > limits.MOST_RESULT_MATERIALS:
        raise Refused("TooManyMaterials", limits.MOST_RESULT_MATERIALS, len(used))
    return [_surface(document, document.entry("materials", index) if index >= 0 else {}) for index in used]


def read_pictures(document: Document, wanted: set[int]) -> dict[int, Image.Image]:
    """The decoded pictures, at most as large as the finest level needs.

    Refuses TooManyTexturePixels and what pictures refuse, by their own names.
    """
    contents = {index: _content(document, index) for index in sorted(wanted)}
    pixels, found = 0, {}
    for index, content in contents.items():
        with opened(content) as picture:
            pixels += picture.width * picture.height
            if pixels > limits.MOST_TEXTURE_PIXELS:
                raise Refused("TooManyTexturePixels", limits.MOST_TEXTURE_PIXELS, pixels)
            plain = pixels_of(picture)
        plain.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
        found[index] = plain
    return found


def encoded(picture: Image.Image, side: int, kind: str) -> bytes:
    """At most `side` pixels wide and high. `kind`: WEBP, or plain, which is JPEG, PNG where it is transparent."""
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    if kind == "WEBP":
        small.save(target, "WEBP", quality=limits.PICTURE_QUALITY, method=4)
    elif small.mode == "RGBA":
        small.save(target, "PNG")
    else:
        small.save(target, "JPEG", quality=limits.PICTURE_QUALITY)
    return target.getvalue()


def _surface(document: Document, row: Json) -> Surface:
    metal = row.get("pbrMetallicRoughness", {})
    if not isinstance(metal, dict):
        raise Refused("ModelMalformed", found="pbrMetallicRoughness")
    factors: Json = {
        "baseColorFactor": [min(max(one, 0.0), 1.0) for one in numbers(metal, "baseColorFactor", (1, 1, 1, 1))],
        "metallicFactor": _share(metal, "metallicFactor"),
        "roughnessFactor": _share(metal, "roughnessFactor"),
    }
    surface = Surface({"pbrMetallicRoughness": factors, "doubleSided": row.get("doubleSided") is True})
    surface.json["emissiveFactor"] = [min(max(one, 0.0), 1.0) for one in numbers(row, "emissiveFactor", (0, 0, 0))]
    mode = row.get("alphaMode", "OPAQUE")
    if mode in ("MASK", "BLEND"):
        surface.json["alphaMode"] = mode
    for name, is_metal in PICTURES.items():
        info = (metal if is_metal else row).get(name)
        if info is None:
            continue
        if not isinstance(info, dict):
            raise Refused("ModelMalformed", found=name)
        if whole(info, "texCoord"):
            continue  # the second set of coordinates: not shown
        surface.pictures[name] = _source(document, document.entry("textures", info.get("index")))
    return surface


def _share(row: Json, name: str) -> float:
    value = row.get(name, 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Refused("ModelMalformed", found=name)
    return float(value)


def _source(document: Document, texture: Json) -> int:
    extensions = texture.get("extensions", {})
    webp = extensions.get("EXT_texture_webp", {}) if isinstance(extensions, dict) else {}
    row = webp if isinstance(webp, dict) and "source" in webp else texture
    source = whole(row, "source", None)
    document.entry("images", source)
    return source


def _content(document: Document, index: int) -> bytes:
    row = document.entry("images", index)
    if "bufferView" in row:
        return document.view(row["bufferView"])[0]
    return data_of(row.get("uri"))
