"""Furniture and fittings of a booth: counters, screens, plinths, seats, plants, lamps. Booths themselves are in templates.py."""

import math

import numpy as np

#: Width by height of the part of a slot that holds a name (client/src/scene/graphics/atlas-layout.ts).
NAME_SHAPE = 11.2
WALL = (0.0, 0.5, 1.0, 0.0)
SCREEN = (0.0, 0.78125, 0.5, 0.5)
PORTRAIT = (0.625, 1.0, 1.0, 0.5)
COVER = (259 / 512, 346 / 512, 317 / 512, 260 / 512)
CARDS = [(left / 512, 1.0, (left + 80) / 512, 400 / 512) for left in (0, 80, 160, 240)]


def counter(s, x, y, z, width=1.5, wood="oak"):
    """A reception counter: accent front with the company's name, wooden top, glowing toe line."""
    s.box((x, y + 0.52, z), (width, 0.98, 0.5), "pale", 0.3, "xXzZ")
    s.box((x, y + 0.55, z + 0.255), (width - 0.1, 0.84, 0.015), "accent", 0.3, "xXYZ")
    s.box((x, y + 1.045, z), (width + 0.1, 0.05, 0.6), wood, 0.4)
    s.box((x, y + 0.06, z + 0.253), (width - 0.1, 0.022, 0.012), "lamp", 9, "ZY")
    s.quad((x - width * 0.42, y + 0.58, z + 0.266), (width * 0.84, 0, 0), (0, width * 0.84 / NAME_SHAPE, 0), "label", 9)
    if s.fine:
        s.box((x + width * 0.28, y + 1.085, z + 0.05), (0.22, 0.012, 0.3), "white", 9, "xXYzZ")
        s.box((x - width * 0.3, y + 1.2, z - 0.02), (0.34, 0.22, 0.015), "graphite", 9)
        s.box((x - width * 0.3, y + 1.075, z - 0.02), (0.14, 0.012, 0.12), "graphite", 9, "xXYzZ")
        s.box((x + width * 0.42, y + 1.12, z + 0.1), (0.07, 0.1, 0.07), "accent", 9, "xXYzZ")
    brochures(s, x, y + 1.07, z + 0.1)
    s.solid(x, z, width + 0.1, 0.6, 1.07 + y)


def brochures(s, x, y, z):
    """A display on the counter with copies of the exhibitor's brochure, the cover in front; the hall hides it where there is none."""
    wide, tall, lean = 0.23, 0.326, 0.09
    s.quad((x - wide / 2, y + 0.035, z + 0.04), (wide, 0, 0), (0, tall, -lean), "brochure", 9, COVER)
    if not s.fine:
        return
    s.box((x, y + 0.012, z), (wide + 0.05, 0.024, 0.2), "paper", 9, "xXYzZ")
    s.box((x, y + 0.045, z + 0.07), (wide + 0.05, 0.045, 0.012), "paper", 9, "xXYzZ")
    for copy in (1, 2, 3):
        back = 0.011 * copy
        corner = (x - wide / 2 + 0.004 * copy, y + 0.035 + 0.004 * copy, z + 0.04 - back)
        s.quad(corner, (wide, 0, 0), (0, tall, -lean), "paper", 9)
    s.quad(
        (x + wide / 2 + 0.02, y + 0.024, z - 0.012), (-wide - 0.04, 0, 0), (0, tall + 0.02, -lean - 0.006), "paper", 9
    )


def screen(s, x, y, z, width, height):
    s.box((x, y, z), (width + 0.07, height + 0.07, 0.06), "graphite", 9, "xXyYZ")
    s.quad((x - width / 2, y - height / 2, z + 0.032), (width, 0, 0), (0, height, 0), "screen", 9, SCREEN)


def standee(s, x, y, z, width=0.8, height=1.9):
    """A free-standing light box with the booth's portrait poster."""
    s.box((x, y + height / 2 + 0.05, z), (width, height, 0.09), "aluminium", 9)
    s.quad(
        (x - width / 2 + 0.03, y + 0.1, z + 0.047), (width - 0.06, 0, 0), (0, height - 0.08, 0), "poster", 9, PORTRAIT
    )
    s.box((x, y + 0.02, z), (width * 0.8, 0.04, 0.4), "graphite", 9, "xXYzZ")
    s.solid(x, z, width, 0.3, height)


