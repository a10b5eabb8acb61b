"""The picture of a face, read off the fine mesh by rays: hollows, lips, lids, eyes, brows, beard. The mesh itself is not changed.

The face is rolled off from an upright axis through the head; rows and columns are those of the face's cell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import trimesh

from assets.people.cells import FACE_ABOVE, FACE_BELOW, FACE_HALF, axis_of
from assets.people.source import Figure

ROWS, COLUMNS = 720, 630
FAR = 0.4
IRIS, PUPIL = 0.0060, 0.0026
INK = np.array([0.22, 0.175, 0.16])
GREY = np.array([0.50, 0.49, 0.48])
# How bright plain skin is painted: lighter spots need room.
SKIN_LIGHT = 0.93


@dataclass(frozen=True)
class Makeup:
    """What one face has that others have not; shares are 0..1."""

    lip: tuple[float, float, float]
    brow: float
    brow_grey: float = 0.0
    beard: float = 0.0
    stubble: float = 0.25
    lashes: float = 0.5
    iris: tuple[float, float, float] = (0.20, 0.125, 0.075)


@dataclass
class Relief:
    """What the rays met: depth from the axis (m), point, and the shares of lips, lids and eyes."""

    radius: np.ndarray
    point: np.ndarray
    lips: np.ndarray
    lids: np.ndarray
    eye: np.ndarray
    gap: np.ndarray


def blur(values: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian, sigma in pixels; the edge is held."""
    out = values
    reach = int(3 * sigma) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        wide = np.pad(out, [(reach, reach) if k == axis else (0, 0) for k in (0, 1)], mode="edge")
        size = wide.shape[axis] + 2 * reach
        spread = np.fft.rfft(wide, size, axis)
        shape = [-1 if k == axis else 1 for k in (0, 1)]
        back = np.fft.irfft(spread * np.fft.rfft(kernel, size).reshape(shape), size, axis)
        out = np.take(back, np.arange(2 * reach, 2 * reach + values.shape[axis]), axis)
    return out


def read_relief(figure: Figure) -> Relief:
    source, axis = figure.source, axis_of(figure)
    body = source.triangles("body")
    eyes = np.concatenate([source.triangles("helper-l-eye"), source.triangles("helper-r-eye")])
    mesh = trimesh.Trimesh(figure.points, np.concatenate([body, eyes]), process=False)
    turn = (np.arange(COLUMNS) + 0.5) / COLUMNS * 2 * FACE_HALF - FACE_HALF
    high = axis[1] + FACE_ABOVE - (np.arange(ROWS) + 0.5) / ROWS * (FACE_ABOVE + FACE_BELOW)
    out = np.stack([np.sin(turn), np.zeros(COLUMNS), np.cos(turn)], 1)
    way = np.tile(-out, (ROWS, 1))
    start = np.tile(axis * (1, 0, 1) + out * FAR, (ROWS, 1))
    start[:, 1] = np.repeat(high, COLUMNS)
    triangle, ray, place = mesh.ray.intersects_id(start, way, multiple_hits=False, return_locations=True)
    n = ROWS * COLUMNS
    radius = np.full(n, np.nan)
    radius[ray] = FAR - np.linalg.norm(place - start[ray], axis=1)
    point = np.full((n, 3), np.nan)
    point[ray] = place
    is_eye = triangle >= len(body)
    eye = np.zeros(n)
    eye[ray[is_eye]] = 1
    corners = np.concatenate([source.triangle_corners("body"), np.zeros((len(eyes), 3, 2))])
    share = trimesh.triangles.points_to_barycentric(mesh.triangles[triangle], place)
    at = (corners[triangle] * share[:, :, None]).sum(1)
    masks = {}
    for name in ("lips", "eyelids", "inside-mouth"):
        texture = source.texture(name)
        rows = np.clip(((1 - at[:, 1]) * len(texture)).astype(int), 0, len(texture) - 1)
        columns = np.clip((at[:, 0] * len(texture)).astype(int), 0, len(texture) - 1)
        masks[name] = np.zeros(n)
        masks[name][ray] = texture[rows, columns] * ~is_eye
    shape = (ROWS, COLUMNS)
    # Above the crown nothing is met: the row below goes on.
    rows = radius.reshape(shape)
    for row in range(ROWS - 2, -1, -1):
        rows[row] = np.where(np.isfinite(rows[row]), rows[row], rows[row + 1])
    rows[:] = np.nan_to_num(rows, nan=0.1)
    return Relief(
        radius.reshape(shape), point.reshape(*shape, 3), masks["lips"].reshape(shape), masks["eyelids"].reshape(shape),
        eye.reshape(shape), masks["inside-mouth"].reshape(shape),
    )  # fmt: skip


