"""Dresses a figure: skin that shows, trousers or skirt, shoes, top, hair. Every hem is cut along a smooth line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.people.source import BONES, INDEX, Figure, normals

SKIN, EYE, BOTTOM, SHOE, TOP, HAIR, GLASSES = range(7)


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
    """The parts of a clothed person and the height of the top's hem. Outfits: suit, shirt, polo, casual, skirt, dress."""
    in_skirt, is_tucked = outfit in ("skirt", "dress"), outfit in ("shirt", "polo", "dress")
    below_elbow, below_wrist = _down_the_arm(figure, "lowerarm"), _down_the_arm(figure, "hand")
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
    shows = np.maximum(head - 0.09, np.where(arms + hand > 0.5, below_wrist + 0.045, -1))
    if outfit == "polo":
        shows = np.maximum(shows, np.where(arms + hand > 0.6, below_elbow + 0.09, -1))
    if in_skirt:
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
    parts.append(cut(Part(shoe, tights, w, SHOE), np.where(foot > 0.2, ankle + (-0.02 if in_skirt else 0.03) - y, -1)))
    tailored = outfit in ("suit", "skirt", "casual")
    waist = hip + 0.105
    hem = hip + {"suit": -0.06 if is_man else -0.02, "casual": -0.02, "skirt": 0.0}.get(
        outfit, 0.075 if outfit == "dress" else 0.05
    )
    top_ids = lambda part: np.unique(part.ravel())  # noqa: E731
    if in_skirt:
        skirt = source.triangles("helper-skirt")
        goal = v + normals(v, skirt) * (0.014 if is_tucked else 0.004)
        parts.append(
            cut(Part(goal, skirt, w, BOTTOM), np.minimum(y - (knee + (0.03 if outfit == "skirt" else -0.16)), 0.2))
        )
    else:
        cloth = (
            v + normal * ((0.015 if is_tucked else 0.008) + 0.010 * np.clip((hip - y) / (hip - ankle), 0, 1))[:, None]
        )
        low = tights[
            ((y < hip + 0.18) & (hand < 0.35) & (legs + figure.weight("pelvis", "spine_01") > 0.4))[tights].all(1)
        ]
        ids = top_ids(low)
        smooth(cloth, low, 3, 0.4)
        round_hips(figure, cloth, ids, figure.at("spine_01")[1] + 0.02, hip - 0.13, 0.09)
        loosen_legs(figure, cloth, ids, 0.090 if is_man else 0.080, 0.080 if is_man else 0.068)
        smooth(cloth, low, 2, 0.3)
        parts.append(
            cut(
                Part(cloth, low, w, BOTTOM),
                np.minimum(cloth[:, 1] - 0.035, (waist if is_tucked else hem + 0.11) - cloth[:, 1]),
            )
        )
    thick, flare = (0.012, 0.014) if tailored else (0.008, 0.0)
    coat = (
        v
        + normal
        * (thick + flare * np.clip((figure.at("spine_01")[1] - y) / 0.2, 0, 1) * (np.abs(v[:, 0]) < 0.32))[:, None]
    )
    keep = np.where(arms + hand > 0.5, below_wrist < 0.06, y > hem - 0.10)
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
    sleeve = -below_elbow - 0.06 if outfit == "polo" else 0.004 - below_wrist
    edge = np.where(arms + hand > 0.5, sleeve, np.minimum(coat[:, 1] - hem, collar))
    parts.append(cut(Part(coat, torso, w, TOP), edge))
    parts += style_hair(figure, hair, body, rigid)
    return parts, waist if is_tucked else hem


def _down_the_arm(figure: Figure, bone: str) -> np.ndarray:
    """How far beyond this joint each point of an arm lies, along the arm (m)."""
    v, out = figure.points, np.zeros(len(figure.points))
    for side, mine in (("l", v[:, 0] > 0), ("r", v[:, 0] <= 0)):
        joint = figure.at(f"{bone}_{side}")
        way = joint - figure.at(f"{'upperarm' if bone == 'lowerarm' else 'lowerarm'}_{side}")
        out[mine] = (v[mine] - joint) @ (way / np.linalg.norm(way))
    return out


