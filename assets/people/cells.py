"""Where the parts of a body lie in its picture: cells for face, torso, legs, sleeves, hair, and one plain spot. Nothing is painted here.

The picture is WIDTH by twice HEIGHT pixels: colours above, masks below (see canvas.py). u and v speak of the upper half.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.people.cloth import BOTTOM, EYE, GLASSES, HAIR, SHOE, SKIN, TOP, Part
from assets.people.source import INDEX, Figure, normals

WIDTH, HEIGHT = 1024, 512
# left, top, right, bottom of each cell, in parts of the upper half
FRONT, BACK = (0.0, 0.0, 0.22, 0.80), (0.22, 0.0, 0.44, 0.80)
LEGS_FRONT, LEGS_BACK = (0.0, 0.805, 0.22, 1.0), (0.22, 0.805, 0.44, 1.0)
SLEEVE, STRANDS, FACE = (0.445, 0.0, 0.49, 1.0), (0.495, 0.0, 0.545, 1.0), (0.56, 0.0, 1.0, 1.0)
PLAIN = (0.552, 0.5)
# What the cells show, in metres from their middle line, and in radians round the head.
TORSO_HALF, TORSO_ABOVE, TORSO_BELOW = 0.30, 0.10, 0.22
LEGS_HALF = 0.30
FACE_HALF, FACE_ABOVE, FACE_BELOW = 1.92, 0.155, 0.165
# From the eyes back to the axis that the face is rolled off from.
AXIS_BEHIND_EYES = 0.082
EDGE = 0.004


@dataclass
class Skin:
    """A merged mesh ready to pack."""

    points: np.ndarray
    normals: np.ndarray
    triangles: np.ndarray
    weights: np.ndarray
    region: np.ndarray
    uv: np.ndarray


def within(cell: tuple[float, float, float, float], across: np.ndarray, down: np.ndarray) -> np.ndarray:
    """u and v in a cell of points given as 0..1 across and down; what lies outside is held at the cell's edge."""
    left, top, right, bottom = cell
    across, down = np.clip(across, EDGE, 1 - EDGE), np.clip(down, EDGE, 1 - EDGE)
    return np.stack([left + (right - left) * across, top + (bottom - top) * down], -1)


def axis_of(figure: Figure) -> np.ndarray:
    """A point on the upright axis of the head, at the height of the eyes."""
    eye = (figure.eyes[0] + figure.eyes[1]) / 2
    return np.array([0.0, eye[1], eye[2] - AXIS_BEHIND_EYES])


def torso_span(figure: Figure) -> tuple[float, float]:
    """Top and bottom of the torso's cells (m)."""
    return figure.at("neck_01")[1] + TORSO_ABOVE, figure.at("thigh_l")[1] - TORSO_BELOW


def _on_torso(figure: Figure, p: np.ndarray, cell: tuple[float, float, float, float]) -> np.ndarray:
    top, bottom = torso_span(figure)
    return within(cell, p[:, 0] / (2 * TORSO_HALF) + 0.5, (top - p[:, 1]) / (top - bottom))


def _on_legs(figure: Figure, p: np.ndarray, cell: tuple[float, float, float, float]) -> np.ndarray:
    top = figure.at("thigh_l")[1] + 0.14
    return within(cell, p[:, 0] / (2 * LEGS_HALF) + 0.5, (top - p[:, 1]) / top)


def _on_sleeve(figure: Figure, p: np.ndarray) -> np.ndarray:
    out = np.zeros((len(p), 2))
    for side, mine in (("l", p[:, 0] > 0), ("r", p[:, 0] <= 0)):
        a, b = figure.at(f"upperarm_{side}"), figure.at(f"hand_{side}")
        way = (b - a) / np.linalg.norm(b - a)
        q = p[mine] - a
        along = q @ way
        away = q - along[:, None] * way
        turn = np.abs(np.arctan2(away[:, 2], away[:, 1])) / np.pi
        out[mine] = within(SLEEVE, turn, along / np.linalg.norm(b - a) * 0.9 + 0.08)
    return out


def _on_strands(figure: Figure, p: np.ndarray) -> np.ndarray:
    q = p - axis_of(figure)
    turn = np.abs(np.arctan2(q[:, 0], q[:, 2])) / np.pi
    return within(STRANDS, turn, (0.16 - q[:, 1]) / 0.5)


def _on_face(figure: Figure, p: np.ndarray) -> np.ndarray:
    q = p - axis_of(figure)
    turn = np.arctan2(q[:, 0], q[:, 2])
    return within(FACE, turn / (2 * FACE_HALF) + 0.5, (FACE_ABOVE - q[:, 1]) / (FACE_ABOVE + FACE_BELOW))


def _cell_of(figure: Figure, part: Part, middle: np.ndarray, flat: np.ndarray) -> np.ndarray:
    """Per triangle: 0 front, 1 back, 2 legs' front, 3 legs' back, 4 sleeve, 5 strands, 6 face, 7 plain."""
    behind = (flat[:, 2] < -0.05).astype(int)
    if part.region == TOP:
        arms = [INDEX[f"{bone}_{side}"] for bone in ("upperarm", "lowerarm", "hand") for side in "lr"]
        is_arm = part.weights[part.triangles][:, :, arms].sum(2).mean(1) > 0.7
        return np.where(is_arm, 4, behind)
    if part.region == BOTTOM:
        return 2 + behind
    if part.region == HAIR:
        return np.full(len(middle), 5)
    if part.region in (SKIN, EYE):
        q = middle - axis_of(figure)
        near = (np.abs(np.arctan2(q[:, 0], q[:, 2])) < FACE_HALF * 0.97) & (q[:, 1] > 0.008 - FACE_BELOW)
        return np.where(near, 6, 7)
    assert part.region in (SHOE, GLASSES)
    return np.full(len(middle), 7)


def lay_out(figure: Figure, parts: list[Part]) -> Skin:
    """Merges the parts; a point that lies in two cells is there twice."""
    found = []
    for part in parts:
        normal = normals(part.points, part.triangles)
        a, b, c = (part.points[part.triangles[:, k]] for k in range(3))
        flat = np.cross(b - a, c - a)
        flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
        key = _cell_of(figure, part, (a + b + c) / 3, flat)
        pair, index = np.unique(np.stack([part.triangles.ravel(), np.repeat(key, 3)], 1), axis=0, return_inverse=True)
        p, kind = part.points[pair[:, 0]], pair[:, 1]
        options = [
            _on_torso(figure, p, FRONT), _on_torso(figure, p, BACK), _on_legs(figure, p, LEGS_FRONT),
            _on_legs(figure, p, LEGS_BACK), _on_sleeve(figure, p), _on_strands(figure, p), _on_face(figure, p),
            np.tile(PLAIN, (len(p), 1)),
        ]  # fmt: skip
        uv = np.array(options)[kind, np.arange(len(p))]
        region = np.full(len(p), part.region)
        found.append((p, normal[pair[:, 0]], part.weights[pair[:, 0]], region, uv, index.reshape(-1, 3)))
    start = np.cumsum([0] + [len(f[0]) for f in found])
    tris = np.concatenate([f[5] + start[i] for i, f in enumerate(found)])
    p, n, w, r, uv = (np.concatenate([f[k] for f in found]) for k in range(5))
    return Skin(p, n, tris, w, r, uv)
