"""Five of the eight booth designs, drawn 6 x 4 m with the open front at +z. How a design stretches is said by anchors."""

import math

import numpy as np
from furniture import (
    NAME_SHAPE,
    PORTRAIT,
    WALL,
    chair,
    counter,
    plant,
    plinth,
    screen,
    shelf,
    sofa,
    spotlight,
    standee,
    stool,
    table,
)
from geometry import Surfaces
from stands import garden, market, portal
from walls import ALL, L, M, R, back_wall, fascia


def shell(s):
    """A system stand: aluminium frame, white walls, fascia board, one counter. 3 x 3 m and larger."""
    h = 2.6
    s.at(M, M).quad((-3, 0.014, 2), (6, 0, 0), (0, 0, -4), "carpet", 0.5, fit=((-3, L, 3, R), (-2, L, 2, R)))
    back_wall(s, h)
    for side, a in ((-1, L), (1, R)):
        s.at(a, M).box((side * 2.97, h / 2, -0.75), (0.05, h, 2.4), "white", 0.4, wide=(a, a), deep=(L, 0.1))
        s.solid(side * 2.97, -0.75, 0.05, 2.4, h, wide=(a, a), deep=(L, 0.1))
        for z, b in ((1.95, R), (0.45, 0.1)):
            s.at(a, b).box((side * 2.96, h / 2, z), (0.07, h, 0.07), "aluminium", 0.3, "xXzZ")
        s.at(a, R).solid(side * 2.96, 1.95, 0.1, 0.1, h)
        s.at(a, M).box((side * 2.96, h - 0.03, 0), (0.06, 0.06, 3.9), "aluminium", 0.5, wide=(a, a), deep=ALL)
    fascia(s, h, 0.42, 1.95, -3, 3, ALL, narrowest=3)
    s.at(M, R).box((0, h - 0.05, 0.7), (6, 0.05, 0.05), "aluminium", 0.6, wide=ALL)
    for x, a in ((-2, -0.33), (0, M), (2, 0.33)):
        s.at(a, R, (4.5, 0) if x else (0, 0))
        spotlight(s, x, h - 0.1, 0.7)
    s.at(R, R, (0, 0))
    counter(s, 2.0, 0.014, 1.35, 1.3)
    s.at(L, L)
    screen(s, -2.0, 1.55, -1.84, 1.1, 0.62)
    s.at(L, 0.2)
    table(s, -1.75, 0.014, 0.3)
    chair(s, -2.4, 0.014, 0.3, 3)
    chair(s, -1.75, 0.014, -0.35, 0)
    s.at(R, L)
    shelf(s, 2.5, 0, -1.72, 0.8)
    s.at(M, L)
    plinth(s, 0.95, 0.014, -0.7, 0)
    s.at(M, L, (4.5, 0))
    plinth(s, 0.1, 0.014, -0.7, 2)
    s.at(L, R, (4.5, 0))
    plant(s, -2.6, 0.014, 1.5, 0.95, 1)
    s.at(M, M, (7.5, 0))
    plinth(s, -0.9, 0.014, 0.1, 4)
    s.at(-0.25, M, (8, 4))
    sofa(s, -0.2, 0.014, 0.9, 1.3)


