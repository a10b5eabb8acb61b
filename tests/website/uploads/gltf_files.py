"""glTF files made byte by byte: a good one, and what makes it a bad one."""

import base64
import json
import struct

import numpy as np

from website.uploads.hostile import good_picture

POINTS = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], "<f4")
CORNERS = np.array([0, 1, 2, 0, 2, 3], "<u2")


def glb(document, binary=b"", *, length=None, version=2, first=b"JSON"):
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    binary += bytes(-len(binary) % 4)
    body = struct.pack("<I4s", len(text), first) + text
    if binary:
        body += struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return b"glTF" + struct.pack("<II", version, 12 + len(body) if length is None else length) + body


def square(**changed):
    """A textured square of one metre, its document and its bytes; `changed` replaces whole lists of the document."""
    uv = POINTS[:, :2].astype("<f4")
    picture = good_picture(64, 64)
    parts = [POINTS.tobytes(), uv.tobytes(), CORNERS.tobytes(), picture]
    views, at = [], 0
    for part in parts:
        views.append({"buffer": 0, "byteOffset": at, "byteLength": len(part)})
        at += len(part) + -len(part) % 4
    binary = b"".join(part + bytes(-len(part) % 4) for part in parts)
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 1}, "indices": 2, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}, "roughnessFactor": 0.5}}],
        "textures": [{"source": 0}],
        "images": [{"bufferView": 3, "mimeType": "image/png"}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"},
            {"bufferView": 1, "componentType": 5126, "count": 4, "type": "VEC2"},
            {"bufferView": 2, "componentType": 5123, "count": 6, "type": "SCALAR"},
        ],
        "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    } | changed
    return document, binary


def good_model(**changed):
    return glb(*square(**changed))


def ball(rings=120, sides=240, radius=0.25):
    """A sphere of 2 × rings × sides triangles with normals."""
    v, u = np.meshgrid(np.linspace(0, np.pi, rings + 1), np.linspace(0, 2 * np.pi, sides + 1), indexing="ij")
    normals = np.stack((np.sin(v) * np.cos(u), np.cos(v), np.sin(v) * np.sin(u)), -1).reshape(-1, 3).astype("<f4")
    at = (np.arange(rings)[:, None] * (sides + 1) + np.arange(sides)).ravel()
    corners = np.stack((at, at + 1, at + sides + 1, at + 1, at + sides + 2, at + sides + 1), 1).astype("<u4")
    positions = normals * np.float32(radius)
    binary = positions.tobytes() + normals.tobytes() + corners.tobytes()
    size = positions.nbytes
    document = {
        "asset": {"version": "2.0"},
        "nodes": [{"mesh": 0, "translation": [0, 1, 0]}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1}, "indices": 2}]}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": len(positions), "type": "VEC3"},
            {"bufferView": 1, "componentType": 5126, "count": len(positions), "type": "VEC3"},
            {"bufferView": 2, "componentType": 5125, "count": corners.size, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteLength": size},
            {"buffer": 0, "byteOffset": size, "byteLength": size},
            {"buffer": 0, "byteOffset": 2 * size, "byteLength": corners.nbytes},
        ],
        "buffers": [{"byteLength": len(binary)}],
    }
    return glb(document, binary)


def embedded(content):
    """The same as glTF in one text, its bytes in a data: address."""
    size = int.from_bytes(content[12:16], "little")
    document = json.loads(content[20 : 20 + size])
    binary = content[28 + size :]
    document["buffers"][0]["uri"] = "data:application/octet-stream;base64," + base64.b64encode(binary).decode()
    return json.dumps(document).encode()


def accessors(**first):
    return [square()[0]["accessors"][0] | first, *square()[0]["accessors"][1:]]


def with_points(points):
    document, binary = square()
    return glb(document, np.asarray(points, "<f4").tobytes() + binary[POINTS.nbytes :])


def with_picture(content):
    document, binary = square()
    start = document["bufferViews"][3]["byteOffset"]
    document["bufferViews"][3]["byteLength"] = len(content)
    document["buffers"][0]["byteLength"] = start + len(content)
    return glb(document, binary[:start] + content)


def chain(length):
    nodes = [{"children": [number + 1]} for number in range(length)]
    return good_model(nodes=[*nodes, {"mesh": 0}])


