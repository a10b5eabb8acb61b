"""A heap of surfaces with material, fit and texture place: what a booth is built from. It knows no booth and no light.

Metres; x to the right, y up, z to the front. `fit` says how a vertex moves when the booth is wider or deeper than
the 6 x 4 m it is drawn in: moved = position + anchor * (size - drawn size); an anchor is -0.5 (left/back) to 0.5.
"""

import json
import math
from pathlib import Path

import numpy as np

MATERIALS = Path(__file__).parents[2] / "client/src/scene/surface/materials.json"
MATERIAL = {entry["name"]: number for number, entry in enumerate(json.loads(MATERIALS.read_text()))}
WIDTH, DEPTH = 6.0, 4.0


class Surfaces:
    """Collects triangles; `fine` False draws the same booth for beyond 20 m."""

    def __init__(self, fine=True):
        self.fine, self.count = fine, 0
        self.points, self.normals, self.places, self.materials, self.fits, self.triangles = [], [], [], [], [], []
        self.anchor, self.least = (0.0, 0.0), (0.0, 0.0)
        self.spots, self.solids, self.plinths = [], [], []
        self.poster = (0.0, 0.0, 1.0, 0.5)

    def at(self, across=0.0, along=0.0, least=(0.0, 0.0)):
        """What follows moves rigidly with this anchor, and stands only in booths of at least that size."""
        self.anchor, self.least = (across, along), least
        return self

    def add(self, points, normals, triangles, material, places=None, fit=None):
        points = np.asarray(points, float)
        number = len(points)
        fits = np.zeros((number, 4))
        fits[:, :2] = self.anchor if fit is None else fit
        fits[:, 2:] = self.least
        self.points.append(points)
        self.normals.append(np.asarray(normals, float))
        self.places.append(np.zeros((number, 2)) if places is None else np.asarray(places, float))
        self.materials.append(np.full(number, MATERIAL[material]))
        self.fits.append(fits)
        self.triangles.append(np.asarray(triangles) + self.count)
        self.count += number

    def quad(self, origin, u, v, material, cell=0.4, place=(0, 1, 1, 0), fit=None):
        """A subdivided rectangle; place = (left, bottom, right, top) in texture, top down; fit = (x0,x1,z0,z1)."""
        o, u, v = (np.asarray(a, float) for a in (origin, u, v))
        longest = 10 if self.fine else 2
        cell = cell if self.fine else 3.0
        nu = max(1, min(longest, round(np.linalg.norm(u) / cell)))
        nv = max(1, min(longest, round(np.linalg.norm(v) / cell)))
        a, b = (g.ravel() for g in np.meshgrid(np.linspace(0, 1, nu + 1), np.linspace(0, 1, nv + 1)))
        points = o + np.outer(a, u) + np.outer(b, v)
        normal = np.cross(u, v)
        places = np.stack([place[0] + a * (place[2] - place[0]), place[1] + b * (place[3] - place[1])], 1)
        corner = (np.arange(nv)[:, None] * (nu + 1) + np.arange(nu)).ravel()
        triangles = np.concatenate(
            [
                np.stack([corner, corner + 1, corner + nu + 2], 1),
                np.stack([corner, corner + nu + 2, corner + nu + 1], 1),
            ]
        )
        fits = None
        if fit is not None:
            (x0, fx0, x1, fx1), (z0, fz0, z1, fz1) = fit
            fits = np.stack([_between(points[:, 0], x0, fx0, x1, fx1), _between(points[:, 2], z0, fz0, z1, fz1)], 1)
        self.add(points, np.tile(normal / np.linalg.norm(normal), (len(points), 1)), triangles, material, places, fits)

    def box(self, centre, size, material, cell=0.4, faces="xXyYzZ", wide=None, deep=None, front=None):
        """A box; wide/deep = anchors of its two ends, so that it stretches with the booth."""
        (x, y, z), (w, h, d) = centre, (s / 2 for s in size)
        fit = None
        if wide is not None or deep is not None:
            ax, az = self.anchor
            fit = (
                (x - w, *((wide or (ax, ax))[0:1]), x + w, (wide or (ax, ax))[1]),
                (z - d, (deep or (az, az))[0], z + d, (deep or (az, az))[1]),
            )
        sides = {
            "Z": ((x - w, y - h, z + d), (2 * w, 0, 0), (0, 2 * h, 0)),
            "z": ((x + w, y - h, z - d), (-2 * w, 0, 0), (0, 2 * h, 0)),
            "X": ((x + w, y - h, z + d), (0, 0, -2 * d), (0, 2 * h, 0)),
            "x": ((x - w, y - h, z - d), (0, 0, 2 * d), (0, 2 * h, 0)),
            "Y": ((x - w, y + h, z + d), (2 * w, 0, 0), (0, 0, -2 * d)),
            "y": ((x - w, y - h, z - d), (2 * w, 0, 0), (0, 0, 2 * d)),
        }
        for side in faces:
            own, place = material, (0, 1, 1, 0)
            if side == "Z" and front:
                own, place = (front, (0, 1, 1, 0)) if isinstance(front, str) else front
            self.quad(*sides[side], own, cell, place, fit)

    def cylinder(self, centre, radius, height, material, sides=18, top=True, upper=None):
        """An upright cylinder or cone frustum (upper = radius at the top), centre in the middle of its height."""
        sides = sides if self.fine else max(6, sides // 3)
        upper = radius if upper is None else upper
        turn = np.linspace(0, 2 * math.pi, sides + 1)
        ring = np.stack([np.cos(turn), np.zeros(sides + 1), np.sin(turn)], 1)
        c, half = np.asarray(centre, float), np.array([0, height / 2, 0])
        slope = np.array([0, (radius - upper) / height, 0])
        points = np.concatenate([c - half + ring * radius, c + half + ring * upper])
        normal = (ring + slope) / np.linalg.norm(ring + slope, axis=1, keepdims=True)
        i = np.arange(sides)
        j = i + sides + 1
        self.add(
            points,
            np.concatenate([normal, normal]),
            np.concatenate([np.stack([i, j, i + 1], 1), np.stack([i + 1, j, j + 1], 1)]),
            material,
        )
        if top:
            cap = np.concatenate([[c + half], c + half + ring * upper])
            self.add(
                cap, np.tile([0, 1.0, 0], (len(cap), 1)), np.stack([np.zeros(sides, int), i + 2, i + 1], 1), material
            )

    def lathe(self, centre, profile, material, sides=24):
        """A turned body: profile = [(radius, height), ...] from below upwards."""
        sides = sides if self.fine else 8
        turn = np.linspace(0, 2 * math.pi, sides + 1)
        profile = np.asarray(profile, float)
        slope = np.gradient(profile, axis=0)
        rows = len(profile)
        points = np.array([[r * math.cos(t), h, r * math.sin(t)] for r, h in profile for t in turn]) + centre
        normals = np.array([[dh * math.cos(t), -dr, dh * math.sin(t)] for dr, dh in slope for t in turn])
        normals /= np.maximum(1e-6, np.linalg.norm(normals, axis=1, keepdims=True))
        k = (np.arange(rows - 1)[:, None] * (sides + 1) + np.arange(sides)).ravel()
        up = k + sides + 1
        self.add(
            points, normals, np.concatenate([np.stack([k, up, k + 1], 1), np.stack([k + 1, up, up + 1], 1)]), material
        )

    def solid(self, x, z, width, depth, height, wide=None, deep=None):
        """Something people cannot walk through; kept in booth-solids.json with its fit."""
        ax, az = self.anchor
        wide, deep = wide or (ax, ax), deep or (az, az)
        self.solids.append(
            {
                "x": round(x, 3),
                "z": round(z, 3),
                "width": round(width, 3),
                "depth": round(depth, 3),
                "height": round(height, 2),
                "anchor": [(wide[0] + wide[1]) / 2, (deep[0] + deep[1]) / 2],
                "stretch": [wide[1] - wide[0], deep[1] - deep[0]],
                "least": list(self.least),
            }
        )

    def plinth(self, x, z, height):
        """A place for a product, in the order of the exhibitor's; kept in booth-places.json with its fit."""
        self.plinths.append(
            {
                "x": round(x, 3),
                "z": round(z, 3),
                "height": round(height, 2),
                "anchor": list(self.anchor),
                "least": list(self.least),
            }
        )

    def merged(self):
        join = np.concatenate
        return {
            "points": join(self.points),
            "normals": join(self.normals),
            "places": join(self.places),
            "materials": join(self.materials),
            "fits": join(self.fits),
            "triangles": join(self.triangles),
        }


def _between(value, a, fa, b, fb):
    t = np.clip((value - a) / (b - a), 0, 1) if b > a else np.zeros_like(value)
    return fa + (fb - fa) * t