def product(s, x, y, z, shape):
    """Product shapes that stand for what the exhibitor shows; no brand, no copy of a thing."""
    if not s.fine:
        s.box((x, y + 0.14, z), (0.24, 0.28, 0.2), "steel", 9)
        return
    if shape == 0:  # a valve body
        s.lathe(
            (x, y, z),
            [
                (0.0, 0),
                (0.14, 0),
                (0.14, 0.03),
                (0.07, 0.05),
                (0.06, 0.12),
                (0.11, 0.16),
                (0.12, 0.22),
                (0.08, 0.27),
                (0.04, 0.29),
                (0.04, 0.35),
                (0.09, 0.355),
                (0.09, 0.375),
                (0, 0.38),
            ],
            "steel",
        )
        s.cylinder((x, y + 0.19, z + 0.12), 0.05, 0.06, "copper", 14)
    elif shape == 1:  # a wafer stack in its frame
        s.box((x, y + 0.02, z), (0.36, 0.04, 0.26), "graphite", 9)
        for i in range(6):
            s.cylinder((x, y + 0.07 + i * 0.035, z), 0.12, 0.008, "copper" if i % 2 else "steel", 24)
        for dx in (-0.13, 0.13):
            s.box((x + dx, y + 0.16, z), (0.02, 0.26, 0.05), "aluminium", 9)
    elif shape == 2:  # an instrument with a display
        s.box((x, y + 0.15, z), (0.36, 0.26, 0.24), "pale", 9)
        s.quad((x - 0.15, y + 0.11, z + 0.122), (0.2, 0, 0), (0, 0.13, 0), "screen", 9, SCREEN)
        for i in range(3):
            s.box((x + 0.12, y + 0.09 + i * 0.055, z + 0.125), (0.05, 0.03, 0.02), "accent", 9)
        s.box((x, y + 0.01, z), (0.38, 0.02, 0.26), "graphite", 9)
    elif shape == 3:  # a vase
        s.lathe(
            (x, y, z),
            [
                (0, 0),
                (0.07, 0),
                (0.08, 0.01),
                (0.12, 0.09),
                (0.13, 0.16),
                (0.1, 0.24),
                (0.05, 0.3),
                (0.045, 0.34),
                (0.07, 0.375),
                (0.06, 0.37),
                (0.03, 0.34),
            ],
            "accent",
        )
    else:  # a motor
        s.box((x, y + 0.03, z), (0.34, 0.06, 0.22), "graphite", 9)
        for i in range(7):
            s.box((x - 0.13 + i * 0.035, y + 0.18, z), (0.014, 0.22, 0.22), "accent", 9)
        s.box((x - 0.02, y + 0.18, z), (0.26, 0.17, 0.17), "graphite", 9)
        s.box((x + 0.17, y + 0.18, z), (0.08, 0.04, 0.04), "steel", 9)


def plinth(s, x, y, z, shape, height=0.9, material="pale"):
    s.box((x, y + height / 2, z), (0.56, height, 0.56), material, 0.3, "xXYzZ")
    s.box((x, y + height + 0.012, z), (0.6, 0.03, 0.6), "oak", 9)
    s.box((x, y + 0.03, z), (0.575, 0.02, 0.575), "lamp", 9, "xXZ")
    product(s, x, y + height + 0.03, z, shape)
    # What stands here: the card of the next of the exhibitor's products, 80 x 112 texels.
    s.quad(
        (x - 0.22, y + height - 0.68, z + 0.283), (0.44, 0, 0), (0, 0.616, 0), "poster", 9, CARDS[len(s.plinths) % 4]
    )
    s.plinth(x, z, y + height)
    s.solid(x, z, 0.6, 0.6, height + 0.3)


def table(s, x, y, z, height=0.74, radius=0.38, top="oak"):
    s.cylinder((x, y + 0.012, z), radius * 0.62, 0.024, "graphite", 24)
    s.cylinder((x, y + height / 2, z), 0.03, height, "graphite", 10, False)
    s.cylinder((x, y + height, z), radius, 0.032, top, 32)
    if s.fine:
        s.box((x + 0.08, y + height + 0.022, z - 0.05), (0.2, 0.012, 0.27), "white", 9, "xXYzZ")
        s.box((x - 0.12, y + height + 0.02, z + 0.08), (0.18, 0.008, 0.25), "accent", 9, "xXYzZ")
    s.solid(x, z, radius * 1.6, radius * 1.6, height)


def chair(s, x, y, z, turn=0.0, cover="fabric"):
    """A shell chair; turn in quarter turns, 0 looks to the front."""
    legs = 0.17
    if s.fine:
        for dx in (-legs, legs):
            for dz in (-legs, legs):
                s.box((x + dx, y + 0.21, z + dz), (0.025, 0.42, 0.025), "oak", 9, "xXzZ")
    s.box((x, y + 0.45, z), (0.46, 0.07, 0.44), cover, 0.3)
    side = [(0, -1), (-1, 0), (0, 1), (1, 0)][int(turn) % 4]
    if side[0] == 0:
        s.box((x, y + 0.68, z + side[1] * 0.21), (0.44, 0.4, 0.05), cover, 0.3)
    else:
        s.box((x + side[0] * 0.21, y + 0.68, z), (0.05, 0.4, 0.44), cover, 0.3)