HUGE = 1 << 30
BROKEN = good_model()
MODELS = [
    ("cut-off.glb", BROKEN[: len(BROKEN) // 2], "ModelBroken"),
    ("says-longer.glb", glb(*square(), length=HUGE), "ModelBroken"),
    ("version-1.glb", glb(*square(), version=1), "ModelBroken"),
    ("no-json-first.glb", glb(*square(), first=b"BIN\0"), "ModelBroken"),
    ("chunk-lies.glb", BROKEN[:12] + struct.pack("<I", HUGE) + BROKEN[16:], "ModelBroken"),
    ("not-json.glb", glb(b"{nonsense}"), "ModelBroken"),
    ("deep-json.glb", glb(b'{"a":' * 40 + b"1" + b"}" * 40), "ModelTooDeep"),
    ("bracket-bomb.gltf", b'{"asset":' + b"[" * 2_000_000, "ModelTooDeep"),
    ("much-json.glb", glb(json.dumps({"asset": {"version": "2.0"}, "extras": "x" * 4_100_000}).encode()), "ModelJsonTooLarge"),
    ("gltf-1.gltf", b'{"asset":{"version":"1.0"}}', "ModelMalformed"),
    ("list-is-text.gltf", b'{"asset":{"version":"2.0"},"nodes":"all"}', "ModelMalformed"),
    ("too-many-nodes.glb", good_model(nodes=[{}] * 2_001), "ModelTooMany"),
    ("accessor-beyond.glb", good_model(accessors=accessors(byteOffset=4_000)), "ModelOutOfBounds"),
    ("view-beyond.glb", good_model(bufferViews=[{"buffer": 0, "byteOffset": 0, "byteLength": HUGE}] * 4), "ModelOutOfBounds"),
    ("buffer-beyond.glb", good_model(buffers=[{"byteLength": HUGE}]), "ModelOutOfBounds"),
    ("count-bomb.glb", good_model(accessors=accessors(count=HUGE)), "TooManyVertices"),
    ("negative-offset.glb", good_model(accessors=accessors(byteOffset=-4)), "ModelMalformed"),
    ("true-as-number.glb", good_model(accessors=accessors(count=True)), "ModelMalformed"),
    ("strange-type.glb", good_model(accessors=accessors(componentType=5124)), "ModelAccessor"),
    ("sparse.glb", good_model(accessors=accessors(sparse={"count": 1})), "ModelAccessor"),
    ("index-beyond.glb", good_model(accessors=accessors(count=3)[:1] + accessors()[1:]), "ModelAccessor"),
    ("corner-beyond.glb", glb(square()[0], square()[1].replace(CORNERS.tobytes(), (CORNERS + 9).tobytes())), "ModelIndexRange"),
    ("no-such-mesh.glb", good_model(nodes=[{"mesh": 7}]), "ModelReference"),
    ("no-such-view.glb", good_model(accessors=accessors(bufferView=99)), "ModelReference"),
    ("nan.glb", with_points([[0, 0, 0], [np.nan, 0, 0], [1, 1, 0], [0, 1, 0]]), "ModelNotFinite"),
    ("infinite-node.glb", good_model(nodes=[{"mesh": 0, "scale": [1e308, 1e308, 1e308]}]), "ModelNotFinite"),
    ("node-in-itself.glb", good_model(nodes=[{"mesh": 0, "children": [0]}]), "ModelCycle"),
    ("two-parents.glb", good_model(nodes=[{"children": [1, 2]}, {"children": [2]}, {"mesh": 0}]), "ModelCycle"),
    ("long-chain.glb", chain(70), "ModelTooDeep"),
    ("from-elsewhere.glb", good_model(buffers=[{"byteLength": 4, "uri": "https://example.org/a.bin"}]), "ModelExternal"),
    ("from-disk.gltf", b'{"asset":{"version":"2.0"},"buffers":[{"byteLength":4,"uri":"../../etc/passwd"}]}', "ModelExternal"),
    ("picture-elsewhere.glb", good_model(images=[{"uri": "http://localhost/a.png"}]), "ModelExternal"),
    ("draco.glb", good_model(extensionsRequired=["KHR_draco_mesh_compression"]), "ModelNeeds"),
    ("empty-scene.glb", good_model(scenes=[{"nodes": []}]), "ModelEmpty"),
    ("kilometre.glb", with_points(POINTS * 1000), "ModelTooLarge"),
    ("dust.glb", with_points(POINTS * 1e-5), "ModelTooSmall"),
    (
        "million-triangles.glb",
        good_model(accessors=[*accessors()[:2], {"componentType": 5125, "count": 3_000_003, "type": "SCALAR"}]),
        "TooManyTriangles",
    ),
    (
        "many-copies.glb",
        good_model(
            nodes=[{"mesh": 0}] * 1_000,
            scenes=[{"nodes": list(range(1_000))}],
            accessors=[*accessors()[:2], {"componentType": 5125, "count": 30_000, "type": "SCALAR"}],
        ),
        "TooManyTriangles",
    ),
    ("picture-bomb.glb", None, "PictureTooManyPixels"),
    ("picture-is-html.glb", with_picture(b"<html><script>alert(1)</script></html>"), "PictureBroken"),
]  # fmt: skip
