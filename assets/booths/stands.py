"""Three more booth designs: a modern portal, a market stall, a garden of lattice and bamboo. The other five are in templates.py."""

import math

import numpy as np
from furniture import PORTRAIT, WALL, chair, counter, plant, plinth, screen, shelf, spotlight, standee, stool, table
from walls import ALL, L, M, R, back_wall, fascia


def portal(s):
    """A white arch of round corners with a line of light, its inside lined with walnut: a modern stand, open on three sides."""
    s.at(M, M).box((0, 0.05, 0), (6, 0.1, 4), "stone", 0.5, "xXYzZ", wide=ALL, deep=ALL)
    s.at(M, R).box((0, 0.05, 2.003), (6, 0.022, 0.008), "lamp", 9, "Z", wide=ALL)
    s.at(M, M).quad(
        (-2.6, 0.104, 1.5), (5.2, 0, 0), (0, 0, -2.9), "carpet", 0.5, fit=((-2.6, L, 2.6, R), (-1.4, L, 1.5, R))
    )
    high, bend = 3.9, 0.7
    steps = 7 if s.fine else 2
    for z, b, deep in ((1.6, R, 0.7), (-1.45, L, 0.9)):
        for side, a in ((-1, L), (1, R)):
            s.at(a, b).box((side * 2.9, (high - bend) / 2 + 0.05, z), (0.2, high - bend, deep), "pale", 0.5, "xXzZ")
            s.box((side * 2.79, (high - bend) / 2 + 0.05, z), (0.02, high - bend, deep - 0.08), "walnut", 0.6, "xX")
            s.solid(side * 2.9, z, 0.24, deep, high)
            # The round corner: short boards on a quarter circle.
            for k in range(steps):
                t0, t1 = (math.pi / 2 * i / steps for i in (k, k + 1))
                outer = [(3.0 - bend * (1 - math.cos(t)), high - bend + bend * math.sin(t) + 0.05) for t in (t0, t1)]
                inner = [
                    (3.0 - bend + (bend - 0.2) * math.cos(t), high - bend + (bend - 0.2) * math.sin(t) + 0.05)
                    for t in (t0, t1)
                ]
                _slice(s, side, outer, inner, z, deep)
        s.at(M, b).box((0, high - 0.05, z), (6 - 2 * bend, 0.2, deep), "pale", 0.5, wide=(L, R))
        s.box((0, high - 0.158, z), (6 - 2 * bend, 0.016, deep - 0.08), "walnut", 0.6, "y", wide=(L, R))
        s.box((0, high - 0.02, z + deep / 2 + 0.006), (6 - 2 * bend, 0.03, 0.01), "lamp", 9, "Z", wide=(L, R))
    fascia(s, 3.0, 0.56, 1.97, -2.72, 2.72, (L, R))
    back_wall(s, 3.3, "white", picture=(0.5, 2.95))
    for x, a in ((-1.9, -0.3), (0, M), (1.9, 0.3)):
        s.at(a, L, (4.5, 0) if x else (0, 0))
        spotlight(s, x, 3.2, -0.55, (0, -0.7, -0.7), 1.4)
    s.at(M, R, (0, 0))
    counter(s, 1.5, 0.1, 1.1, 1.5, "walnut")
    s.at(L, R)
    plinth(s, -2.1, 0.1, 1.0, 4)
    s.at(L, R, (5, 0))
    plinth(s, -1.3, 0.1, 1.0, 1, 1.05)
    s.at(L, L)
    screen(s, -1.9, 1.65, -1.8, 1.5, 0.85)
    s.at(M, M, (4.5, 0))
    table(s, 0.2, 0.1, -0.5, 0.74, 0.42, "walnut")
    chair(s, -0.5, 0.1, -0.5, 3)
    chair(s, 0.9, 0.1, -0.5, 1)
    s.at(R, L)
    plant(s, 2.4, 0.1, -1.35, 1.1, 31)
    s.at(L, L, (4.5, 6))
    standee(s, -2.3, 0.1, -0.3)
    s.at(R, M, (4.5, 6))
    plinth(s, 2.2, 0.1, 0.1, 2)


