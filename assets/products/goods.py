"""The sample goods: each answers a list of (surface, paint). Sizes are those of real things, in metres, standing on y = 0."""

import math

import numpy as np

from assets.products.paint import (
    BRASS,
    CAST,
    CHROME,
    CLOTH,
    DARK,
    OAK,
    RUBBER,
    STEEL,
    Paint,
    label,
    linear,
    porcelain,
)
from assets.products.shapes import ball, bent, block, curve, joined, moved, ring, turned


def teapot():
    """A clay teapot for 350 ml."""
    clay = Paint("Purple clay", linear("#8a5746"), 0.0, 0.58)
    profile = curve([(0.034, 0.004), (0.05, 0.022), (0.058, 0.045), (0.05, 0.068), (0.033, 0.078)], 7)
    body = turned([(0, 0), (0.033, 0), *profile, (0.031, 0.079)], 56)
    cover = turned([(0.0325, 0.079), (0.033, 0.082), *curve([(0.031, 0.084), (0.018, 0.09), (0.006, 0.093)], 6)], 48)
    knob = turned(curve([(0.004, 0.092), (0.0055, 0.096), (0.009, 0.102), (0.006, 0.108), (0, 0.1095)], 5), 28)
    way = curve([(0.046, 0.032, 0), (0.07, 0.04, 0), (0.083, 0.058, 0), (0.098, 0.073, 0)], 8)
    spout = bent(way, np.linspace(0.016, 0.0065, len(way)), 20)
    grip = curve([(-0.045, 0.067, 0), (-0.072, 0.074, 0), (-0.09, 0.055, 0), (-0.075, 0.03, 0), (-0.05, 0.025, 0)], 9)
    handle = bent(grip, 0.0062, 16)
    hole = moved(turned([(0.0045, 0), (0, 0)], 20), (0.0985, 0.0738, 0), (0, 0, -40))
    return [(joined([body, cover, knob, spout, handle]), clay), (hole, RUBBER)]


def vase():
    """A porcelain vase, 32 cm high, blue on white."""
    outer = curve(
        [(0.05, 0.0), (0.055, 0.02), (0.082, 0.13), (0.088, 0.2), (0.06, 0.262), (0.033, 0.285), (0.036, 0.32)], 11
    )
    inner = curve([(0.033, 0.318), (0.029, 0.285), (0.03, 0.26)], 5)
    points, normals, places, triangles = turned([(0, 0), *outer], 72)
    angle = places[:, 0] / places[:, 0].max()
    places = np.stack([angle, points[:, 1] / 0.33], 1)
    glaze = Paint("Porcelain", (1, 1, 1), 0.0, 0.14, picture=porcelain())
    white = Paint("White glaze", linear("#f0f1ec"), 0.0, 0.14)
    lip = turned([outer[-1], (0.0345, 0.3215), inner[0]], 72)
    return [
        ((points, normals, places, triangles), glaze),
        (joined([lip, turned(inner, 48), turned([(0.03, 0.26), (0, 0.26)], 24)]), white),
    ]


def chair():
    """An oak chair with a wool seat."""

    def dished(points):
        x, y, z = points.T
        return np.stack([x, y - 0.012 * np.cos(x * 6) * np.cos(z * 6) * (y > 0), z], 1)

    def leaned(points):
        x, y, z = points.T
        return np.stack([x, y, z - 0.9 * (0.19**2 - x**2) + 0.16 * y], 1)

    seat = moved(block((0.44, 0.05, 0.42), 0.022, 3, dished), (0, 0.45, 0))
    frame = moved(block((0.42, 0.035, 0.4), 0.008, 2), (0, 0.413, 0))
    back = moved(block((0.42, 0.17, 0.018), 0.008, 2, leaned), (0, 0.74, -0.205))
    parts = [frame, back]
    for x in (-1, 1):
        parts.append(
            bent([(x * 0.19, 0.41, 0.17), (x * 0.2, 0.2, 0.19), (x * 0.212, 0, 0.21)], [0.02, 0.018, 0.012], 18)
        )
        post = curve(
            [(x * 0.212, 0, -0.24), (x * 0.2, 0.25, -0.19), (x * 0.19, 0.45, -0.18), (x * 0.185, 0.8, -0.255)], 8
        )
        parts.append(bent(post, np.linspace(0.014, 0.016, len(post)), 18))
        parts.append(bent([(x * 0.2, 0.22, 0.185), (x * 0.2, 0.22, -0.19)], 0.009, 12))
    parts.append(bent([(-0.2, 0.22, 0), (0.2, 0.22, 0)], 0.009, 12))
    return [(joined(parts), OAK), (seat, CLOTH)]


