"""Dresses a figure: skin that shows, trousers or skirt, shoes, top, hair. Every hem is cut along a smooth line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.people.source import BONES, INDEX, Figure, normals

SKIN, EYE, BOTTOM, SHOE, TOP, HAIR, SHIRT = range(7)


@dataclass
class Part:
    points: np.ndarray
    triangles: np.ndarray
    weights: np.ndarray
    region: int


def cut(part: Part, field: np.ndarray) -> Part:
    """Keeps where field > 0 and splits the triangles on the line, so that the edge is smooth."""
    rows = np.concatenate([part.points, part.weights], 1)
    new: list[np.ndarray] = []
    made: dict[tuple[int, int], int] = {}
    out = []

    def between(a: int, b: int) -> int:
        key = (min(a, b), max(a, b))
        if key not in made:
            t = field[a] / (field[a] - field[b])
            new.append(rows[a] + (rows[b] - rows[a]) * t)
            made[key] = len(rows) + len(new) - 1
        return made[key]

    for tri in part.triangles:
        inside = [field[i] > 0 for i in tri]
        if all(inside):
            out.append(list(tri))
        elif any(inside):
            polygon = []
            for k in range(3):
                a, b = tri[k], tri[(k + 1) % 3]
                if inside[k]:
                    polygon.append(a)
                if inside[k] != inside[(k + 1) % 3]:
                    polygon.append(between(a, b))
            out += [[polygon[0], polygon[k], polygon[k + 1]] for k in range(1, len(polygon) - 1)]
    rows = np.concatenate([rows, np.array(new)]) if new else rows
    return compact(Part(rows[:, :3], np.array(out, int), rows[:, 3:], part.region))


def compact(part: Part) -> Part:
    used, index = np.unique(part.triangles.ravel(), return_inverse=True)
    return Part(part.points[used], index.reshape(-1, 3), part.weights[used], part.region)


def smooth(points: np.ndarray, triangles: np.ndarray, times: int, much: float, only: np.ndarray | None = None) -> None:
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    edges = np.concatenate([edges, edges[:, ::-1]])
    count = np.zeros(len(points))
    np.add.at(count, edges[:, 0], 1)
    moved = count > 0 if only is None else (count > 0) & only
    for _ in range(times):
        total = np.zeros_like(points)
        np.add.at(total, edges[:, 0], points[edges[:, 1]])
        points[moved] += much * (total[moved] / count[moved, None] - points[moved])


def round_hips(figure: Figure, points: np.ndarray, ids: np.ndarray, high: float, low: float, fade: float) -> None:
    """Fills the gap between the legs and flattens the seat, as cloth does."""
    hip = figure.at("thigh_l")[1]
    ring = ids[(np.abs(points[ids, 1] - hip - 0.03) < 0.05) & (np.abs(points[ids, 0]) < 0.26)]
    wide = np.abs(points[ring, 0]).max()
    front, back = points[ring, 2].max(), points[ring, 2].min()
    middle, deep = (front + back) / 2, (front - back) / 2
    x, y, z = points[ids].T
    t = np.clip((high - y) / (high - hip - 0.02), 0, 1)
    t = t * t * (3 - 2 * t) * (np.clip((y - low) / fade, 0, 1) if fade else 1)
    angle = np.arctan2(x, z - middle)
    goal = 1 / np.sqrt((np.sin(angle) / wide) ** 2 + (np.cos(angle) / deep) ** 2)
    r = np.maximum(np.hypot(x, z - middle), 1e-6)
    grow = np.where(r < goal, (r * (1 - t) + goal * t) / r, 1)
    grow[(np.abs(x) > 0.30) | (y > high) | (y < low)] = 1
    points[ids, 0] = x * grow
    points[ids, 2] = middle + (z - middle) * grow


def loosen_legs(figure: Figure, points: np.ndarray, ids: np.ndarray, top: float, bottom: float) -> None:
    """Widens trousers to at least these radii at thigh and hem."""
    for side in "lr":
        a, k, e = (figure.at(f"{bone}_{side}") for bone in ("thigh", "calf", "foot"))
        own = ids[((points[ids, 0] > 0) == (a[0] > 0)) & (points[ids, 1] < a[1] - 0.16)]
        y = points[own, 1:2]
        upper = k + (a - k) * np.clip((y - k[1]) / (a[1] - k[1]), 0, 1)
        centre = np.where(y > k[1], upper, e + (k - e) * (y - e[1]) / (k[1] - e[1]))
        fade = np.clip((a[1] - 0.16 - y) / 0.12, 0, 1)
        least = bottom + (top - bottom) * np.clip((y - e[1]) / (a[1] - e[1]), 0, 1)
        away = points[own] - centre
        away[:, 1] = 0
        r = np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)
        wanted = np.where(r < least, r + (least - r) * fade, r)
        moved = centre + away / r * wanted
        points[own, 0], points[own, 2] = moved[:, 0], moved[:, 2]


def dress(figure: Figure, outfit: str, hair: str, is_man: bool) -> tuple[list[Part], float]:
    """The parts of a clothed person and the height of the top's hem. Outfits: suit, shirt, casual, skirt."""
    source, v, w = figure.source, figure.points, figure.weights
    body, tights = source.triangles("body"), source.triangles("helper-tights")
    normal = normals(v, tights)
    y, hip, ankle = v[:, 1], figure.at("thigh_l")[1], figure.at("foot_l")[1]
    head = figure.weight("head", "neck_01")
    hand = figure.weight("hand_l", "hand_r")
    legs = figure.weight(*[f"{b}_{s}" for b in ("thigh", "calf", "foot") for s in "lr"])
    foot = figure.weight("foot_l", "foot_r")
    arms = figure.weight(*[f"{b}_{s}" for b in ("upperarm", "lowerarm") for s in "lr"])
    knee = figure.at("calf_l")[1]
    parts = []
    shows = np.maximum(head - 0.04, hand - 0.12)
    if outfit == "skirt":
        shows = np.maximum(shows, np.where(legs > 0.5, np.minimum(knee + 0.06 - y, y - 0.03), -1))
    inner = (np.abs(v[:, 0]) < 0.035) & (v[:, 2] < figure.mouth[2] - 0.015) & (np.abs(y - figure.mouth[1]) < 0.05)
    face = body[~inner[body].all(1)]
    parts.append(cut(Part(v, face, w, SKIN), shows))
    rigid = np.zeros_like(w)
    rigid[:, INDEX["head"]] = 1
    for eye in ("helper-l-eye", "helper-r-eye"):
        parts.append(compact(Part(v, source.triangles(eye), rigid, EYE)))
    shoe = v + normal * 0.010
    shoe[:, 1] = np.maximum(shoe[:, 1], 0.0)
    parts.append(
        cut(Part(shoe, tights, w, SHOE), np.where(foot > 0.2, ankle + (0.03 if outfit != "skirt" else -0.02) - y, -1))
    )
    tailored = outfit in ("suit", "skirt", "casual")
    hem = hip + {"suit": -0.06 if is_man else -0.02, "casual": -0.02, "skirt": 0.0, "shirt": 0.03}[outfit]
    top_ids = lambda part: np.unique(part.ravel())  # noqa: E731
    if outfit == "skirt":
        skirt = source.triangles("helper-skirt")
        goal = v + normals(v, skirt) * 0.004
        parts.append(cut(Part(goal, skirt, w, BOTTOM), np.minimum(y - (knee + 0.03), 0.2)))
    else:
        cloth = v + normal * (0.008 + 0.010 * np.clip((hip - y) / (hip - ankle), 0, 1))[:, None]
        low = tights[
            ((y < hip + 0.14) & (hand < 0.35) & (legs + figure.weight("pelvis", "spine_01") > 0.4))[tights].all(1)
        ]
        ids = top_ids(low)
        smooth(cloth, low, 3, 0.4)
        round_hips(figure, cloth, ids, figure.at("spine_01")[1] + 0.02, hip - 0.13, 0.09)
        loosen_legs(figure, cloth, ids, 0.090 if is_man else 0.080, 0.080 if is_man else 0.068)
        smooth(cloth, low, 2, 0.3)
        parts.append(cut(Part(cloth, low, w, BOTTOM), np.minimum(cloth[:, 1] - 0.035, hem + 0.045 - cloth[:, 1])))
    thick, flare = (0.018, 0.014) if tailored else (0.012, 0.006)
    coat = (
        v
        + normal
        * (thick + flare * np.clip((figure.at("spine_01")[1] - y) / 0.2, 0, 1) * (np.abs(v[:, 0]) < 0.32))[:, None]
    )
    keep = (hand < 0.6) & (y > hem - 0.10)
    between = (np.abs(v[:, 0]) < 0.075) & (y < hip - 0.03) & (np.abs(v[:, 2] - figure.at("thigh_l")[2]) < 0.075)
    torso = tights[keep[tights].all(1) & ~between[tights].any(1)]
    ids = top_ids(torso)
    smooth(coat, torso, 3, 0.35)
    trunk = ids[arms[ids] < 0.3]
    round_hips(figure, coat, trunk, figure.at("spine_01")[1] + 0.05, 0.0, 0.0)
    only = np.zeros(len(v), bool)
    only[trunk] = True
    smooth(coat, torso, 4, 0.4, only & (y < hip + 0.14))
    neck = figure.at("neck_01")
    collar = neck[1] + (0.040 if is_man else 0.025) - np.clip(v[:, 2] - neck[2], -0.02, 0.08) * 0.6 - y
    edge = np.where(arms > 0.5, 0.5 - hand, np.minimum(coat[:, 1] - hem, collar))
    parts.append(cut(Part(coat, torso, w, TOP), edge))
    parts += style_hair(figure, hair, body, rigid)
    return parts, hem