def frame(s):
    """Portal frames of oak with lines of light, one behind another, and a long graphic wall."""
    s.at(M, M).box((0, 0.03, 0), (6, 0.06, 4), "oak", 0.5, "xXYzZ", wide=ALL, deep=ALL)
    s.at(M, M).quad(
        (-2.4, 0.064, 1.5), (4.8, 0, 0), (0, 0, -2.8), "carpet", 0.5, fit=((-2.4, L, 2.4, R), (-1.3, L, 1.5, R))
    )
    for z, a in ((-1.85, L), (-0.6, -0.16), (0.65, 0.16), (1.88, R)):
        for side, b in ((-1, L), (1, R)):
            s.at(b, a).box((side * 2.9, 1.6, z), (0.16, 3.2, 0.2), "oak", 0.6, "xXzZ")
            s.box((side * 2.9, 1.6, z + 0.104), (0.025, 3.1, 0.008), "lamp", 9, "Z")
            s.solid(side * 2.9, z, 0.16, 0.2, 3.2)
        s.at(M, a).box((0, 3.28, z), (5.96, 0.16, 0.2), "oak", 0.6, wide=ALL)
        s.box((0, 3.28, z + 0.104), (5.6, 0.025, 0.008), "lamp", 9, "Z", wide=ALL)
    back_wall(s, 3.1, "accent-deep", picture=(0.5, 2.9))
    fascia(s, 2.72, 0.46, 1.96, -2.78, 2.78, ALL)
    for x, a in ((-1.9, -0.3), (0, M), (1.9, 0.3)):
        s.at(a, L, (4.5, 0) if x else (0, 0))
        spotlight(s, x, 3.05, -0.6, (0, -0.7, -0.7), 1.3)
    s.at(M, R, (0, 0))
    counter(s, 0.0, 0.06, 1.25, 1.8, "walnut")
    s.at(L, L)
    screen(s, -2.0, 1.5, -1.8, 1.2, 0.68)
    s.at(L, 0.2)
    plinth(s, -2.1, 0.06, 0.7, 1)
    s.at(R, 0.2)
    plinth(s, 2.1, 0.06, 0.7, 4)
    s.at(L, -0.1, (4.5, 3.5))
    plinth(s, -2.1, 0.06, -0.4, 3)
    s.at(R, -0.1, (4.5, 3.5))
    plinth(s, 2.1, 0.06, -0.4, 0)
    s.at(M, M, (4.5, 0))
    table(s, 0, 0.06, -0.7, 0.74, 0.42)
    chair(s, -0.72, 0.06, -0.7, 3)
    chair(s, 0.72, 0.06, -0.7, 1)
    s.at(L, L, (4.5, 0))
    plant(s, -2.5, 0.06, -1.45, 0.95, 8)
    s.at(R, L, (4.5, 0))
    plant(s, 2.5, 0.06, -1.45, 0.95, 9)