def bearing():
    """A deep groove ball bearing, 52 mm across, the axis to the front."""
    groove = [(-math.cos(t) * 0.0036, math.sin(t) * 0.0036) for t in np.linspace(-1.1, 1.1, 9)]
    outer = [(0.0212, -0.0075), (0.0255, -0.0075), (0.026, -0.007), (0.026, 0.007), (0.0255, 0.0075), (0.0212, 0.0075)]
    outer += [(0.0185 - r - 0.0005, -y) for r, y in groove][::1] + [(0.0212, -0.0075)]
    inner = [(0.0125, -0.007), (0.013, -0.0075), (0.0158, -0.0075)]
    inner += [(0.0185 + r + 0.0005, y) for r, y in groove] + [
        (0.0158, 0.0075),
        (0.013, 0.0075),
        (0.0125, 0.007),
        (0.0125, -0.007),
    ]
    rings = joined([turned(outer, 72), turned(inner, 60)])
    balls, rivets = [], []
    for i in range(9):
        turn = i * 2 * math.pi / 9
        at = (math.sin(turn) * 0.0185, 0, math.cos(turn) * 0.0185)
        balls.append(moved(ball(0.0036, 16, 10), at))
        half = turn + math.pi / 9
        rivets.append(
            moved(
                block((0.0016, 0.0052, 0.0046), 0.0006, 1),
                (math.sin(half) * 0.0185, 0, math.cos(half) * 0.0185),
                (0, math.degrees(half), 0),
            )
        )
    rivets += [moved(ring(0.0185, 0.00042, 60, 6), (0, y, 0)) for y in (-0.0024, 0.0024)]
    stand = lambda surface: moved(surface, (0, 0.026, 0), (90, 0, 0))  # noqa: E731
    return [(stand(rings), STEEL), (stand(joined(balls)), CHROME), (stand(joined(rivets)), BRASS)]


def lamp():
    """A table lamp with a bent arm."""
    white = Paint("Lacquer", linear("#e9e6df"), 0.0, 0.36)
    light = Paint("Light", linear("#fff3d8"), 0.0, 0.6, glow=(1.0, 0.86, 0.62))
    base = turned(
        [(0, 0), (0.088, 0), (0.09, 0.003), (0.088, 0.014), (0.08, 0.018), (0.014, 0.02), (0.012, 0.032), (0, 0.033)],
        64,
    )
    arm = bent(curve([(0, 0.02, 0), (0, 0.28, 0), (0.03, 0.385, 0), (0.12, 0.42, 0), (0.18, 0.4, 0)], 9), 0.0065, 16)
    hood = [(0.011, 0.05), (0.018, 0.046), *curve([(0.03, 0.03), (0.075, -0.02), (0.085, -0.05)], 8)]
    shade = turned([(0, 0.051), *hood][::-1], 64)
    inside = turned([(r - 0.0015, y - 0.001) for r, y in hood][::1], 64)
    bulb = moved(ball(0.03, 28, 16), (0.19, 0.375, 0))
    head = moved(joined([shade, inside]), (0.19, 0.385, 0))
    wheel = moved(
        turned([(0, -0.006), (0.014, -0.006), (0.015, 0), (0.014, 0.006), (0, 0.006)], 32), (0.05, 0.021, 0.045)
    )
    return [(joined([base, head]), white), (joined([arm, wheel]), BRASS), (bulb, light)]