def stool(s, x, y, z):
    s.cylinder((x, y + 0.012, z), 0.2, 0.024, "graphite", 20)
    s.cylinder((x, y + 0.37, z), 0.022, 0.7, "aluminium", 8, False)
    s.cylinder((x, y + 0.75, z), 0.18, 0.07, "fabric", 20)


def sofa(s, x, y, z, width=1.6):
    s.box((x, y + 0.24, z), (width, 0.3, 0.72), "fabric", 0.3)
    s.box((x, y + 0.57, z - 0.3), (width, 0.42, 0.14), "fabric", 0.3)
    for side in (-1, 1):
        s.box((x + side * (width / 2 + 0.07), y + 0.33, z), (0.14, 0.5, 0.72), "fabric", 0.3)
        s.box((x + side * width * 0.27, y + 0.5, z - 0.16), (0.4, 0.3, 0.12), "accent", 9)
    s.solid(x, z, width + 0.28, 0.76, 0.8)


def plant(s, x, y, z, scale=1.0, seed=0):
    random = np.random.default_rng(seed)
    s.lathe(
        (x, y, z),
        [
            (0.13 * scale, 0),
            (0.18 * scale, 0.2 * scale),
            (0.2 * scale, 0.42 * scale),
            (0.17 * scale, 0.42 * scale),
            (0.16 * scale, 0.36 * scale),
        ],
        "ceramic",
        18,
    )
    s.cylinder((x, y + 0.37 * scale, z), 0.16 * scale, 0.01, "soil", 14)
    leaves, joints = (34, 4) if s.fine else (9, 2)
    for _ in range(leaves):
        a, lean = random.uniform(0, 2 * math.pi), random.uniform(0.1, 1.1)
        length, wide = random.uniform(0.5, 1.0) * scale, random.uniform(0.06, 0.11) * scale * (1 if s.fine else 2.2)
        out = np.array([math.cos(a), 0, math.sin(a)])
        across = np.array([-out[2], 0, out[0]])
        p, rise = np.array([x, y + 0.38 * scale, z]) + out * 0.05 * scale, 1.5 - lean * 0.55
        points, normals, triangles = [], [], []
        for k in range(joints + 1):
            width = wide * math.sin(math.pi * min(0.97, 0.1 + k / joints * 0.87))
            n = np.array([-out[0] * math.sin(rise), math.cos(rise), -out[2] * math.sin(rise)])
            points += [p - across * width / 2, p + across * width / 2]
            normals += [n, n]
            p = p + (out * math.cos(rise) + np.array([0, math.sin(rise), 0])) * length / joints
            rise -= (0.3 + 0.13 * lean) * 4 / joints
        for k in range(joints):
            q = 2 * k
            triangles += [[q, q + 2, q + 1], [q + 1, q + 2, q + 3]]
        s.add(points, normals, triangles, "leaf", np.tile([random.random(), 0.0], (len(points), 1)))
    s.solid(x, z, 0.45 * scale, 0.45 * scale, 1.2)


def spotlight(s, x, y, z, aim=(0.0, -0.75, -0.65), power=1.0):
    """A lamp on a rail; its warm light is baked into what it meets."""
    s.box((x, y + 0.05, z), (0.05, 0.1, 0.05), "graphite", 9, "xXzZ")
    s.cylinder((x, y - 0.06, z - 0.02), 0.055, 0.14, "graphite", 12)
    s.box((x, y - 0.133, z - 0.02), (0.07, 0.008, 0.07), "lamp", 9, "yxXzZ")
    direction = np.asarray(aim, float)
    s.spots.append((np.array([x, y - 0.16, z]), direction / np.linalg.norm(direction), power))


def shelf(s, x, y, z, width=0.8, rows=4):
    for i in range(rows):
        s.box((x, y + 0.5 + i * 0.42, z), (width, 0.03, 0.28), "oak", 9)
        s.box((x, y + 0.478 + i * 0.42, z + 0.12), (width - 0.06, 0.012, 0.015), "lamp", 9, "yZ")
        if s.fine:
            for j in range(3):
                tall = 0.14 + 0.05 * ((i * 3 + j * 2) % 4)
                s.box(
                    (x - width / 3 + j * width / 3, y + 0.515 + i * 0.42 + tall / 2, z),
                    (0.13, tall, 0.1),
                    ("steel", "accent", "pale", "copper")[(i + j) % 4],
                    9,
                    "xXYZ",
                )
    for side in (-1, 1):
        s.box((x + side * width / 2, y + 1.1, z), (0.025, 1.7, 0.28), "graphite", 9)