def tower(s):
    """A tall lit tower with the name on two sides, a slatted oak wall with a large screen, a lounge."""
    s.at(M, M).box((0, 0.05, 0), (6, 0.1, 4), "stone", 0.5, "xXYzZ", wide=ALL, deep=ALL)
    s.at(M, R).box((0, 0.05, 2.003), (6, 0.025, 0.008), "lamp", 9, "Z", wide=ALL)
    s.at(M, L).box((0, 1.8, -1.92), (6, 3.4, 0.12), "white", 0.5, wide=ALL)
    s.solid(0, -1.92, 6, 0.14, 3.4, wide=ALL)
    s.at(L, L)
    for i in range(18 if s.fine else 9):
        step = 0.1 if s.fine else 0.2
        s.box((-2.92 + step * i, 1.8, -1.82), (0.05 * step / 0.1, 3.4, 0.08), "walnut", 9, "xXZ")
    s.at(R, L)
    screen(s, 1.35, 1.85, -1.82, 2.5, 1.4)
    s.at(L, R).box((-2.3, 2.4, 1.1), (1.2, 4.6, 1.2), "accent", 0.4)
    s.box((-2.3, 4.72, 1.1), (1.24, 0.05, 1.24), "aluminium", 9)
    s.box((-2.3, 3.02, 1.1), (1.24, 0.03, 1.24), "lamp", 9, "xXzZ")
    s.solid(-2.3, 1.1, 1.2, 1.2, 4.6)
    s.quad((-2.82, 0.95, 1.708), (1.04, 0, 0), (0, 1.9, 0), "poster", 0.5, PORTRAIT)
    s.quad((-2.87, 3.6, 1.706), (1.14, 0, 0), (0, 1.14 / NAME_SHAPE, 0), "label", 9)
    s.quad((-2.6, 3.85, 1.706), (0.6, 0, 0), (0, 0.3, 0), "number", 9)
    s.quad((-1.694, 3.85, 1.4), (0, 0, -0.6), (0, 0.3, 0), "number", 9)
    s.at(M, R).box((0.6, 3.45, 1.8), (4.6, 0.7, 0.26), "white", 0.5, wide=(L, R))
    s.box((0.6, 3.085, 1.8), (4.6, 0.03, 0.2), "lamp", 9, "yZ", wide=(L, R))
    s.at(M, R).quad(
        (-1.5, 3.26, 1.937), (4.2, 0, 0), (0, 0.42, 0), "accent", 9, fit=((-1.5, -0.4, 2.7, 0.4), (1.8, R, 2, R))
    )
    s.quad(
        (-1.4, 3.29, 1.942),
        (4.0, 0, 0),
        (0, 4.0 / NAME_SHAPE, 0),
        "fascia",
        9,
        fit=((-1.4, -0.4, 2.6, 0.4), (1.8, R, 2, R)),
    )
    s.at(R, R).box((2.8, 1.6, 1.8), (0.26, 3.0, 0.26), "white", 0.5, "xXzZ")
    s.solid(2.8, 1.8, 0.26, 0.26, 3.0)
    s.at(R, M).box((2.8, 3.45, -0.05), (0.26, 0.7, 3.5), "white", 0.5, deep=ALL)
    for x, a in ((-0.4, -0.1), (1.4, 0.2), (2.4, R)):
        s.at(a, R, (4.5, 0) if x < 2 else (0, 0))
        spotlight(s, x, 3.05, 1.55, (0, -0.9, -0.45), 1.2)
    s.at(R, R, (0, 0))
    counter(s, 2.0, 0.1, 1.2, 1.2)
    s.at(M, R, (4.5, 0))
    plinth(s, -0.9, 0.1, 1.2, 0, 0.9)
    plinth(s, 0.0, 0.1, 1.2, 2, 0.9)
    plinth(s, -0.45, 0.1, 0.4, 4, 1.05)
    s.at(M, L, (4.5, 0))
    sofa(s, -0.4, 0.1, -1.35, 1.3)
    table(s, 0.85, 0.1, -0.9, 0.5, 0.32, "walnut")
    s.at(R, L)
    plant(s, 2.6, 0.1, -1.45, 1.1, 5)
    s.at(L, L, (4.5, 3.5))
    plant(s, -2.55, 0.1, -1.3, 1.05, 6)


