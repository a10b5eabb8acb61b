"""Paints a body's clothes and hair into its picture, and lays the face in. Where things lie is cells.py, how faces look is face.py."""

from __future__ import annotations

import numpy as np
from PIL import Image

from assets.people.canvas import Canvas, Colour, Place
from assets.people.cells import (
    BACK,
    FACE,
    FRONT,
    LEGS_BACK,
    LEGS_FRONT,
    LEGS_HALF,
    PLAIN,
    SLEEVE,
    STRANDS,
    TORSO_HALF,
    torso_span,
)
from assets.people.face import SKIN_LIGHT, Makeup, paint_face
from assets.people.source import Figure

LINEN = (228, 229, 232)


class Tailor:
    """Draws on the torso and the legs of one figure in metres."""

    def __init__(self, figure: Figure, canvas: Canvas) -> None:
        self.canvas = canvas
        self.top, self.bottom = torso_span(figure)
        self.waist = figure.at("thigh_l")[1] + 0.14

    def torso(self, points: list[Place], back: bool = False) -> list[Place]:
        left, up, right, down = BACK if back else FRONT
        return [
            (
                left + (right - left) * (x / (2 * TORSO_HALF) + 0.5),
                up + (down - up) * (self.top - y) / (self.top - self.bottom),
            )
            for x, y in points
        ]

    def legs(self, points: list[Place], back: bool = False) -> list[Place]:
        left, up, right, down = LEGS_BACK if back else LEGS_FRONT
        return [
            (left + (right - left) * (x / (2 * LEGS_HALF) + 0.5), up + (down - up) * (self.waist - y) / self.waist)
            for x, y in points
        ]

    def fold(self, points: list[Place], deep: int, back: bool = False, width: float = 5) -> None:
        """A soft crease with light beside it."""
        x = 0.007
        self.canvas.line(self.torso(points, back), (250 - deep,) * 3, width, blur=3.5, much=200)
        self.canvas.line(
            self.torso([(a + x, b + x) for a, b in points], back), (255, 255, 255), width * 0.7, blur=3, much=150
        )


def paint(figure: Figure, outfit: str, is_man: bool, hem: float, tie: Colour, makeup: Makeup, seed: int) -> Image.Image:
    canvas = Canvas()
    tailor = Tailor(figure, canvas)
    neck = figure.at("neck_01")[1]
    {"suit": _suit, "skirt": _suit, "shirt": _shirt, "casual": _casual, "polo": _polo, "dress": _dress}[outfit](
        tailor, neck, hem, is_man, tie
    )
    _folds(tailor, neck, hem, outfit)
    _legs(tailor, outfit)
    _sleeves(canvas, outfit, seed)
    _strands(canvas, seed)
    _badge(tailor, neck)
    canvas.line([(PLAIN[0], 0), (PLAIN[0], 1)], (round(255 * SKIN_LIGHT),) * 3, 9)
    canvas.lay(FACE, *paint_face(figure, makeup, seed))
    return canvas.finish()


def _both(points: list[Place]) -> list[list[Place]]:
    return [points, [(-x, y) for x, y in points]]