def style_hair(figure: Figure, style: str, body: np.ndarray, rigid: np.ndarray) -> list[Part]:
    """Styles: short, parted, thin, bob, long, bun."""
    v = figure.points
    eye = (figure.eyes[0] + figure.eyes[1]) / 2
    away = v - eye
    normal = normals(v, body)
    high, front = away[:, 1], away[:, 2]
    low_back = -0.07 if style in ("short", "parted", "thin") else -0.085
    # The hairline: over the forehead, down the temples, behind the ears to the nape.
    line = np.interp(
        -front, [-0.05, 0.015, 0.04, 0.075, 0.105, 0.13, 0.25], [0.076, 0.066, 0.03, -0.012, 0.005, low_back, low_back]
    )
    line = line + (0.012 if style == "thin" else 0.0) * (front > -0.03)
    side = 1 if style in ("parted", "bob", "long") else 0
    line = line + side * 0.006 * np.cos(v[:, 0] / 0.03) * (front > -0.01)
    ear = (np.abs(v[:, 0]) > 0.072) & (high < 0.03)
    field = np.where(ear | (figure.weight("head") < 0.3), -0.02, high - line)
    rise = {"short": 0.016, "parted": 0.024, "thin": 0.007, "bob": 0.024, "long": 0.022, "bun": 0.014}[style]
    shell = v + normal * (0.002 + rise * np.clip(field / 0.035, 0, 1) ** 0.7)[:, None]
    if style == "parted":
        shell[:, 1] += 0.010 * np.clip(field / 0.05, 0, 1) * (np.clip(front + 0.12, 0, 0.1) / 0.1)
    scalp = body[(field > -0.03)[body].any(1)]
    smooth(shell, scalp, 3, 0.35)
    near = np.clip(field / 0.014, 0, 1)[:, None]
    shell = (v + normal * 0.0006) * (1 - near) + shell * near
    parts = [cut(Part(shell, scalp, rigid, HAIR), field)]
    if style in ("bob", "long"):
        parts.append(curtain(eye, -0.10 if style == "bob" else -0.19, 62 if style == "long" else 78))
    if style == "bun":
        parts.append(ball(eye + np.array([0, 0.015, -0.205]), 0.042))
    return parts