def _slice(s, side, outer, inner, z, deep):
    """One piece of a round corner, mirrored to the left by side = -1."""
    (ox0, oy0), (ox1, oy1), (ix0, iy0), (ix1, iy1) = (*outer, *inner)
    front, back = z + deep / 2, z - deep / 2

    def face(corners, normal, material):
        points = np.array([(side * x, y, at) for x, y, at in corners])
        order = [[0, 1, 2], [0, 2, 3]] if side > 0 else [[0, 2, 1], [0, 3, 2]]
        s.add(points, np.tile((side * normal[0], normal[1], normal[2]), (4, 1)), order, material)

    face([(ix0, iy0, front), (ox0, oy0, front), (ox1, oy1, front), (ix1, iy1, front)], (0, 0, 1), "pale")
    face([(ox0, oy0, back), (ix0, iy0, back), (ix1, iy1, back), (ox1, oy1, back)], (0, 0, -1), "pale")
    out = np.array([oy1 - oy0, ox0 - ox1, 0])
    out = out / np.linalg.norm(out)
    face([(ox0, oy0, front), (ox0, oy0, back), (ox1, oy1, back), (ox1, oy1, front)], out, "pale")
    face([(ix0, iy0, back), (ix0, iy0, front), (ix1, iy1, front), (ix1, iy1, back)], -out, "walnut")


def market(s):
    """A market stall: oak posts, a striped awning, crates and shelves of goods, paper lamps: for food and for craft."""
    s.at(M, M).box((0, 0.03, 0), (6, 0.06, 4), "oak", 0.5, "xXYzZ", wide=ALL, deep=ALL)
    for x, a in ((-2.85, L), (2.85, R)):
        for z, b in ((-1.85, L), (1.7, R)):
            s.at(a, b).box((x, 1.5, z), (0.14, 3.0, 0.14), "oak", 0.5, "xXzZ")
            s.solid(x, z, 0.16, 0.16, 3)
        s.at(a, M).box((x, 2.95, -0.05), (0.12, 0.14, 3.6), "oak", 0.6, deep=ALL)
    for z, b in ((-1.85, L), (1.7, R)):
        s.at(M, b).box((0, 2.95, z), (5.8, 0.14, 0.12), "oak", 0.6, wide=ALL)
    # The awning hangs over the front in stripes, each with a rounded end.
    stripes = 16 if s.fine else 8
    wide = 6.2 / stripes
    for i in range(stripes):
        a = -0.5 + (i + 0.5) / stripes
        x = -3.1 + wide * i
        cloth = "accent" if i % 2 else "pale"
        fit = ((x, -0.5 + i / stripes, x + wide, -0.5 + (i + 1) / stripes), (1.0, R, 3.0, R))
        s.at(a, R).quad((x, 2.62, 2.55), (wide, 0, 0), (0, 0.58, -1.25), cloth, 0.5, fit=fit)
        s.quad((x, 2.34, 2.55), (wide, 0, 0), (0, 0.28, 0), cloth, 0.5, fit=fit)
    fascia(s, 3.06, 0.5, 1.72, -2.6, 2.6, (L, R))
    back_wall(s, 2.9, "accent-deep", picture=(1.15, 2.75))
    for x, a in ((-1.9, -0.3), (0, M), (1.9, 0.3)):
        s.at(a, L, (4.5, 0) if x else (0, 0))
        spotlight(s, x, 2.85, -0.6, (0, -0.7, -0.7), 1.4)
        s.at(a, R, (4.5, 0) if x else (0, 0))
        s.lathe(
            (x, 2.2, 0.9),
            [
                (0.05 + 0.16 * math.sin(t) ** 0.8, 0.17 - 0.17 * math.cos(t))
                for t in np.linspace(0, math.pi, 13 if s.fine else 5)
            ],
            "paper-lamp",
            24 if s.fine else 10,
        )
        s.box((x, 2.72, 0.9), (0.012, 0.4, 0.012), "graphite", 9, "xXzZ")
        s.spots.append((np.array([x, 2.25, 0.9]), np.array([0.0, -1.0, 0.0]), 1.2))
    # Crates of goods, stepped towards the aisle.
    for x, a, least in ((-1.9, L, 0), (-0.75, -0.15, 4.5), (0.4, 0.1, 6)):
        s.at(a, R, (least, 0))
        for step, (y, z) in enumerate(((0.62, 1.45), (0.86, 1.05), (1.1, 0.65))):
            s.box((x, (y + 0.06) / 2, z), (1.05, y - 0.06, 0.38), "oak", 0.5, "xXZz")
            s.box((x, y + 0.01, z + 0.18), (1.08, 0.14, 0.025), "walnut", 9)
            s.box((x, y + 0.02, z), (1.04, 0.04, 0.36), "oak", 9, "Y")
            _goods(s, x, y + 0.04, z, step + int((x + 3) * 2))
        s.solid(x, 1.05, 1.1, 1.2, 1.2)
    s.at(R, R, (0, 0))
    counter(s, 2.0, 0.06, 1.2, 1.3, "walnut")
    s.at(L, L)
    shelf(s, -2.3, 0.06, -1.72, 0.9, 4)
    s.at(R, L)
    shelf(s, 2.3, 0.06, -1.72, 0.9, 4)
    s.at(M, M, (6, 0))
    table(s, 0.3, 0.06, -0.7, 0.74, 0.4)
    stool(s, -0.4, 0.06, -0.7)
    s.at(M, L, (4.5, 0))
    plant(s, 1.3, 0.06, -1.5, 0.9, 41)


