"""Surfaces of goods as grids of points: turned, bent along a path, boxes with round edges, balls. Metres, y up.

A surface is (points n x 3, normals n x 3, places n x 2, triangles m x 3); places count metres, so that a texture keeps its size.
"""

import math

import numpy as np

CREASE = math.cos(math.radians(32))


def grid(points, normals, places):
    """Surface over rows x columns of points; rows go up, columns go round counter-clockwise seen from outside."""
    rows, columns, _ = points.shape
    corner = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    up, right = corner + columns, corner + 1
    triangles = np.concatenate([np.stack([corner, right, up + 1], 1), np.stack([corner, up + 1, up], 1)])
    points, normals = points.reshape(-1, 3), normals.reshape(-1, 3)
    a, b, c = (points[triangles[:, i]] for i in range(3))
    solid = np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-12
    normals = normals / np.maximum(1e-12, np.linalg.norm(normals, axis=1, keepdims=True))
    return points, normals, places.reshape(-1, 2), triangles[solid]


def turned(profile, sides=48, turn=0.0, sweep=2 * math.pi, squeeze=(1.0, 1.0)):
    """A profile of (radius, height), from below upwards on the outside, turned round the y axis; sharp corners stay sharp."""
    profile = np.asarray(profile, float)
    steps = np.diff(profile, axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    ways = steps / np.maximum(lengths, 1e-12)[:, None]
    runs, begin = [], 0
    for i in range(1, len(ways)):
        if ways[i] @ ways[i - 1] < CREASE:
            runs.append((begin, i))
            begin = i
    runs.append((begin, len(ways)))
    along = np.concatenate([[0], np.cumsum(lengths)])
    angles = turn + np.linspace(0, sweep, sides + 1)
    ring = np.stack([np.sin(angles), np.zeros_like(angles), np.cos(angles)], 1)
    parts = []
    for first, last in runs:
        line, own = profile[first : last + 1], ways[first:last]
        tangent = np.concatenate([own[:1], (own[1:] + own[:-1]) / 2, own[-1:]])
        out, rise = tangent[:, 1], -tangent[:, 0]
        points = line[:, :1, None] * ring[None] * [squeeze[0], 1, squeeze[1]]
        points[:, :, 1] = line[:, 1:2]
        normals = out[:, None, None] * ring[None] / [squeeze[0], 1, squeeze[1]]
        normals[:, :, 1] = rise[:, None]
        widest = profile[:, 0].max()
        places = np.stack(np.broadcast_arrays((angles * widest)[None], along[first : last + 1, None]), 2)
        parts.append(grid(points, normals, places))
    return joined(parts)


def bent(path, radii, sides=14, closed=True, flat=1.0):
    """A round bar along a path of points; `radii` one for each; `flat` squeezes it along the second axis of its cut."""
    path = np.asarray(path, float)
    radii = np.broadcast_to(np.asarray(radii, float), len(path))
    ways = np.gradient(path, axis=0)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    side = np.cross(ways[0], [0.0, 0, 1] if abs(ways[0][2]) < 0.9 else [1.0, 0, 0])
    frames = []
    for way in ways:
        side = side - way * (side @ way)
        side /= np.linalg.norm(side)
        frames.append((side, np.cross(way, side)))
    angles = np.linspace(0, 2 * math.pi, sides + 1)
    one, two = (np.array([frame[i] for frame in frames]) for i in (0, 1))
    normals = one[:, None] * np.cos(angles)[None, :, None] + two[:, None] * np.sin(angles)[None, :, None] / flat
    ring = one[:, None] * np.cos(angles)[None, :, None] + two[:, None] * np.sin(angles)[None, :, None] * flat
    points = path[:, None] + ring * radii[:, None, None]
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    places = np.stack(np.broadcast_arrays((angles * radii.max())[None], along[:, None]), 2)
    parts = [grid(points, normals, places)]
    for end, way in ((0, -ways[0]), (-1, ways[-1])) if closed else ():
        order = slice(None, None, -1) if end == 0 else slice(None)
        rim = points[end][order]
        middle = np.broadcast_to(path[end], rim.shape)
        lid = np.stack([rim, middle])
        parts.append(grid(lid, np.broadcast_to(way, lid.shape), lid[:, :, :2]))
    return joined(parts)


def curve(points, steps=24):
    """A smooth path through points (Catmull-Rom)."""
    points = np.asarray(points, float)
    padded = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    made = []
    for i in range(len(points) - 1):
        a, b, c, d = padded[i : i + 4]
        t = np.linspace(0, 1, steps, endpoint=i == len(points) - 2)[:, None]
        made.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.concatenate(made)


def block(size, radius, round_steps=3, bend=None):
    """A box round its middle with round edges; `bend` moves its points, in pieces of a 12th."""
    half = np.asarray(size, float) / 2
    radius = min(radius, half.min() - 1e-6)
    parts = []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            u, v = (axis + 1) % 3, (axis + 2) % 3
            if sign < 0:
                u, v = v, u
            lines = [_line(half[i], radius, round_steps, 12 if bend else 1) for i in (u, v)]
            a, b = np.meshgrid(*lines)
            p = np.zeros((*a.shape, 3))
            p[..., u], p[..., v], p[..., axis] = a, b, sign * half[axis]
            inner = np.clip(p, -(half - radius), half - radius)
            normals = p - inner
            normals /= np.linalg.norm(normals, axis=2, keepdims=True)
            parts.append(grid(inner + normals * radius, normals, np.stack([a, b], 2)))
    surface = joined(parts)
    if bend is None:
        return surface
    points, _, places, triangles = surface
    return smooth((bend(points), None, places, triangles))


def _line(half, radius, steps, pieces):
    turn = np.linspace(0, math.pi / 4, steps + 1)
    corner = half - radius + radius * np.tan(turn)
    flat = np.linspace(-(half - radius), half - radius, pieces + 1)
    return np.concatenate([-corner[:0:-1], flat, corner[1:]])


def smooth(surface):
    """The same surface with normals from its triangles, over points that lie on one another."""
    points, _, places, triangles = surface
    _, same = np.unique(np.round(points * 1e5).astype(np.int64), axis=0, return_inverse=True)
    same = same.ravel()
    a, b, c = (points[triangles[:, i]] for i in range(3))
    faces = np.cross(b - a, c - a)
    sums = np.zeros((same.max() + 1, 3))
    for i in range(3):
        np.add.at(sums, same[triangles[:, i]], faces)
    normals = sums[same]
    return points, normals / np.maximum(1e-15, np.linalg.norm(normals, axis=1, keepdims=True)), places, triangles


def ball(radius, sides=16, rings=10):
    turn = np.linspace(-math.pi / 2, math.pi / 2, rings + 1)
    return turned(np.stack([np.cos(turn) * radius, np.sin(turn) * radius], 1), sides)


def ring(radius, thickness, sides=36, round_sides=12):
    """A torus round the y axis."""
    turn = np.linspace(-math.pi / 2, 1.5 * math.pi, round_sides + 1)
    return turned(np.stack([radius + np.cos(turn) * thickness, np.sin(turn) * thickness], 1), sides)


def moved(surface, by=(0, 0, 0), turn=(0, 0, 0)):
    """Turned round x, then y, then z (degrees), then moved."""
    points, normals, places, triangles = surface
    matrix = np.eye(3)
    for axis, degrees in enumerate(turn):
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        own = np.eye(3)
        i, j = (axis + 1) % 3, (axis + 2) % 3
        own[i, i], own[i, j], own[j, i], own[j, j] = c, -s, s, c
        matrix = own @ matrix
    return points @ matrix.T + np.asarray(by, float), normals @ matrix.T, places, triangles


def joined(surfaces):
    counts = np.cumsum([0, *(len(points) for points, *_ in surfaces)])
    columns = [np.concatenate([surface[i] for surface in surfaces]) for i in range(3)]
    return *columns, np.concatenate([s[3] + n for s, n in zip(surfaces, counts, strict=False)])