def pavilion(s):
    """A timber pavilion with lacquered columns, gilded caps and a tiled, upswept roof edge; tables for guests."""
    s.at(M, M).box((0, 0.06, 0), (6, 0.12, 4), "walnut", 0.5, "xXYzZ", wide=ALL, deep=ALL)
    s.at(M, R).box((0, 0.06, 2.003), (6, 0.022, 0.008), "lamp", 9, "Z", wide=ALL)
    for x, a in ((-2.8, L), (2.8, R)):
        for z, b in ((-1.8, L), (1.8, R)):
            s.at(a, b).cylinder((x, 1.75, z), 0.13, 3.3, "lacquer", 22, False)
            s.lathe((x, 0.12, z), [(0.24, 0), (0.24, 0.06), (0.2, 0.12), (0.19, 0.16), (0.13, 0.2)], "stone", 22)
            s.cylinder((x, 3.38, z), 0.17, 0.07, "gold", 22)
            s.solid(x, z, 0.3, 0.3, 3.4)
    for z, b in ((-1.8, L), (1.8, R)):
        s.at(M, b).box((0, 3.5, z), (6.0, 0.26, 0.2), "lacquer", 0.5, wide=ALL)
        s.box((0, 3.66, z), (6.1, 0.05, 0.24), "gold", 9, wide=ALL)
        s.box((0, 3.2, z), (5.4, 0.1, 0.1), "walnut", 9, wide=ALL)
        for i in range(11):
            s.at(-0.45 + 0.09 * i, b).box((-2.5 + 0.5 * i, 3.28, z), (0.06, 0.2, 0.06), "walnut", 9, "xXzZ")
    for x, a in ((-2.8, L), (2.8, R)):
        s.at(a, M).box((x, 3.5, 0), (0.2, 0.26, 3.6), "lacquer", 0.5, deep=ALL)
    bends = 8 if s.fine else 3
    for side, b in ((-1, L), (1, R)):
        for i in range(bends):
            f0, f1 = i / bends, (i + 1) / bends
            y0, y1 = (3.74 + 0.6 * (1 - f) ** 2 for f in (f0, f1))
            z0, z1 = (side * (0.75 + 1.6 * f) for f in (f0, f1))
            s.at(M, b)
            if side > 0:
                s.quad(
                    (-3.2, y1, z1),
                    (6.4, 0, 0),
                    (0, y0 - y1, z0 - z1),
                    "tile",
                    2,
                    fit=((-3.2, L, 3.2, R), (-3, b, 3, b)),
                )
            else:
                s.quad(
                    (3.2, y1, z1),
                    (-6.4, 0, 0),
                    (0, y0 - y1, z0 - z1),
                    "tile",
                    2,
                    fit=((-3.2, L, 3.2, R), (-3, b, 3, b)),
                )
        s.at(M, b).box((0, 4.36, side * 0.75), (6.4, 0.1, 0.14), "tile", 9, wide=ALL)
        for i in range(27 if s.fine else 0):
            s.at(-0.5 + i / 26, b).box(
                (-3.12 + 0.24 * i, 3.76, side * 2.33), (0.1, 0.06, 0.08), "gold" if i % 2 else "tile", 9, "xXyZz"
            )
    s.at(M, R).box((0, 3.98, 2.2), (4.4, 0.62, 0.1), "lacquer", 9)
    for y in (3.66, 4.3):
        s.box((0, y, 2.2), (4.5, 0.04, 0.13), "gold", 9)
    # Over the roof's edge, which hides what is lower from people who stand before it.
    s.at(M, R).quad((-2.16, 3.85, 2.254), (3.84, 0, 0), (0, 3.84 / NAME_SHAPE, 0), "sign", 9)
    s.quad((1.72, 3.92, 2.254), (0.42, 0, 0), (0, 0.2, 0), "number", 9)
    back_wall(s, 3.2, "white", picture=(0.6, 2.9))
    for x, a in ((-1.8, -0.3), (0, M), (1.8, 0.3)):
        s.at(a, R, (4.5, 0) if x else (0, 0))
        spotlight(s, x, 3.1, 0.9, (0, -0.62, -0.78), 1.3)
    s.at(L, R)
    counter(s, -1.95, 0.12, 1.2, 1.2, "walnut")
    s.at(R, R, (4.5, 0))
    plinth(s, 1.0, 0.12, 1.2, 3, 0.85, "walnut")
    plinth(s, 1.9, 0.12, 1.2, 3, 0.85, "walnut")
    s.at(M, M, (4.5, 0))
    table(s, 0, 0.12, -0.35, 0.72, 0.48, "walnut")
    for turn, (dx, dz) in enumerate(((0, -0.72), (-0.75, 0), (0, 0.72), (0.75, 0))):
        chair(s, dx, 0.12, -0.35 + dz, {0: 0, 1: 1, 2: 2, 3: 3}[turn], "lacquer")
    s.at(L, L)
    plant(s, -2.3, 0.12, -1.35, 1.15, 11)
    s.at(R, L)
    plant(s, 2.3, 0.12, -1.35, 1.1, 12)


