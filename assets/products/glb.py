"""Writes a model as one GLB file (glTF 2.0): a mesh with a primitive for each material, pictures inside. Same input, same bytes."""

import json
import struct

import numpy as np

ARRAY, ELEMENTS = 34962, 34963
FLOAT, SHORT = 5126, 5123


class Writer:
    def __init__(self):
        self.body = bytearray()
        self.tree = {
            "asset": {"version": "2.0", "generator": "Yunzhan assets/products"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [{"mesh": 0}],
            "meshes": [{"primitives": []}],
        }

    def put(self, name, row):
        """Adds a row to one of the tree's lists; answers its number."""
        rows = self.tree.setdefault(name, [])
        rows.append(row)
        return len(rows) - 1

    def view(self, data, target=None):
        self.body += b"\0" * (-len(self.body) % 4)
        row = {"buffer": 0, "byteOffset": len(self.body), "byteLength": len(data)}
        self.body += data
        return self.put("bufferViews", row | ({"target": target} if target else {}))

    def accessor(self, values, kind):
        values = np.ascontiguousarray(values)
        is_index = values.dtype == np.uint16
        row = {
            "bufferView": self.view(values.tobytes(), ELEMENTS if is_index else ARRAY),
            "componentType": SHORT if is_index else FLOAT,
            "count": len(values),
            "type": kind,
        }
        if kind == "VEC3":
            row |= {"min": values.min(0).tolist(), "max": values.max(0).tolist()}
        return self.put("accessors", row)

    def picture(self, jpeg):
        image = self.put("images", {"bufferView": self.view(jpeg), "mimeType": "image/jpeg"})
        if "samplers" not in self.tree:
            self.put("samplers", {"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497})
        return {"index": self.put("textures", {"source": image, "sampler": 0})}

    def material(self, paint):
        pbr = {"baseColorFactor": [*paint.colour, 1.0], "metallicFactor": paint.metal, "roughnessFactor": paint.rough}
        row = {"name": paint.name, "pbrMetallicRoughness": pbr}
        if paint.picture:
            pbr["baseColorTexture"] = self.picture(paint.picture)
        if paint.bumps:
            row["normalTexture"] = self.picture(paint.bumps)
        if any(paint.glow):
            row["emissiveFactor"] = list(paint.glow)
        return self.put("materials", row)

    def primitive(self, surface, paint):
        points, normals, places, triangles = surface
        assert len(points) < 65_536
        tiles = np.asarray(places, float) / paint.metres
        self.tree["meshes"][0]["primitives"].append(
            {
                "attributes": {
                    "POSITION": self.accessor(points.astype("<f4"), "VEC3"),
                    "NORMAL": self.accessor(normals.astype("<f4"), "VEC3"),
                    **(
                        {"TEXCOORD_0": self.accessor(tiles.astype("<f4"), "VEC2")}
                        if paint.picture or paint.bumps
                        else {}
                    ),
                },
                "indices": self.accessor(triangles.astype("<u2").ravel(), "SCALAR"),
                "material": self.material(paint),
            }
        )

    def file(self, name):
        self.tree["nodes"][0]["name"] = name
        self.body += b"\0" * (-len(self.body) % 4)
        self.tree["buffers"] = [{"byteLength": len(self.body)}]
        head = json.dumps(self.tree, separators=(",", ":")).encode()
        head += b" " * (-len(head) % 4)
        chunks = struct.pack("<II", len(head), 0x4E4F534A) + head
        chunks += struct.pack("<II", len(self.body), 0x004E4942) + bytes(self.body)
        return struct.pack("<III", 0x46546C67, 2, 12 + len(chunks)) + chunks