def hollows(relief: Relief) -> np.ndarray:
    """How deep each pixel lies in a crease, 0..1, over three widths."""
    z = relief.radius
    out = np.zeros_like(z)
    for sigma, depth, share in ((2.5, 0.0010, 0.40), (7, 0.0032, 0.42), (20, 0.009, 0.40)):
        out += share * np.clip((blur(z, sigma) - z) / depth, -0.35, 1)
    return np.clip(out, -0.25, 1)


def paint_face(figure: Figure, makeup: Makeup, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Colours (rows × columns × 3, times the skin's colour where it is not own) and how much is own colour."""
    relief, random = read_relief(figure), np.random.default_rng(seed)
    x, y, z = (np.nan_to_num(relief.point[:, :, k]) for k in range(3))
    eye = (figure.eyes[0] + figure.eyes[1]) / 2
    up, front = y - eye[1], z > eye[2] - 0.05
    colour = np.full((ROWS, COLUMNS, 3), SKIN_LIGHT)
    mottled = blur(random.normal(size=(ROWS, COLUMNS)), 5) * 5 * 0.012
    grain = blur(random.normal(size=(ROWS, COLUMNS)), 0.8) * 0.014
    colour *= 1 + mottled[:, :, None] * (0.4, 1.0, 1.0) + grain[:, :, None]
    # Warm where blood is near: cheeks, nose's tip, ears; a little only, or a face looks drunk.
    for side in (1, -1):
        cheek = np.exp(-(((x - side * 0.036) / 0.019) ** 2 + ((up + 0.040) / 0.015) ** 2)) * front
        colour *= 1 - cheek[:, :, None] * (0.0, 0.055, 0.055)
    tip = np.exp(-((x / 0.012) ** 2 + ((up + 0.036) / 0.012) ** 2)) * front
    colour *= 1 - tip[:, :, None] * (0.0, 0.035, 0.035)
    deep = hollows(relief)
    colour *= 1 - np.clip(deep, 0, 1)[:, :, None] * (0.32, 0.43, 0.47)
    colour *= 1 + np.clip(-deep, 0, 1)[:, :, None] * 0.20
    lids = blur(relief.lids, 2.5)
    colour *= 1 - lids[:, :, None] * np.array([0.12, 0.17, 0.17]) * (0.6 + makeup.lashes * 0.7)
    lips = blur(relief.lips, 3.0)
    lips = np.clip(lips * 1.35 - 0.30, 0, 1)
    colour *= 1 - lips[:, :, None] * (1 - np.array(makeup.lip))
    gap = blur(relief.gap, 1.2)
    colour *= 1 - np.clip(gap * 1.4, 0, 1)[:, :, None] * (0.62, 0.74, 0.74)
    mouth = relief.lips > 0.5
    mouth_y = y[mouth].mean() - eye[1] if mouth.any() else -0.064
    own = np.zeros((ROWS, COLUMNS))
    _grow_beard(colour, own, makeup, x, up, mouth_y, front, random)
    _draw_eyes(colour, own, figure, relief, makeup)
    _draw_brows(colour, own, figure, makeup, x, y, front, random)
    _fade(colour, own)
    return colour, own


def _darken(colour: np.ndarray, share: np.ndarray, to: np.ndarray) -> None:
    """Dark hair on skin of any colour: a part of the skin's own light is left."""
    colour *= 1 - np.clip(share, 0, 1)[:, :, None] * (1 - to)


def _mix(colour: np.ndarray, own: np.ndarray, share: np.ndarray, rgb: np.ndarray) -> None:
    """Lays an own colour over."""
    part = np.clip(share, 0, 1)[:, :, None]
    colour[:] = colour * (1 - part) + rgb * part
    own[:] = np.maximum(own, np.clip(share, 0, 1))


def _grow_beard(colour, own, makeup, x, up, mouth_y, front, random) -> None:  # type: ignore[no-untyped-def]
    below = up - mouth_y
    jaw = np.clip((0.020 - below + 0.25 * np.abs(x)) / 0.016, 0, 1) * np.clip((below + 0.055) / 0.012, 0, 1)
    jaw *= np.clip((0.074 - np.abs(x)) / 0.012, 0, 1) * front
    bare = np.exp(-((x / 0.022) ** 2 + ((below + 0.001) / 0.007) ** 2))
    jaw = blur(jaw * (1 - bare), 5)
    if makeup.stubble:
        colour *= 1 - (jaw * makeup.stubble)[:, :, None] * (0.30, 0.26, 0.24)
    if makeup.beard:
        hairs = np.clip(0.80 + blur(random.normal(size=x.shape), 1.3) * 1.1, 0, 1)
        _darken(colour, np.clip(jaw * 1.15, 0, 1) * makeup.beard * hairs, INK)


def _draw_eyes(colour, own, figure, relief, makeup) -> None:  # type: ignore[no-untyped-def]
    opening = relief.eye
    soft = blur(opening, 1.0)
    x, y = np.nan_to_num(relief.point[:, :, 0]), np.nan_to_num(relief.point[:, :, 1])
    white = np.zeros((*opening.shape, 3))
    for centre in figure.eyes:
        mine = (opening > 0) & (np.sign(x) == np.sign(centre[0]))
        if not mine.any():
            continue
        away = np.hypot(x - centre[0], y - centre[1])
        ball = np.array([0.86, 0.84, 0.82]) - np.clip((np.abs(x - centre[0]) - 0.006) / 0.016, 0, 1)[..., None] * (
            0.10,
            0.15,
            0.15,
        )
        ring = np.clip((away - PUPIL) / (IRIS - PUPIL), 0, 1)[..., None]
        iris = (
            np.array(makeup.iris)
            * (0.85 + 0.7 * ring * (1 - ring) * 2)
            * (1 - 0.55 * np.clip(ring - 0.82, 0, 1) / 0.18)
        )
        t = np.clip((IRIS - away) / 0.0007, 0, 1)[..., None]
        ball = ball * (1 - t) + iris * t
        t = np.clip((PUPIL - away) / 0.0006, 0, 1)[..., None]
        ball = ball * (1 - t) + 0.03 * t
        shine = np.clip(1.5 - np.hypot(x - centre[0] - 0.0018, y - centre[1] - 0.0022) / 0.0010, 0, 1)[..., None]
        ball = ball * (1 - 0.85 * shine) + 0.85 * shine
        # The upper lid shades the ball.
        top = y[mine].max()
        shade = np.clip((y - (top - 0.0045)) / 0.0045, 0, 1)[..., None]
        white = np.where(mine[..., None], ball * (1 - 0.42 * shade), white)
    spread = soft[..., None]
    colour[:] = np.where(opening[..., None] > 0, white, colour)
    own[:] = np.where(opening > 0, 1.0, own)
    # Lashes: the rim of the opening, strong above, faint below.
    rim = np.clip(blur(opening, 2.2) * 2.2, 0, 1) * (1 - np.clip(spread[..., 0] * 1.3, 0, 1))
    rise = np.roll(opening, -5, 0) - np.roll(opening, 5, 0)
    above = np.clip(blur(np.clip(rise, 0, 1), 1.6) * 1.8, 0, 1) * (1 - opening)
    _darken(colour, above * (0.66 + 0.34 * makeup.lashes), INK * 0.6)
    colour *= 1 - (rim * (1 - above) * 0.30)[..., None]


def _draw_brows(colour, own, figure, makeup, x, y, front, random) -> None:  # type: ignore[no-untyped-def]
    share = np.zeros(x.shape)
    for centre in figure.eyes:
        sign = np.sign(centre[0])
        along = (x * sign - abs(centre[0]) + 0.019) / 0.044
        arch = centre[1] + 0.0165 + 0.0065 * np.sin(np.clip(along, 0, 1) * 2.4) - 0.001 * along
        tall = (0.0042 + 0.0024 * makeup.brow) * np.clip(1.25 - 0.85 * np.clip(along, 0, 1), 0.2, 1)
        inside = (
            np.clip(1.2 - np.abs(y - arch) / tall, 0, 1) * np.clip(along * 7, 0, 1) * np.clip((1 - along) * 6, 0, 1)
        )
        share = np.maximum(share, inside * (np.sign(x) == sign) * front)
    streaks = blur(random.normal(size=x.shape), 1.1)
    streaks = np.clip(0.86 + 0.45 * streaks + 0.3 * np.roll(streaks, 2, 1), 0.35, 1)
    thick = blur(share, 1.4) * streaks * (0.62 + 0.3 * makeup.brow)
    _darken(colour, thick * (1 - 0.6 * makeup.brow_grey), INK)
    if makeup.brow_grey > 0.5:
        _mix(colour, own, thick * (makeup.brow_grey - 0.3), GREY)


def _fade(colour: np.ndarray, own: np.ndarray) -> None:
    """Towards the cell's edge the skin is plain, as on neck and scalp."""
    rows, columns = np.mgrid[0:ROWS, 0:COLUMNS]
    edge = np.minimum(
        np.minimum(rows / ROWS, 1 - rows / ROWS) / 0.07, np.minimum(columns, COLUMNS - columns) / COLUMNS / 0.07
    )
    t = np.clip(edge, 0, 1)[:, :, None]
    colour[:] = colour * t + SKIN_LIGHT * (1 - t)
    own *= t[:, :, 0]