def motor():
    """An electric motor of frame size 90: 30 cm long, with cooling fins, feet and a terminal box."""
    bell = [
        (0, -0.13),
        (0.05, -0.13),
        (0.075, -0.124),
        (0.08, -0.11),
        (0.08, 0.105),
        (0.076, 0.112),
        (0.045, 0.118),
        (0.03, 0.126),
        (0, 0.126),
    ]
    parts = [moved(turned(bell, 64), turn=(90, 0, 0))]
    for i in range(32):
        turn = i * 360 / 32
        if 252 < turn < 288 or 72 < turn < 108:
            continue
        fin = moved(block((0.014, 0.0028, 0.19), 0.001, 1), (0.085, 0, 0))
        parts.append(moved(fin, turn=(0, 0, turn)))
    cowl = moved(
        turned([(0.086, -0.075), (0.088, -0.07), (0.088, -0.005), (0.082, 0), (0.086, -0.075)][::-1], 64),
        (0, 0, -0.135),
        (90, 0, 0),
    )
    parts += [cowl, moved(block((0.1, 0.05, 0.09), 0.006, 2), (0, 0.112, 0.02))]
    for x in (-0.06, 0.06):
        parts.append(moved(block((0.045, 0.012, 0.15), 0.003, 2), (x, -0.09, 0)))
        parts.append(moved(block((0.014, 0.04, 0.13), 0.003, 2), (x * 0.8, -0.07, 0)))
    shaft = [
        moved(turned([(0, 0), (0.012, 0), (0.012, 0.049), (0.011, 0.05), (0, 0.05)], 36), (0, 0, 0.126), (90, 0, 0))
    ]
    shaft.append(moved(block((0.008, 0.004, 0.034), 0.0008, 1), (0, 0.012, 0.153)))
    bolts = [
        moved(block((0.009, 0.006, 0.009), 0.001, 1), (x, 0.139, 0.02 + z))
        for x in (-0.042, 0.042)
        for z in (-0.037, 0.037)
    ]
    grille = [moved(ring(r, 0.0018, 48, 8), (0, 0, -0.188), (90, 0, 0)) for r in (0.02, 0.036, 0.052, 0.068)]
    grille += [moved(block((0.16, 0.004, 0.004), 0.001, 1), (0, 0, -0.187), (0, 0, turn)) for turn in (0, 45, 90, 135)]
    gland = moved(
        turned([(0, 0), (0.013, 0), (0.013, 0.008), (0.01, 0.01), (0.01, 0.022), (0, 0.022)], 6),
        (0.05, 0.11, 0.02),
        (0, 0, -90),
    )
    up = lambda surfaces: moved(joined(surfaces), (0, 0.096, 0))  # noqa: E731
    return [(up(parts), CAST), (up(shaft + bolts), STEEL), (up([*grille, gland]), DARK)]


def bottle():
    """A bottle of juice, 24 cm high."""
    juice = Paint("Juice", linear("#f09a22"), 0.0, 0.09)
    sticker = Paint("Label", (1, 1, 1), 0.0, 0.4, picture=label())
    cap = Paint("Cap", linear("#2e7d3c"), 0.0, 0.42)
    foot = [(0, 0.006), (0.016, 0.006), (0.026, 0), (0.031, 0.003), (0.0335, 0.012), (0.0335, 0.03), (0.0325, 0.034)]
    neck = curve([(0.0325, 0.14), (0.0335, 0.146), (0.033, 0.165), (0.024, 0.192), (0.0145, 0.208), (0.0135, 0.218)], 7)
    glass = turned([*foot, *neck, (0.016, 0.219), (0.016, 0.221), (0.0128, 0.222), (0, 0.222)], 56)
    points, normals, places, triangles = turned([(0.0332, 0.036), (0.0332, 0.138)], 56)
    places = np.stack([places[:, 0] / places[:, 0].max(), (points[:, 1] - 0.036) / 0.102], 1)
    ridges = [
        moved(
            block((0.0012, 0.013, 0.0012), 0.0004, 1),
            (math.sin(t) * 0.0148, 0.2305, math.cos(t) * 0.0148),
            (0, math.degrees(t), 0),
        )
        for t in np.arange(48) * math.pi / 24
    ]
    lid = turned([(0.0148, 0.2225), (0.0148, 0.2375), (0.0138, 0.2392), (0, 0.2395)], 48)
    return [(glass, juice), ((points, normals, places, triangles), sticker), (joined([lid, *ridges]), cap)]