def _goods(s, x, y, z, kind):
    """A heap, jars, or boxes in a crate."""
    random = np.random.default_rng(kind)
    if not s.fine:
        s.box((x, y + 0.06, z), (0.96, 0.12, 0.3), ("copper", "leaf", "accent")[kind % 3], 9, "xXYZ")
        return
    if kind % 3 == 0:
        for i in range(9):
            for j in range(2):
                radius = 0.052
                place = (x - 0.42 + 0.105 * i + random.uniform(-0.01, 0.01), y, z - 0.08 + 0.12 * j)
                s.lathe(
                    place,
                    [(0.01, 0), (radius * 0.8, 0.02), (radius, 0.05), (radius * 0.8, 0.085), (0.008, 0.1)],
                    "copper",
                    9,
                )
    elif kind % 3 == 1:
        for i in range(7):
            place = (x - 0.42 + 0.14 * i, y, z)
            s.lathe(place, [(0.05, 0), (0.052, 0.12), (0.036, 0.15), (0.036, 0.16)], "ceramic", 14)
            s.cylinder((place[0], y + 0.175, z), 0.04, 0.03, "accent", 14)
    else:
        for i in range(6):
            tall = 0.12 + 0.04 * ((i * 2 + kind) % 3)
            s.box(
                (x - 0.42 + 0.168 * i, y + tall / 2, z), (0.13, tall, 0.2), ("accent", "pale", "gold")[i % 3], 9, "xXYZ"
            )


def garden(s):
    """A garden room: lattice screens, a moon gate, bamboo in a trough, a low tea table: for culture and travel."""
    s.at(M, M).box((0, 0.06, 0), (6, 0.12, 4), "walnut", 0.5, "xXYzZ", wide=ALL, deep=ALL)
    s.at(M, R).box((0, 0.06, 2.003), (6, 0.022, 0.008), "lamp", 9, "Z", wide=ALL)
    for x, a in ((-2.88, L), (2.88, R)):
        for z, b in ((-1.85, L), (1.85, R)):
            s.at(a, b).box((x, 1.62, z), (0.18, 3.0, 0.18), "oak", 0.5, "xXzZ")
            s.solid(x, z, 0.2, 0.2, 3.1)
        s.at(a, M).box((x, 3.16, 0), (0.14, 0.16, 3.9), "oak", 0.6, deep=ALL)
        _lattice(s, a, x)
    for z, b in ((-1.85, L), (1.85, R)):
        s.at(M, b).box((0, 3.16, z), (5.9, 0.16, 0.14), "oak", 0.6, wide=ALL)
    beams = 9 if s.fine else 4
    for i in range(beams):
        s.at(M, -0.5 + (i + 0.5) / beams).box(
            (0, 3.3, -2 + 4 * (i + 0.5) / beams), (6.1, 0.1, 0.06), "oak", 0.8, wide=ALL
        )
    fascia(s, 3.36, 0.5, 1.86, -2.65, 2.65, (L, R))
    back_wall(s, 3.1, "white", picture=(0.6, 2.85))
    for x, a in ((-1.9, -0.3), (0, M), (1.9, 0.3)):
        s.at(a, L, (4.5, 0) if x else (0, 0))
        spotlight(s, x, 3.1, -0.4, (0, -0.66, -0.75), 1.4)
    _moon_gate(s)
    s.at(R, R)
    counter(s, 2.0, 0.12, 1.25, 1.2, "walnut")
    s.at(M, M, (4.5, 0))
    s.box((0, 0.42, -0.4), (1.3, 0.06, 0.7), "walnut", 9)
    for dx in (-0.55, 0.55):
        s.box((dx, 0.26, -0.4), (0.08, 0.28, 0.6), "walnut", 9, "xXzZ")
    s.lathe((0.1, 0.45, -0.4), [(0.03, 0), (0.075, 0.03), (0.08, 0.07), (0.03, 0.12), (0.012, 0.14)], "ceramic", 14)
    for dx, dz in ((-0.3, -0.2), (-0.3, 0.2), (0.4, 0.15)):
        s.cylinder((dx, 0.47, -0.4 + dz), 0.03, 0.04, "ceramic", 10)
        s.cylinder((dx * 2.4, 0.2, -0.4 + dz * 3.4), 0.22, 0.16, "fabric", 18)
    s.solid(0, -0.4, 1.3, 0.8, 0.5)
    for side, a in ((-1, L), (1, R)):
        s.at(a, L)
        _bamboo(s, side * 2.3, -1.55, 50 + side)
    s.at(R, M, (4.5, 0))
    plinth(s, 2.3, 0.12, 0.1, 3, 0.85, "walnut")