def style_hair(figure: Figure, style: str, body: np.ndarray, rigid: np.ndarray) -> list[Part]:
    """Styles: short, parted, thin, crop, bob, long, bun, tail."""
    v = figure.points
    eye = (figure.eyes[0] + figure.eyes[1]) / 2
    away = v - eye
    normal = normals(v, body)
    high, front = away[:, 1], away[:, 2]
    is_short = style in ("short", "parted", "thin", "crop")
    low_back = -0.07 if is_short else -0.085
    # The hairline: over the forehead, down the temples, behind the ears to the nape.
    temple = (0.052, 0.004) if is_short else (0.034, -0.010)
    line = np.interp(
        -front, [-0.05, 0.015, 0.04, 0.075, 0.105, 0.13, 0.25], [0.077, 0.069, *temple, 0.005, low_back, low_back]
    )
    line = line + (0.012 if style == "thin" else 0.0) * (front > -0.03)
    side = 1 if style in ("parted", "bob", "long") else 0
    line = line + side * 0.006 * np.cos(v[:, 0] / 0.03) * (front > -0.01)
    ear = (np.abs(v[:, 0]) > 0.072) & (high < 0.03)
    field = np.where(ear | (figure.weight("head") < 0.3), -0.02, high - line)
    # Cropped at the sides, full on top.
    flat = np.clip((high - 0.005) / 0.06, 0.22, 1) if is_short else 1.0
    rise = {
        "short": 0.016,
        "parted": 0.024,
        "thin": 0.007,
        "bob": 0.024,
        "long": 0.022,
        "bun": 0.013,
        "tail": 0.014,
        "crop": 0.011,
    }[style]
    shell = v + normal * (0.002 + rise * flat * np.clip(field / 0.045, 0, 1) ** 0.8)[:, None]
    if style == "parted":
        shell[:, 1] += 0.010 * np.clip(field / 0.05, 0, 1) * (np.clip(front + 0.12, 0, 0.1) / 0.1)
    scalp = body[(field > -0.03)[body].any(1)]
    smooth(shell, scalp, 3, 0.35)
    near = np.clip(field / 0.022, 0, 1)[:, None]
    shell = (v + normal * 0.0006) * (1 - near) + shell * near
    parts = [cut(Part(shell, scalp, rigid, HAIR), field)]
    if style in ("bob", "long"):
        parts.append(curtain(eye, -0.10 if style == "bob" else -0.19, 62 if style == "long" else 78))
    if style == "tail":
        parts.append(ball(eye + np.array([0, 0.055, -0.190]), 0.026))
        parts.append(tail(eye + np.array([0, 0.055, -0.202])))
    if style == "bun":
        parts.append(ball(eye + np.array([0, 0.078, -0.178]), 0.044))
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


def tail(root: np.ndarray) -> Part:
    """A bound tail of hair that swings out a little and hangs to the shoulders."""
    along = np.linspace(0, 1, 9)
    middle = np.stack([0 * along, 0.02 * np.sin(along * 3) - 0.20 * along, -0.035 * np.sin(along * 2.6)], 1)
    thick = np.interp(along, [0, 0.15, 0.55, 1], [0.017, 0.027, 0.024, 0.006])
    turn_ = np.arange(10) / 10 * 2 * np.pi
    points = np.concatenate(
        [
            m + r * np.stack([1.15 * np.cos(turn_), 0 * turn_, np.sin(turn_)], 1)
            for m, r in zip(middle, thick, strict=True)
        ]
    )
    tris = []
    for i in range(len(along) - 1):
        for j in range(10):
            a, b = i * 10 + j, i * 10 + (j + 1) % 10
            tris += [[a, b, a + 10], [b, b + 10, a + 10]]
    weights = np.zeros((len(points), len(BONES)))
    weights[:, INDEX["head"]] = 1
    return Part(points + root, np.array(tris), weights, HAIR)


def glasses(figure: Figure) -> Part:
    """Thin frames round the eyes, a bridge, and arms to the ears."""
    points: list[np.ndarray] = []
    tris: list[list[int]] = []

    def rod(path: np.ndarray, radius: float, closed: bool) -> None:
        first, n = len(points), len(path)
        for k in range(n):
            way = path[(k + 1) % n] - path[k - 1] if closed else path[min(k + 1, n - 1)] - path[max(k - 1, 0)]
            way = way / np.linalg.norm(way)
            side = np.cross(way, (0.0, 0.1, 1.0))
            side /= max(np.linalg.norm(side), 1e-9)
            up = np.cross(side, way)
            points.extend(path[k] + radius * (np.cos(a) * side + np.sin(a) * up) for a in (0, 2.094, 4.189))
        for k in range(n if closed else n - 1):
            for j in range(3):
                a, b = first + 3 * k + j, first + 3 * k + (j + 1) % 3
                c, d = first + 3 * ((k + 1) % n) + j, first + 3 * ((k + 1) % n) + (j + 1) % 3
                tris.extend([[a, c, b], [b, c, d]])

    turn_ = np.arange(14) / 14 * 2 * np.pi
    for centre in figure.eyes:
        sign = np.sign(centre[0])
        x = np.sign(np.cos(turn_)) * np.abs(np.cos(turn_)) ** 0.7 * 0.0245
        y = np.sign(np.sin(turn_)) * np.abs(np.sin(turn_)) ** 0.7 * 0.0185 - 0.003
        z = 0.0235 - 3.2 * np.maximum(0, x * sign) ** 2 * 4
        rod(centre + np.stack([x, y, z], 1), 0.0012, True)
        hinge = centre + np.array([sign * 0.0255, 0.006, 0.012])
        rod(np.array([hinge, hinge + (sign * 0.012, 0, -0.03), hinge + (sign * 0.014, 0.002, -0.10)]), 0.0012, False)
    (a, b) = (c + np.array([-np.sign(c[0]) * 0.0245, 0.001, 0.0235]) for c in figure.eyes)
    rod(np.array([a, (a + b) / 2 + (0, 0.004, 0.002), b]), 0.0012, False)
    weights = np.zeros((len(points), len(BONES)))
    weights[:, INDEX["head"]] = 1
    return Part(np.array(points), np.array(tris), weights, GLASSES)


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