def arm():
    """A six-axis robot arm, a metre high, on its base plate."""
    shell = Paint("Powder coat", linear("#d9741f"), 0.0, 0.42)
    drum = lambda r, w: turned([(0, -w), (r - 0.008, -w), (r, -w + 0.008), (r, w - 0.008), (r - 0.008, w), (0, w)], 48)  # noqa: E731
    cap = lambda r, w: turned([(0, -w), (r - 0.004, -w), (r, -w + 0.004), (r, w - 0.004), (r - 0.004, w), (0, w)], 36)  # noqa: E731
    across = (0, 0, 90)
    painted = [
        turned([(0.13, 0.03), (0.135, 0.036), (0.12, 0.11), (0.105, 0.125), (0, 0.125)], 56),
        moved(turned([(0.1, 0), (0.1, 0.06), (0.085, 0.08), (0, 0.08)], 48), (0, 0.135, 0)),
        moved(block((0.15, 0.18, 0.14), 0.04, 4), (0, 0.26, 0)),
        moved(drum(0.085, 0.095), (0, 0.32, 0.03), across),
        moved(block((0.09, 0.46, 0.12), 0.04, 4), (0, 0.53, -0.045), (-18, 0, 0)),
        moved(drum(0.07, 0.085), (0, 0.74, -0.11), across),
        moved(block((0.12, 0.13, 0.2), 0.045, 4), (0, 0.79, -0.07)),
        moved(
            turned([(0, 0), (0.055, 0), (0.058, 0.006), (0.042, 0.25), (0.036, 0.256), (0, 0.256)], 40),
            (0, 0.8, 0.02),
            (82, 0, 0),
        ),
        moved(drum(0.042, 0.05), (0, 0.755, 0.3), across),
        moved(block((0.06, 0.11, 0.065), 0.02, 3), (0, 0.715, 0.31), (-10, 0, 0)),
    ]
    dark = [
        moved(block((0.34, 0.03, 0.34), 0.008, 2), (0, 0.015, 0)),
        turned([(0.098, 0.12), (0.104, 0.122), (0.104, 0.136), (0, 0.136)], 56),
        moved(cap(0.05, 0.101), (0, 0.32, 0.03), across),
        moved(cap(0.042, 0.091), (0, 0.74, -0.11), across),
        moved(cap(0.025, 0.054), (0, 0.755, 0.3), across),
        bent(
            curve(
                [
                    (0.05, 0.3, -0.06),
                    (0.075, 0.42, -0.13),
                    (0.075, 0.62, -0.2),
                    (0.06, 0.76, -0.18),
                    (0.04, 0.84, -0.08),
                    (0.035, 0.83, 0.06),
                ],
                9,
            ),
            0.011,
            14,
        ),
    ]
    bright = [
        moved(turned([(0.03, -0.02), (0.03, 0.01), (0, 0.01)][::1], 36), (0, 0.655, 0.318), (180, 0, 0)),
        moved(block((0.09, 0.02, 0.04), 0.004, 2), (0, 0.64, 0.318)),
    ]
    bright += [moved(block((0.014, 0.07, 0.026), 0.003, 2), (x, 0.6, 0.318)) for x in (-0.03, 0.03)]
    bright += [
        moved(turned([(0.009, 0), (0.009, 0.008), (0, 0.009)], 6), (x, 0.03, z))
        for x in (-0.145, 0.145)
        for z in (-0.145, 0.145)
    ]
    return [(joined(painted), shell), (joined(dark), DARK), (joined(bright), STEEL)]


GOODS = {
    "teapot": teapot, "vase": vase, "chair": chair, "bearing": bearing, "lamp": lamp, "motor": motor,
    "bottle": bottle, "arm": arm,
}  # fmt: skip