def curtain(eye: np.ndarray, bottom: float, narrow: float) -> Part:
    """Hair hanging from the crown round the back, a closed shell; `narrow`: half its angle at the end, in degrees."""
    centre = eye + np.array([0, 0, -0.088])
    rings, turns, thick = 9, 15, 0.02
    points = []
    for k in np.linspace(0, 1, rings):
        y = 0.045 + (bottom - 0.045) * k
        half = np.radians(100 + (narrow - 100) * k)
        angle = np.linspace(-half, half, turns)
        bulge = 1 + 0.10 * np.sin(np.pi * min(1, k * 1.2)) - 0.12 * max(0.0, k - 0.75)
        for turn_, sign in ((angle, 0.0), (angle[::-1], -thick)):
            for a in turn_:
                points.append([np.sin(a) * (0.081 * bulge + sign), y, -np.cos(a) * (0.106 * bulge + sign)])
    loop = 2 * turns
    tris = []
    for i in range(rings - 1):
        for j in range(loop):
            a, b = i * loop + j, i * loop + (j + 1) % loop
            tris += [[a, b, a + loop], [b, b + loop, a + loop]]
    last = (rings - 1) * loop
    for j in range(turns - 1):
        a, b, c, d = last + j, last + j + 1, last + loop - 1 - j, last + loop - 2 - j
        tris += [[a, b, c], [b, d, c]]
    weights = np.zeros((len(points), len(BONES)))
    weights[:, INDEX["head"]] = 1
    triangles = np.array(tris)
    made = np.array(points)
    a, b, c = made[triangles[0]]
    if np.dot(np.cross(b - a, c - a), a * (1, 0, 1)) < 0:
        triangles = triangles[:, ::-1]
    return Part(made + centre, triangles, weights, HAIR)


def ball(centre: np.ndarray, radius: float) -> Part:
    rings, turns = 8, 12
    lat = np.linspace(-np.pi / 2, np.pi / 2, rings)
    lon = np.arange(turns) / turns * 2 * np.pi
    points = (
        np.array([[np.cos(a) * np.cos(b), np.sin(a) * 0.9, np.cos(a) * np.sin(b)] for a in lat for b in lon]) * radius
        + centre
    )
    tris = []
    for i in range(rings - 1):
        for j in range(turns):
            a, b = i * turns + j, i * turns + (j + 1) % turns
            tris += [[a, a + turns, b], [b, a + turns, b + turns]]
    weights = np.zeros((len(points), len(BONES)))
    weights[:, INDEX["head"]] = 1
    return Part(points, np.array(tris), weights, HAIR)
