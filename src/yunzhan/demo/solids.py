"""Draws a few simple solids as a studio picture: isometric view, soft light, soft shadow. What the solids are is data."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

WIDTH_PIXELS, HEIGHT_PIXELS = 480, 360
OVERSAMPLING = 2
UNIT_PIXELS = 43.0  # of one length unit, before oversampling
CENTRE_PIXELS = (240.0, 250.0)
ROUND_SIDES = 40
COS30, SIN30 = math.cos(math.pi / 6), 0.5
LIGHT = (-0.30, 0.52, 0.80)  # from the upper left, in front
VIEW = (1 / math.sqrt(3),) * 3

Point = tuple[float, float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Face:
    corners: Sequence[Point]
    normal: Point
    colour: Colour


def box(x: float, y: float, z: float, width: float, depth: float, height: float, colour: Colour) -> list[Face]:
    """x, y: the corner away from the viewer on the ground, z: how high it begins."""
    x2, y2, z2 = x + width, y + depth, z + height
    return [
        Face([(x2, y, z), (x2, y2, z), (x2, y2, z2), (x2, y, z2)], (1, 0, 0), colour),
        Face([(x, y2, z), (x2, y2, z), (x2, y2, z2), (x, y2, z2)], (0, 1, 0), colour),
        Face([(x, y, z2), (x2, y, z2), (x2, y2, z2), (x, y2, z2)], (0, 0, 1), colour),
    ]


def cone(centre: Point, radius: float, top_radius: float, length: float, axis: str, colour: Colour) -> list[Face]:
    """A cylinder or a cut cone from `centre` along the axis x, y or z."""
    angles = [2 * math.pi * i / ROUND_SIDES for i in range(ROUND_SIDES)]
    low = [_on_axis(centre, axis, radius * math.cos(a), radius * math.sin(a), 0.0) for a in angles]
    high = [_on_axis(centre, axis, top_radius * math.cos(a), top_radius * math.sin(a), length) for a in angles]
    faces = []
    for i, angle in enumerate(angles):
        j = (i + 1) % ROUND_SIDES
        middle = angle + math.pi / ROUND_SIDES
        normal = _on_axis(
            (0, 0, 0), axis, math.cos(middle), math.sin(middle), (radius - top_radius) / max(length, 0.01)
        )
        faces.append(Face([low[i], low[j], high[j], high[i]], _unit(normal), colour))
    faces.append(Face(high, _on_axis((0, 0, 0), axis, 0, 0, 1), colour))
    return faces


def ball(centre: Point, radius: float, colour: Colour) -> list[Face]:
    faces = []
    rings = 14
    for i in range(rings):
        a, b = math.pi * i / rings, math.pi * (i + 1) / rings
        for k in range(24):
            u, v = 2 * math.pi * k / 24, 2 * math.pi * (k + 1) / 24
            directions = [_sphere(a, u), _sphere(b, u), _sphere(b, v), _sphere(a, v)]
            corners = [
                (centre[0] + d[0] * radius, centre[1] + d[1] * radius, centre[2] + d[2] * radius) for d in directions
            ]
            faces.append(Face(corners, _sphere((a + b) / 2, (u + v) / 2), colour))
    return faces


def draw_studio_picture(parts: Sequence[Sequence[Face]], backdrop: Colour) -> Image.Image:
    """Parts are painted in the order given; each must be convex."""
    picture = _backdrop(backdrop).convert("RGB")
    shadow = _shadow(parts)
    picture.paste(Image.new("RGB", picture.size, _mixed(backdrop, (20, 26, 34), 0.8)), mask=shadow)
    scale = OVERSAMPLING
    large = picture.resize((WIDTH_PIXELS * scale, HEIGHT_PIXELS * scale), Image.Resampling.BILINEAR)
    pen = ImageDraw.Draw(large)
    for part in parts:
        for face in part:
            if sum(n * v for n, v in zip(face.normal, VIEW, strict=True)) > 0:
                pen.polygon([_project(corner, scale) for corner in face.corners], fill=_lit(face))
    return large.resize((WIDTH_PIXELS, HEIGHT_PIXELS), Image.Resampling.BOX)


def _project(point: Point, scale: float) -> tuple[float, float]:
    x, y, z = point
    unit = UNIT_PIXELS * scale
    return (
        CENTRE_PIXELS[0] * scale + (x - y) * COS30 * unit,
        CENTRE_PIXELS[1] * scale + (x + y) * SIN30 * unit - z * unit,
    )


def _lit(face: Face) -> Colour:
    length = math.sqrt(sum(c * c for c in LIGHT))
    facing = max(0.0, sum(n * c for n, c in zip(face.normal, LIGHT, strict=True)) / length)
    sky = 0.5 + 0.5 * face.normal[2]
    strength = 0.42 + 0.20 * sky + 0.50 * facing
    gleam = 46 * facing**10
    red, green, blue = (min(255, int(c * strength + gleam)) for c in face.colour)
    return red, green, blue


def _backdrop(colour: Colour) -> Image.Image:
    """Light wall, soft edge, slightly darker floor; a glow behind the thing."""
    column = Image.new("RGB", (1, HEIGHT_PIXELS))
    for row in range(HEIGHT_PIXELS):
        t = row / HEIGHT_PIXELS
        dark = 0.05 + 0.16 * t * t + (0.05 / (1 + math.exp(-(t - 0.62) * 26)))
        column.putpixel((0, row), _mixed(colour, (70, 84, 100), dark))
    wall = column.resize((WIDTH_PIXELS, HEIGHT_PIXELS))
    wide = Image.radial_gradient("L").resize((WIDTH_PIXELS + 120, HEIGHT_PIXELS + 60))
    glow = wide.crop((60, 30, WIDTH_PIXELS + 60, HEIGHT_PIXELS + 30))
    light = Image.new("RGB", wall.size, _mixed(colour, (255, 255, 255), 0.75))
    return Image.composite(wall, light, glow.point([min(255, 96 + value) for value in range(256)]))


def _shadow(parts: Sequence[Sequence[Face]]) -> Image.Image:
    """The solids' shadow on the floor, blurred, plus a tight dark line where they touch it."""
    quarter = 0.25
    size = (WIDTH_PIXELS // 4, HEIGHT_PIXELS // 4)
    far, near = Image.new("L", size), Image.new("L", size)
    pens = ImageDraw.Draw(far), ImageDraw.Draw(near)
    for part in parts:
        for face in part:
            thrown = [(x + z * 0.42, y - z * 0.10, 0.0) for x, y, z in face.corners]
            pens[0].polygon([_project(corner, quarter) for corner in thrown], fill=120)
            if min(corner[2] for corner in face.corners) < 0.1:
                pens[1].polygon([_project((x, y, 0.0), quarter) for x, y, _ in face.corners], fill=120)
    far = far.filter(ImageFilter.GaussianBlur(4.2))
    near = near.filter(ImageFilter.GaussianBlur(1.3))
    both = Image.composite(near, far, near.point([min(255, value * 2) for value in range(256)]))
    return both.resize((WIDTH_PIXELS, HEIGHT_PIXELS), Image.Resampling.BICUBIC)


def _on_axis(centre: Point, axis: str, a: float, b: float, along: float) -> Point:
    x, y, z = {"x": (along, a, b), "y": (a, along, b), "z": (a, b, along)}[axis]
    return centre[0] + x, centre[1] + y, centre[2] + z


def _sphere(polar: float, around: float) -> Point:
    return math.sin(polar) * math.cos(around), math.sin(polar) * math.sin(around), math.cos(polar)


def _unit(vector: Point) -> Point:
    length = math.sqrt(sum(c * c for c in vector)) or 1.0
    return vector[0] / length, vector[1] / length, vector[2] / length


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (int(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
