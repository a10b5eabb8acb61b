"""Builds client/public/assets/booths/booths.bin and client/src/world/booth-solids.json and booth-places.json.

Run `python assets/booths/build.py`.

Needs requirements/assets.txt (numpy, trimesh, embreex). The same input gives the same bytes.
Format, little-endian, gzip around all of it: u32 length of a JSON header; the header lists per template and level
{name, level, vertices, triangles}; then for each, in that order, planes of bytes, each column delta-coded:
position i16 x3 (mm), normal i8 x3 (127 = 1), material u8, fit i8 x2 (100 = 1) + least u8 x2 (dm), place u8 x2... see COLUMNS.
"""

import gzip
import json
import struct
import sys
from pathlib import Path

import numpy as np
import trimesh
from geometry import DEPTH, MATERIAL, WIDTH
from templates import TEMPLATES, draw
from trimesh.ray.ray_pyembree import RayMeshIntersector

ROOT = Path(__file__).parents[2]
RAYS = 256
REACH_METRES = 3.0
#: What stands only where there are brochures gives no shade: elsewhere it would be seen without what casts it.
SHADELESS = [MATERIAL[name] for name in ("paper", "brochure")]


def bake(surfaces, occluder):
    """Per vertex: light of the hall that arrives (0..1.15), and warm light of the booth's own lamps (0..)."""
    mesh, whole = surfaces.merged(), occluder.merged()
    ground = np.array([[-20, 0, 20], [20, 0, 20], [20, 0, -20], [-20, 0, -20]], float)
    points = np.concatenate([whole["points"], ground])
    shading = whole["triangles"][~np.isin(whole["materials"][whole["triangles"][:, 0]], SHADELESS)]
    faces = np.concatenate([shading, np.array([[0, 1, 2], [0, 2, 3]]) + len(whole["points"])])
    caster = RayMeshIntersector(trimesh.Trimesh(points, faces, process=False))
    normals = mesh["normals"] / np.maximum(1e-6, np.linalg.norm(mesh["normals"], axis=1, keepdims=True))
    start = mesh["points"] + normals * 0.008
    random, light = np.random.default_rng(1), np.zeros(len(start))
    for _ in range(RAYS):
        way = random.normal(size=start.shape)
        way = way / np.linalg.norm(way, axis=1, keepdims=True) + normals * 1.01
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        where, ray, _ = caster.intersects_location(start, way, multiple_hits=False)
        far = np.full(len(start), np.inf)
        far[ray] = np.linalg.norm(where - start[ray], axis=1)
        sky = 0.4 + 0.6 * np.clip(way[:, 1] * 1.5 + 0.3, 0, 1)
        light += np.where(np.isfinite(far), 0.32 * np.clip(far / REACH_METRES, 0.08, 1), sky)
    warm = np.zeros(len(start))
    for place, aim, power in occluder.spots:
        to = place - start
        distance = np.linalg.norm(to, axis=1)
        to /= distance[:, None]
        cone = np.clip((-(to @ aim) - 0.62) / 0.3, 0, 1)
        facing = np.clip((to * normals).sum(1), 0, 1)
        hit = caster.intersects_any(start, to * 1.0)
        near_hit = np.zeros(len(start), bool)
        if hit.any():
            where, ray, _ = caster.intersects_location(start, to, multiple_hits=False)
            near_hit[ray] = np.linalg.norm(where - start[ray], axis=1) < distance[ray] - 0.15
        warm += np.where(near_hit, 0, power * cone * cone * facing * 4.2 / (0.6 + distance**2))
    return np.clip(light / RAYS / 0.8, 0, 1.15), np.clip(warm, 0, 2)


def columns(mesh, light, warm):
    """The vertex data as small integers, one column after another."""
    whole = lambda a, scale, kind: np.round(a * scale).astype(kind)  # noqa: E731
    return [
        *whole(mesh["points"], 1000, "<i2").T,
        *whole(mesh["normals"], 127, "i1").T,
        mesh["materials"].astype("u1"),
        *whole(mesh["fits"][:, :2], 100, "i1").T,
        *whole(mesh["fits"][:, 2:], 10, "u1").T,
        *whole(np.clip(mesh["places"], 0, 1), 65535, "<u2").T,
        whole(light / 1.15, 255, "u1"),
        whole(warm / 2, 255, "u1"),
    ]


def delta(column):
    """Differences modulo the type's size, low bytes first and high bytes after: what gzip likes."""
    unsigned = column.view("<u%d" % column.dtype.itemsize)
    steps = np.diff(unsigned, prepend=unsigned.dtype.type(0)).astype(unsigned.dtype)
    return steps.view("u1").reshape(-1, column.dtype.itemsize).T.tobytes()


def build():
    header, body, solids, plinths = [], bytearray(), {}, {}
    for name in TEMPLATES:
        fine = draw(name)
        solids[name], plinths[name] = fine.solids, fine.plinths
        for level, surfaces in enumerate((fine, draw(name, fine=False))):
            mesh = surfaces.merged()
            light, warm = bake(surfaces, fine)
            order = mesh["triangles"].astype("<u2").ravel()
            assert len(mesh["points"]) < 65536
            header.append({"name": name, "level": level, "vertices": len(mesh["points"]), "indices": len(order)})
            for column in columns(mesh, light, warm):
                body += delta(np.ascontiguousarray(column))
            body += delta(order)
            print(name, level, len(mesh["points"]), "vertices", len(order) // 3, "triangles", file=sys.stderr)
    head = json.dumps({"version": 1, "width": WIDTH, "depth": DEPTH, "meshes": header}).encode()
    packed = gzip.compress(struct.pack("<I", len(head)) + head + bytes(body), 9, mtime=0)
    target = ROOT / "client/public/assets/booths/booths.bin"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed)
    write_listing("booth-solids.json", solids)
    write_listing("booth-places.json", plinths)
    print(len(packed), "bytes", file=sys.stderr)


def write_listing(name, rows_by_template):
    listing = ROOT / "client/src/world" / name
    listing.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f'\t"{template}": [' + ",".join("\n\t\t" + json.dumps(row) for row in rows) + ("\n\t]" if rows else "]")
        for template, rows in rows_by_template.items()
    ]
    listing.write_text('{\n\t"width": 6,\n\t"depth": 4,\n' + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    build()