def _suit(t: Tailor, neck: float, hem: float, is_man: bool, tie: Colour) -> None:
    middle = hem + (neck - hem) * (0.44 if is_man else 0.52)
    wide = 0.064
    t.canvas.fill(t.torso([(-wide, neck + 0.10), (wide, neck + 0.10), (0.012, middle), (-0.012, middle)]), LINEN, "own")
    for collar in _both([(0.052, neck + 0.08), (0.058, neck + 0.02), (0.030, neck - 0.035), (0.004, neck + 0.01)]):
        t.canvas.fill(t.torso(collar), (240, 240, 243), "own")
        t.canvas.line(t.torso(collar[1:4]), (186, 188, 194), 0.9, "own", 0.5)
    if is_man and any(tie):
        t.canvas.fill(
            t.torso([(-0.017, neck + 0.012), (0.017, neck + 0.012), (0.013, neck - 0.022), (-0.013, neck - 0.022)]),
            tie,
            "own",
        )
        blade = [
            (-0.012, neck - 0.022),
            (0.012, neck - 0.022),
            (0.031, middle + 0.02),
            (0, middle - 0.03),
            (-0.031, middle + 0.02),
        ]
        t.canvas.fill(t.torso(blade), tie, "own")
        lighter = tuple(min(255, c + 34) for c in tie)
        for k in range(9):
            y = neck - 0.045 - k * 0.024
            half = 0.012 + 0.019 * (neck - 0.022 - y) / max(0.05, neck - 0.022 - middle)
            t.canvas.line(t.torso([(-half * 0.9, y), (half * 0.9, y - 0.010)]), lighter, 0.9, "own", 0.3)  # type: ignore[arg-type]
        t.canvas.line(
            t.torso([(-0.017, neck - 0.022), (0.017, neck - 0.022)]), tuple(c // 2 for c in tie), 1, "own", 0.6
        )  # type: ignore[arg-type]
    for side in (1, -1):
        lapel = [
            (side * wide, neck + 0.09), (side * (wide + 0.050), neck - 0.01), (side * 0.105, neck - 0.085),
            (side * 0.080, neck - 0.100), (side * 0.098, neck - 0.130), (side * 0.014, middle), (side * 0.003, middle),
        ]  # fmt: skip
        t.canvas.line(t.torso([(x + side * 0.004, y - 0.005) for x, y in lapel[1:6]]), (150, 150, 150), 3, blur=2)
        t.canvas.fill(t.torso(lapel), (232, 232, 232))
        t.canvas.line(t.torso(lapel[1:6]), (168, 168, 168), 0.9, blur=0.3)
        t.canvas.line(
            t.torso([(side * 0.075, hem + 0.105), (side * 0.165, hem + 0.115)]), (150, 150, 150), 1.5, blur=0.6
        )
        t.canvas.line(t.torso([(side * 0.075, hem + 0.098), (side * 0.165, hem + 0.108)]), (214, 214, 214), 3, blur=1.2)
    t.canvas.line(t.torso([(0.078, neck - 0.155), (0.128, neck - 0.148)]), (160, 160, 160), 1.4, blur=0.5)
    t.canvas.line(t.torso([(0.004, middle), (0.010, hem + 0.06), (0.040, hem - 0.04)]), (140, 140, 140), 1.6, blur=0.6)
    for k in range(2 if is_man else 1):
        y = middle - 0.035 - 0.085 * k
        t.canvas.line(t.torso([(-0.007, y), (-0.001, y)]), (95, 95, 95), 3.2, blur=0.4)
    t.canvas.line(t.torso([(0, neck), (0, hem - 0.05)], True), (205, 205, 205), 1, blur=0.6)
    if is_man:
        t.canvas.line(t.torso([(0.004, hem + 0.13), (0.008, hem - 0.06)], True), (130, 130, 130), 1.5, blur=0.6)


def _shirt(t: Tailor, neck: float, hem: float, is_man: bool, tie: Colour) -> None:
    for collar in _both([(0.050, neck + 0.09), (0.075, neck + 0.02), (0.048, neck - 0.055), (0.002, neck - 0.012)]):
        t.canvas.line(t.torso([(x, y - 0.006) for x, y in collar[1:4]]), (178, 178, 182), 3, blur=1.8)
        t.canvas.fill(t.torso(collar), (252, 252, 252))
        t.canvas.line(t.torso(collar[1:4]), (196, 196, 198), 0.9, blur=0.3)
    for x in (-0.016, 0.016):
        t.canvas.line(t.torso([(x, neck - 0.02), (x, hem - 0.1)]), (222, 222, 222), 0.9, blur=0.4)
    for k in range(7):
        y = neck - 0.05 - k * 0.078
        t.canvas.line(t.torso([(-0.004, y), (0.003, y)]), (190, 190, 186), 2.6, blur=0.4)
    t.canvas.line(t.torso([(0.055, neck - 0.135), (0.135, neck - 0.135)]), (190, 190, 190), 1, blur=0.4)
    for x in (0.055, 0.135):
        t.canvas.line(t.torso([(x, neck - 0.135), (x, neck - 0.23)]), (214, 214, 214), 0.9, blur=0.4)


def _casual(t: Tailor, neck: float, hem: float, is_man: bool, tie: Colour) -> None:
    """An open jacket over a round neck."""
    inner = [
        (-0.075, neck + 0.10),
        (0.075, neck + 0.10),
        (0.052, neck - 0.12),
        (0.046, hem - 0.05),
        (-0.046, hem - 0.05),
        (-0.052, neck - 0.12),
    ]
    t.canvas.fill(t.torso(inner), (196, 196, 190) if is_man else (214, 202, 192), "own")
    t.canvas.line(
        t.torso([(-0.05, neck + 0.035), (-0.02, neck + 0.004), (0.02, neck + 0.004), (0.05, neck + 0.035)]),
        (168, 166, 160),
        2,
        "own",
        0.8,
    )
    for x in (-0.02, 0.012, 0.028):
        t.canvas.line(t.torso([(x, neck - 0.2), (x * 1.3, hem + 0.02)]), (176, 175, 170), 2, "own", 2.2)
    for edge in _both([(0.078, neck + 0.09), (0.056, neck - 0.12), (0.048, hem - 0.05)]):
        t.canvas.line(t.torso(edge), (150, 150, 150), 2.6, blur=1.2)
        t.canvas.line(t.torso([(x * 1.16, y) for x, y in edge]), (205, 205, 205), 0.9, blur=0.4)
    for pocket in _both([(0.115, hem + 0.18), (0.155, hem + 0.07)]):
        t.canvas.line(t.torso(pocket), (150, 150, 150), 1.8, blur=0.7)
    for back in (False, True):
        t.canvas.line(t.torso([(-0.3, hem + 0.035), (0.3, hem + 0.035)], back), (196, 196, 196), 1.4, blur=0.6)


def _polo(t: Tailor, neck: float, hem: float, is_man: bool, tie: Colour) -> None:
    for collar in _both([(0.050, neck + 0.09), (0.078, neck + 0.03), (0.056, neck - 0.030), (0.004, neck + 0.012)]):
        t.canvas.line(t.torso([(x, y - 0.006) for x, y in collar[1:4]]), (176, 176, 178), 3, blur=1.8)
        t.canvas.fill(t.torso(collar), (232, 232, 232))
    t.canvas.fill(
        t.torso([(-0.015, neck + 0.01), (0.015, neck + 0.01), (0.015, neck - 0.12), (-0.015, neck - 0.12)]),
        (236, 236, 236),
    )
    t.canvas.line(t.torso([(0.015, neck), (0.015, neck - 0.12), (-0.015, neck - 0.12)]), (188, 188, 188), 0.9, blur=0.4)
    for k in range(3):
        t.canvas.line(
            t.torso([(-0.004, neck - 0.02 - k * 0.04), (0.003, neck - 0.02 - k * 0.04)]), (238, 238, 234), 2.6, blur=0.3
        )


def _dress(t: Tailor, neck: float, hem: float, is_man: bool, tie: Colour) -> None:
    """A blouse with a soft neckline over a skirt of another cloth."""
    for side in (1, -1):
        t.canvas.line(
            t.torso([(side * 0.075, neck + 0.06), (side * 0.045, neck - 0.04), (0, neck - 0.075)]),
            (196, 196, 198),
            2.4,
            blur=0.9,
        )
        t.canvas.line(t.torso([(side * 0.03, neck - 0.08), (side * 0.05, hem + 0.1)]), (226, 226, 226), 4, blur=2.6)


def _folds(t: Tailor, neck: float, hem: float, outfit: str) -> None:
    waist = hem + (neck - hem) * 0.36
    deep = {"suit": 34, "skirt": 30, "casual": 44, "shirt": 40, "polo": 40, "dress": 36}[outfit]
    for side in (1, -1):
        # From the armpits, and the drag across the waist.
        t.fold([(side * 0.185, neck - 0.16), (side * 0.150, neck - 0.24), (side * 0.142, neck - 0.33)], deep)
        t.fold([(side * 0.175, waist + 0.02), (side * 0.11, waist - 0.01), (side * 0.06, waist - 0.05)], deep - 10)
        t.fold([(side * 0.18, neck - 0.12), (side * 0.13, neck - 0.22), (side * 0.12, neck - 0.30)], deep - 6, True)
        t.fold([(side * 0.17, waist + 0.03), (side * 0.08, waist - 0.01), (side * 0.02, waist - 0.02)], deep - 4, True)
        t.fold([(side * 0.16, waist - 0.05), (side * 0.07, waist - 0.07)], deep - 12, True)
    for back in (False, True):
        t.canvas.line(t.torso([(-0.3, hem + 0.004), (0.3, hem + 0.004)], back), (170, 170, 170), 2.4, blur=1.4)


def _legs(t: Tailor, outfit: str) -> None:
    if outfit in ("skirt", "dress"):
        t.canvas.line(t.legs([(0, t.waist), (0, 0)], True), (200, 200, 200), 1, blur=0.6)
        return
    for back in (False, True):
        for side in (1, -1):
            if outfit in ("suit", "shirt"):
                crease = [(side * 0.085, t.waist - 0.18), (side * 0.115, t.waist * 0.45), (side * 0.150, 0.02)]
                t.canvas.line(t.legs(crease, back), (206, 206, 206), 1, blur=0.5)
                t.canvas.line(t.legs([(x + 0.008, y) for x, y in crease], back), (255, 255, 255), 1.6, blur=0.8)
            knee = t.waist * 0.47
            for k in range(3):
                y = knee + 0.03 - k * 0.035
                t.canvas.line(
                    t.legs([(side * 0.08, y + 0.015), (side * 0.15, y)], back), (214, 214, 214), 1.6, blur=1.2
                )
            t.canvas.line(t.legs([(side * 0.10, 0.085), (side * 0.2, 0.10)], back), (200, 200, 200), 1.6, blur=1)
    for side in (1, -1):
        t.canvas.line(
            t.legs([(side * 0.11, t.waist - 0.03), (side * 0.15, t.waist - 0.16)]), (160, 160, 160), 1, blur=0.5
        )
    t.canvas.line(t.legs([(0, t.waist), (0, t.waist - 0.17)]), (180, 180, 180), 1, blur=0.5)


def _sleeves(canvas: Canvas, outfit: str, seed: int) -> None:
    random = np.random.default_rng(seed + 7)
    left, up, right, down = SLEEVE
    wide = right - left
    for _ in range(13):
        # Most creases lie about the elbow.
        at = np.clip(random.normal(0.52, 0.12), 0.15, 0.9)
        tilt = random.normal(0, 0.02)
        shade = int(250 - random.uniform(18, 52))
        points = [
            (left + wide * a, up + (down - up) * (at + tilt * a))
            for a in (random.uniform(0, 0.3), random.uniform(0.7, 1))
        ]
        canvas.line(points, (shade,) * 3, 2.5, blur=2)
        canvas.line([(u, v + 0.009) for u, v in points], (255, 255, 255), 2, blur=1.6)
    cuff = 0.945
    canvas.line([(left, cuff), (right, cuff)], (186, 186, 186), 1.2, blur=0.5)
    if outfit in ("suit", "skirt"):
        for k in range(3):
            canvas.line(
                [(left + wide * 0.55, cuff - 0.012 * (k + 1)), (left + wide * 0.62, cuff - 0.012 * (k + 1))],
                (110, 110, 110),
                2,
                blur=0.4,
            )


def _strands(canvas: Canvas, seed: int) -> None:
    random = np.random.default_rng(seed + 3)
    columns, rows = 104, 512
    fine = random.normal(size=columns)
    coarse = np.interp(np.arange(columns), np.arange(0, columns, 5), random.normal(size=len(range(0, columns, 5))))
    drift = np.cumsum(random.normal(0, 0.15, rows))
    streak = np.array([np.interp(np.arange(columns) + d, np.arange(columns), 0.6 * fine + 0.9 * coarse) for d in drift])
    # A band of light lies round the crown, as on smooth hair.
    band = np.exp(-(((np.arange(rows) / rows - 0.24) / 0.07) ** 2))[:, None]
    value = 0.70 + 0.115 * streak + 0.16 * band * (0.6 + 0.4 * np.clip(coarse, -1, 1))
    canvas.lay(STRANDS, np.repeat(np.clip(value, 0.3, 1)[:, :, None], 3, 2))


def _badge(t: Tailor, neck: float) -> None:
    top = neck - 0.285
    for side in (1, -1):
        ribbon = [(side * 0.074, neck + 0.10), (side * 0.066, neck - 0.02), (side * 0.012, top)]
        t.canvas.line(t.torso([(x + 0.003, y - 0.006) for x, y in ribbon]), (176, 176, 176), 5, blur=2, much=170)
        t.canvas.line(t.torso(ribbon), (238, 238, 238), 5.2, "flag")
        t.canvas.line(t.torso([(x * 1.06, y) for x, y in ribbon]), (198, 198, 198), 1, "flag")
    t.canvas.fill(
        t.torso([(-0.048, top - 0.012), (0.052, top - 0.012), (0.052, top - 0.138), (-0.048, top - 0.138)]),
        (150, 150, 150),
        "tint",
        2,
    )
    for left, right, high, low, rgb, use in (
        (-0.046, 0.046, 0.008, 0.130, (246, 246, 247), "own"),
        (-0.046, 0.046, 0.008, 0.044, (250, 250, 250), "flag"),
        (-0.030, 0.030, 0.062, 0.078, (52, 56, 64), "own"),
        (-0.030, 0.014, 0.090, 0.098, (128, 132, 140), "own"),
        (-0.030, 0.004, 0.108, 0.115, (158, 162, 170), "own"),
        (0.016, 0.034, 0.088, 0.118, (96, 100, 108), "own"),
        (-0.008, 0.008, -0.010, 0.008, (130, 134, 140), "own"),
    ):
        t.canvas.fill(
            t.torso([(left, top - high), (right, top - high), (right, top - low), (left, top - low)]), rgb, use
        )
