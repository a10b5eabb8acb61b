"""Paints a body's picture: above the colours, below the masks (red: take the region's colour, green: the delegation's)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from assets.people.cloth import BOTTOM, HAIR, SHOE, TOP, Part
from assets.people.source import Figure, normals

WIDTH, HEIGHT, FINE = 1024, 512, 2
BODY_HIGH, BODY_WIDE = 1.95, 1.40
FACE_WIDE, FACE_HIGH, FACE_LOW = 0.24, 0.32, 0.145
# Where plain paint is in the picture (u, v of the upper half).
PLAIN = (0.985, 0.985)


@dataclass
class Skin:
    """A merged mesh ready to pack."""

    points: np.ndarray
    normals: np.ndarray
    triangles: np.ndarray
    weights: np.ndarray
    region: np.ndarray
    uv: np.ndarray


def lay_out(figure: Figure, parts: list[Part]) -> Skin:
    """Merges the parts and projects them from front and back; the face has a cell of its own."""
    found = []
    eye = (figure.eyes[0] + figure.eyes[1]) / 2
    for part in parts:
        normal = normals(part.points, part.triangles)
        a, b, c = (part.points[part.triangles[:, k]] for k in range(3))
        flat = np.cross(b - a, c - a)
        flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
        middle = (a + b + c) / 3
        key = (flat[:, 2] < -0.05).astype(int)
        if part.region in (HAIR, SHOE):
            key[:] = 3
        elif part.region not in (TOP, BOTTOM):
            is_face = (
                (middle[:, 1] > eye[1] - FACE_LOW + 0.01)
                & (middle[:, 2] > eye[2] - 0.10)
                & (np.abs(middle[:, 0]) < 0.11)
            )
            key = np.where(is_face, 2, 3)
        pair, index = np.unique(np.stack([part.triangles.ravel(), np.repeat(key, 3)], 1), axis=0, return_inverse=True)
        p, kind = part.points[pair[:, 0]], pair[:, 1]
        u = np.where(kind == 1, 0.25, 0) + 0.25 * np.clip(p[:, 0] / BODY_WIDE + 0.5, 0.004, 0.996)
        v = 1 - p[:, 1] / BODY_HIGH
        face = kind == 2
        u = np.where(face, 0.5 + 0.5 * np.clip(p[:, 0] / FACE_WIDE + 0.5, 0.01, 0.96), u)
        v = np.where(face, np.clip(1 - (p[:, 1] - eye[1] + FACE_LOW) / FACE_HIGH, 0.01, 0.96), v)
        u, v = np.where(kind == 3, PLAIN[0], u), np.where(kind == 3, PLAIN[1], v)
        found.append(
            (
                p,
                normal[pair[:, 0]],
                index.reshape(-1, 3),
                part.weights[pair[:, 0]],
                np.full(len(p), part.region),
                np.stack([u, v], 1),
            )
        )
    start = np.cumsum([0] + [len(f[0]) for f in found])
    tris = np.concatenate([f[2] + start[i] for i, f in enumerate(found)])
    p, n, w, r, uv = (np.concatenate([f[k] for f in found]) for k in (0, 1, 3, 4, 5))
    return Skin(p, n, tris, w, r, uv)


class Canvas:
    """Colour and mask drawn together; a colour is (r, g, b) and how it is used: own, tint (times the region's) or flag."""

    MASK = {"tint": (255, 0, 0), "own": (0, 0, 0), "flag": (0, 255, 0)}

    def __init__(self) -> None:
        size = (WIDTH * FINE, HEIGHT * FINE)
        self.colour = Image.new("RGB", size, (255, 255, 255))
        self.mask = Image.new("RGB", size, (255, 0, 0))

    def shape(
        self,
        draw: str,
        points: list[tuple[float, float]],
        rgb: tuple[int, int, int],
        use: str,
        blur: float = 0,
        width: int = 0,
    ) -> None:
        stencil = Image.new("L", self.colour.size, 0)
        pen = ImageDraw.Draw(stencil)
        if draw == "line":
            pen.line(points, fill=255, width=width, joint="curve")
        elif draw == "oval":
            pen.ellipse([*points[0], *points[1]], fill=255)
        else:
            pen.polygon(points, fill=255)
        if blur:
            stencil = stencil.filter(ImageFilter.GaussianBlur(blur))
        self.colour.paste(rgb, (0, 0), stencil)
        self.mask.paste(self.MASK[use], (0, 0), stencil)

    def finish(self, grain: float) -> Image.Image:
        size = (WIDTH, HEIGHT)
        colour = np.asarray(self.colour.resize(size, Image.Resampling.LANCZOS)).astype(float)
        noise = np.random.default_rng(1).normal(0, grain, (HEIGHT, WIDTH, 1))
        noise[:, WIDTH // 2 :] *= 0.4
        out = np.concatenate(
            [
                np.clip(colour + noise, 0, 255).astype("uint8"),
                np.asarray(self.mask.resize(size, Image.Resampling.BILINEAR)),
            ]
        )
        return Image.fromarray(out)


def paint(figure: Figure, outfit: str, is_man: bool, hem: float, tie: tuple[int, int, int], age: float) -> Image.Image:
    canvas = Canvas()
    eye = (figure.eyes[0] + figure.eyes[1]) / 2
    neck = figure.at("neck_01")[1]
    wide, high = WIDTH * FINE, HEIGHT * FINE

    def on(points: list[tuple[float, float]], back: bool = False) -> list[tuple[float, float]]:
        return [((0.25 * back + 0.25 * (x / BODY_WIDE + 0.5)) * wide, (1 - y / BODY_HIGH) * high) for x, y in points]

    def face(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [
            ((0.5 + 0.5 * (x / FACE_WIDE + 0.5)) * wide, (1 - (y - eye[1] + FACE_LOW) / FACE_HIGH) * high)
            for x, y in points
        ]

    middle = hem + (neck - hem) * (0.46 if is_man else 0.52)
    if outfit in ("suit", "skirt"):
        w = 0.060
        canvas.shape(
            "fill", on([(-w, neck + 0.06), (w, neck + 0.06), (0.010, middle), (-0.010, middle)]), (226, 227, 230), "own"
        )
        if is_man:
            canvas.shape(
                "fill",
                on(
                    [(-0.014, neck + 0.02), (0.014, neck + 0.02), (0.026, middle), (0, middle - 0.02), (-0.026, middle)]
                ),
                tie,
                "own",
            )
        for s in (-1, 1):
            lapel = [
                (s * w, neck + 0.06),
                (s * (w + 0.045), neck - 0.02),
                (s * 0.088, neck - 0.10),
                (s * 0.012, middle),
                (s * 0.004, middle),
            ]
            canvas.shape("fill", on(lapel), (214, 214, 214), "tint")
            canvas.shape("line", on(lapel[1:4]), (130, 130, 130), "tint", 1, 3)
            canvas.shape("line", on([(s * 0.06, hem + 0.10), (s * 0.15, hem + 0.106)]), (165, 165, 165), "tint", 0, 4)
        canvas.shape("line", on([(0.003, middle), (0.006, hem - 0.05)]), (130, 130, 130), "tint", 1, 3)
    elif outfit == "shirt":
        for s in (-1, 1):
            canvas.shape(
                "fill",
                on([(s * 0.05, neck + 0.05), (s * 0.085, neck), (s * 0.035, neck - 0.06), (0, neck - 0.03)]),
                (232, 232, 232),
                "tint",
                1,
            )
        canvas.shape("line", on([(0, neck - 0.03), (0, hem)]), (196, 196, 196), "tint", 1, 3)
        canvas.shape("line", on([(-0.3, hem + 0.008), (0.3, hem + 0.008)]), (170, 170, 170), "tint", 2, 5)
    else:
        canvas.shape(
            "fill",
            on([(-0.06, neck + 0.06), (0.06, neck + 0.06), (0.028, hem - 0.02), (-0.028, hem - 0.02)]),
            (176, 176, 172),
            "own",
        )
        for s in (-1, 1):
            canvas.shape(
                "line",
                on([(s * 0.062, neck + 0.06), (s * 0.045, neck - 0.12), (s * 0.030, hem - 0.02)]),
                (140, 140, 140),
                "tint",
                1,
                5,
            )
            canvas.shape("line", on([(s * 0.10, hem + 0.17), (s * 0.13, hem + 0.06)]), (165, 165, 165), "tint", 1, 4)
        canvas.shape("line", on([(-0.4, hem + 0.03), (0.4, hem + 0.03)]), (190, 190, 190), "tint", 2, 4)
    badge = neck - 0.29
    for s in (-1, 1):
        canvas.shape(
            "line",
            on([(s * 0.07, neck + 0.06), (s * 0.055, neck - 0.05), (s * 0.010, badge)]),
            (235, 235, 235),
            "flag",
            0,
            6,
        )
    for left, right, up, down, rgb, use in (
        (-0.042, 0.042, 0, 0.10, (240, 240, 240), "own"),
        (-0.042, 0.042, 0, 0.03, (255, 255, 255), "flag"),
        (-0.028, 0.028, 0.048, 0.058, (70, 70, 70), "own"),
        (-0.028, 0.014, 0.070, 0.077, (130, 130, 130), "own"),
    ):
        canvas.shape(
            "fill", on([(left, badge - up), (right, badge - up), (right, badge - down), (left, badge - down)]), rgb, use
        )
    canvas.shape("line", on([(0, neck), (0, hem - 0.05)], back=True), (185, 185, 185), "tint", 1, 3)
    _paint_face(canvas, figure, face, is_man, age)
    return canvas.finish(2.5)


def _paint_face(canvas: Canvas, figure: Figure, face, is_man: bool, age: float) -> None:  # type: ignore[no-untyped-def]
    def blob(
        x: float, y: float, rx: float, ry: float, rgb: tuple[int, int, int], use: str = "tint", blur: float = 0
    ) -> None:
        canvas.shape("oval", face([(x - rx, y + ry), (x + rx, y - ry)]), rgb, use, blur)

    eye_y = (figure.eyes[0][1] + figure.eyes[1][1]) / 2
    # The rig's mouth joint lies inside the skull; the lips are this far under the eyes.
    mouth = eye_y - (0.066 if is_man else 0.061)
    lip = (234, 182, 174) if not is_man else (238, 206, 196)
    blob(0, eye_y - 0.038, 0.012, 0.012, (255, 240, 235), "tint", 14)
    if is_man:
        blob(0, mouth - 0.012, 0.048, 0.034, (222, 214, 212), "tint", 26)
    for centre, sign in ((figure.eyes[0], 1), (figure.eyes[1], -1)):
        x, y = centre[0], centre[1]
        blob(x * 1.22, y - 0.040, 0.020, 0.014, (255, 232, 225), "tint", 22)
        blob(x - sign * 0.002, y + 0.005, 0.022, 0.012, (218, 196, 188), "tint", 8)
        blob(x, y - 0.010, 0.016, 0.004, (int(226 - 24 * age), int(204 - 24 * age), int(196 - 24 * age)), "tint", 6)
        outer = [
            (-0.0150, -0.0010),
            (-0.008, 0.0042),
            (0.001, 0.0058),
            (0.010, 0.0040),
            (0.0150, -0.0004),
            (0.008, -0.0042),
            (-0.004, -0.0046),
        ]
        canvas.shape("fill", face([(x + sign * a, y + b) for a, b in outer]), (206, 204, 202), "own", 1)
        blob(x, y + 0.0004, 0.0056, 0.0056, (46, 30, 22), "own", 1)
        blob(x, y + 0.0004, 0.0024, 0.0024, (12, 9, 8), "own", 0.5)
        blob(x - 0.0018, y + 0.0024, 0.0012, 0.0012, (235, 235, 235), "own", 0.5)
        lash = [
            (x + sign * a, y + b)
            for a, b in ((-0.0155, -0.0012), (-0.008, 0.0048), (0.001, 0.0066), (0.010, 0.0048), (0.0165, 0.0004))
        ]
        canvas.shape("line", face(lash), (34, 25, 22), "own", 1, 7 if is_man else 9)
        crease = [
            (x + sign * a, y + b + 0.0052)
            for a, b in ((-0.012, 0.0012), (-0.004, 0.0056), (0.006, 0.0054), (0.015, 0.001))
        ]
        canvas.shape("line", face(crease), (176, 140, 130), "tint", 2, 4)
        brow = [
            (x + sign * a, y + b) for a, b in ((-0.017, 0.0165), (-0.005, 0.0205), (0.008, 0.0208), (0.022, 0.0155))
        ]
        grey = int(70 * age)
        canvas.shape("line", face(brow), (52 + grey, 42 + grey, 38 + grey), "own", 3.5, 15 if is_man else 9)
        canvas.shape(
            "line", face([(sign * 0.019, mouth + 0.034), (sign * 0.027, mouth + 0.006)]), (206, 176, 166), "tint", 6, 8
        )
        blob(sign * 0.0075, mouth + 0.024, 0.0045, 0.0024, (140, 96, 86), "tint", 3)
    blob(0, mouth + 0.004, 0.021, 0.0048, lip, "tint", 4)
    blob(0, mouth - 0.0055, 0.017, 0.0056, lip, "tint", 4)
    canvas.shape(
        "line",
        face([(-0.023, mouth + 0.0004), (-0.008, mouth - 0.0004), (0.008, mouth - 0.0004), (0.023, mouth + 0.0004)]),
        (140, 88, 82),
        "tint",
        1.5,
        5,
    )
    blob(0, mouth - 0.0165, 0.014, 0.003, (226, 202, 194), "tint", 6)