def _lattice(s, a, x):
    """A side screen of thin bars, closed behind and open to the front."""
    bars = (9, 8) if s.fine else (3, 3)
    for i in range(bars[0]):
        t = i / (bars[0] - 1)
        s.at(a, -0.5 + 0.55 * t).box((x, 1.6, -1.7 + 1.9 * t), (0.03, 2.7, 0.025), "oak", 9, "xXzZ")
    for j in range(bars[1]):
        y = 0.4 + 2.4 * j / (bars[1] - 1)
        s.at(a, M).box((x, y, -0.75), (0.03, 0.025, 1.95), "oak", 9, "xXyY", deep=(L, 0.05))
    s.at(a, M).solid(x, -0.75, 0.1, 2.0, 3, wide=(a, a), deep=(L, 0.05))


def _moon_gate(s):
    """A round frame on the left with the portrait poster behind it."""
    s.at(L, R)
    steps = 28 if s.fine else 10
    turn = np.linspace(0, 2 * math.pi, steps + 1)
    ring = np.stack([np.cos(turn), np.sin(turn), 0 * turn], 1)
    centre = np.array([-1.75, 1.42, 1.0])
    for r0, r1, dz, normal in ((0.92, 1.06, 0.07, 1), (0.92, 1.06, -0.07, -1)):
        points = np.concatenate([centre + ring * r0, centre + ring * r1]) + [0, 0, dz]
        i = np.arange(steps)
        j = i + steps + 1
        faces = np.concatenate([np.stack([i, j, i + 1], 1), np.stack([i + 1, j, j + 1], 1)])
        s.add(points, np.tile((0, 0, normal), (len(points), 1)), faces if normal > 0 else faces[:, ::-1], "walnut")
    for r, out in ((0.92, -1), (1.06, 1)):
        points = np.concatenate([centre + ring * r + [0, 0, -0.07], centre + ring * r + [0, 0, 0.07]])
        i = np.arange(steps)
        j = i + steps + 1
        faces = np.concatenate([np.stack([i, i + 1, j], 1), np.stack([i + 1, j + 1, j], 1)])
        s.add(points, np.concatenate([ring, ring]) * out, faces if out > 0 else faces[:, ::-1], "walnut")
    s.quad((-2.25, 0.55, 0.9), (1.0, 0, 0), (0, 1.75, 0), "poster", 0.5, PORTRAIT)
    s.quad((-1.25, 0.55, 0.88), (-1.0, 0, 0), (0, 1.75, 0), "poster", 0.5, WALL)
    s.box((-1.75, 0.25, 1.0), (1.6, 0.26, 0.3), "stone", 9)
    s.solid(-1.75, 1.0, 2.1, 0.3, 2.4)


def _bamboo(s, x, z, seed):
    random = np.random.default_rng(seed)
    s.box((x, 0.34, z), (0.9, 0.44, 0.36), "stone", 9, "xXYzZ")
    s.box((x, 0.565, z), (0.84, 0.01, 0.3), "soil", 9, "Y")
    for i in range(7 if s.fine else 3):
        px, pz = x - 0.38 + 0.125 * i * (1 if s.fine else 2.4), z + random.uniform(-0.1, 0.1)
        tall = random.uniform(1.7, 2.4)
        s.cylinder((px, 0.56 + tall / 2, pz), 0.017, tall, "bamboo", 6, False)
        for _ in range(9 if s.fine else 3):
            high = 0.56 + tall * random.uniform(0.45, 1.0)
            turn, length = random.uniform(0, 2 * math.pi), random.uniform(0.16, 0.3) * (1 if s.fine else 2)
            out = np.array([math.cos(turn), random.uniform(-0.5, 0.1), math.sin(turn)]) * length
            across = np.array([-math.sin(turn), 0, math.cos(turn)]) * 0.022 * (1 if s.fine else 2.4)
            base = np.array([px, high, pz])
            points = [base, base + out * 0.5 + across, base + out, base + out * 0.5 - across]
            s.add(
                points,
                np.tile((0, 1.0, 0), (4, 1)),
                [[0, 1, 2], [0, 2, 3]],
                "leaf",
                np.tile([random.random(), 0.0], (4, 1)),
            )
    s.solid(x, z, 0.9, 0.36, 1.6)