def island(s):
    """An open stand on all sides: a ring of light with the name above, a core with screens, plinths around."""
    s.at(M, M).box((0, 0.04, 0), (6, 0.08, 4), "stone", 0.5, "xXYzZ", wide=ALL, deep=ALL)
    for side, b in ((-1, L), (1, R)):
        s.at(M, b).box((0, 0.04, side * 2.003), (6, 0.022, 0.008), "lamp", 9, "zZ", wide=ALL)
    s.at(M, M)
    radius, low, tall = 1.75, 3.9, 0.62
    steps = 60 if s.fine else 20
    turn = np.linspace(0, 2 * math.pi, steps + 1)
    for r, out, material in ((radius, 1, "accent"), (radius - 0.06, -1, "pale")):
        ring = np.stack([r * np.sin(turn), np.zeros(steps + 1), r * np.cos(turn)], 1)
        points = np.concatenate([ring + [0, low, 0], ring + [0, low + tall, 0]])
        normal = ring / r * out
        i = np.arange(steps)
        j = i + steps + 1
        faces = np.concatenate([np.stack([i, i + 1, j], 1), np.stack([i + 1, j + 1, j], 1)])
        s.add(points, np.concatenate([normal, normal]), faces if out > 0 else faces[:, ::-1], material)
    ring = np.stack([np.sin(turn), np.zeros(steps + 1), np.cos(turn)], 1)
    points = np.concatenate([ring * radius, ring * (radius - 0.06)]) + [0, low - 0.004, 0]
    i = np.arange(steps)
    j = i + steps + 1
    s.add(
        points,
        np.tile([0, -1.0, 0], (len(points), 1)),
        np.concatenate([np.stack([i, j, i + 1], 1), np.stack([i + 1, j, j + 1], 1)]),
        "lamp",
    )
    for start in (0, 2.1, 4.2):
        bend = start + np.linspace(-0.9, 0.9, 15 if s.fine else 7)
        arc = np.stack([(radius + 0.012) * np.sin(bend), np.zeros(len(bend)), (radius + 0.012) * np.cos(bend)], 1)
        points = np.concatenate([arc + [0, low + 0.08, 0], arc + [0, low + 0.537, 0]])
        # The middle of the slot: an island's name is written no wider (nameShare in the client).
        u = 0.5 + np.linspace(-0.31, 0.31, len(bend))
        i = np.arange(len(bend) - 1)
        j = i + len(bend)
        s.add(
            points,
            np.concatenate([arc, arc]) / (radius + 0.012) * [1, 0, 1],
            np.concatenate([np.stack([i, i + 1, j], 1), np.stack([i + 1, j + 1, j], 1)]),
            "label",
            np.concatenate([np.stack([u, u * 0 + 1], 1), np.stack([u, u * 0], 1)]),
        )
    for x in (-1.2, 1.2):
        for z in (-1.2, 1.2):
            s.box((x, 6.2, z), (0.012, 4.4 if s.fine else 3.4, 0.012), "graphite", 9, "xXzZ")
    s.box((0, 1.4, -0.5), (2.4, 2.64, 0.5), "accent-deep", 0.4)
    s.solid(0, -0.5, 2.4, 0.5, 2.7)
    s.box((0, 2.73, -0.5), (2.44, 0.04, 0.54), "lamp", 9, "xXzZ")
    screen(s, 0, 1.65, -0.22, 2.0, 1.125)
    s.quad((1.15, 0.5, -0.756), (-2.3, 0, 0), (0, 1.15 * 1.8, 0), "poster", 0.5, WALL)
    for side, a in ((-1, L), (1, R)):
        s.at(a, R).box((side * 2.55, 0.06, 1.55), (0.7, 0.04, 0.7), "oak", 9, "xXYzZ")
        plinth(s, side * 2.55, 0.08, 1.55, 4 if side > 0 else 1)
        s.at(a, M, (4.5, 0))
        plinth(s, side * 2.5, 0.08, -0.2, 0 if side > 0 else 3, 1.0)
        s.at(a, L)
        plant(s, side * 2.5, 0.08, -1.5, 0.95, 20 + side)
    s.at(M, R)
    counter(s, 0, 0.08, 1.35, 1.7)
    for x in (-0.6, 0, 0.6):
        s.at(M, M)
        spotlight(s, x, 3.8, 0.9, (x * 0.4, -0.85, -0.5), 1.1)
    s.at(M, L, (4.5, 3.5))
    table(s, 0.0, 0.08, -1.4, 1.02, 0.3)
    stool(s, -0.55, 0.08, -1.4)
    stool(s, 0.55, 0.08, -1.4)
    s.at(R, M, (7.5, 0))
    standee(s, 1.9, 0.08, 0.5)


TEMPLATES = {
    "shell": shell,
    "frame": frame,
    "tower": tower,
    "pavilion": pavilion,
    "island": island,
    "portal": portal,
    "market": market,
    "garden": garden,
}


def draw(name, fine=True):
    surfaces = Surfaces(fine)
    TEMPLATES[name](surfaces)
    return surfaces
