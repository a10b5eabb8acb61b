"""What goods are made of: colour, metal, roughness, and small pictures of grain, weave, brush and painted porcelain.

Colours are linear light. Pictures tile: `metres` is the side of one tile on the surface, (across, up).
"""

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image


@dataclass(frozen=True)
class Paint:
    name: str
    colour: tuple[float, float, float]
    metal: float = 0.0
    rough: float = 0.5
    picture: bytes = b""
    bumps: bytes = b""
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)
    metres: tuple[float, float] = (1.0, 1.0)


def linear(html):
    """#rrggbb as linear light."""
    parts = [int(html[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(round(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4, 4) for c in parts)


def jpeg(values, quality=82):
    """Values 0..1, rows x columns x 3, the lowest row first (places grow upwards)."""
    image = Image.fromarray((np.clip(values, 0, 1)[::-1] * 255 + 0.5).astype(np.uint8), "RGB")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def waves(size, seed, stretch=(1, 1), octaves=5):
    """Noise that tiles, 0..1: sums of waves with whole numbers of periods."""
    random = np.random.default_rng(seed)
    y, x = np.meshgrid(*(np.arange(size) / size * 2 * math.pi,) * 2, indexing="ij")
    total = np.zeros((size, size))
    for octave in range(octaves):
        for _ in range(8):
            fx, fy = random.integers(-2, 3, 2) * 2**octave * np.array(stretch)
            total += np.sin(fx * x + fy * y + random.uniform(0, 2 * math.pi)) / 2**octave
    total -= total.min()
    return total / total.max()


def bumps_of(heights, strength):
    """A normal map from heights that tile."""
    across = (np.roll(heights, -1, 1) - np.roll(heights, 1, 1)) * strength
    up = (np.roll(heights, -1, 0) - np.roll(heights, 1, 0)) * strength
    normals = np.stack([-across, -up, np.ones_like(heights)], 2)
    return jpeg(normals / np.linalg.norm(normals, axis=2, keepdims=True) / 2 + 0.5, 88)


def coloured(share, one, two):
    return np.asarray(one) + (np.asarray(two) - np.asarray(one)) * share[..., None]


def wood(size=256, seed=3):
    """Grain runs upwards (along the second place)."""
    x = np.broadcast_to(np.arange(size) / size, (size, size))
    wander = waves(size, seed, (1, 1), 2) * 1.6
    rings = 0.5 + 0.5 * np.sin(2 * math.pi * (x * 7 + wander))
    fibre = waves(size, seed + 1, (12, 1), 3)
    share = np.clip(rings**2 * 0.55 + fibre * 0.45, 0, 1)
    return jpeg(coloured(share, (0.45, 0.28, 0.15), (0.72, 0.52, 0.33))), bumps_of(fibre, 1.2)


def weave(size=256, threads=16):
    y, x = np.meshgrid(*(np.arange(size) / size * threads,) * 2, indexing="ij")
    over = (np.floor(x) + np.floor(y)) % 2
    across, up = np.sin(math.pi * (x % 1)), np.sin(math.pi * (y % 1))
    heights = np.where(over, across * (0.6 + 0.4 * up), up * (0.6 + 0.4 * across))
    share = np.clip(heights * 0.6 + waves(size, 5, (1, 1), 4) * 0.4, 0, 1)
    return jpeg(coloured(share, (0.62, 0.62, 0.6), (1, 1, 0.98))), bumps_of(heights, 3.0)


def brushed(size=128):
    return bumps_of(waves(size, 9, (1, 24), 2), 0.5)


def porcelain(size=512):
    """White glaze with blue bands, petals below, a scroll of leaves in the middle, waves at the neck; one tile goes round once."""
    v, u = np.meshgrid(*(np.arange(size) / size,) * 2, indexing="ij")
    soft = lambda distance, width: np.clip(0.5 - distance / width * 8, 0, 1)  # noqa: E731
    blue = np.zeros((size, size))
    for height in (0.045, 0.06, 0.265, 0.28, 0.62, 0.635, 0.8, 0.9):
        blue = np.maximum(blue, soft(abs(v - height) - 0.0035, 0.03))
    petal = abs((u * 12) % 1 - 0.5) * 2
    rise = np.clip((v - 0.07) / 0.18, 0, 1)
    edge = np.sqrt(np.clip(1 - rise**1.7, 0, 1)) - petal
    blue = np.maximum(blue, np.where((v > 0.07) & (v < 0.25), soft(abs(edge - 0.08) - 0.05, 0.4), 0))
    blue = np.maximum(blue, np.where((v > 0.07) & (v < 0.22), 0.55 * soft(0.38 - edge, 0.9), 0))
    scroll = 0.45 + 0.075 * np.sin(u * 2 * math.pi * 4)
    blue = np.maximum(blue, soft(abs(v - scroll) - 0.006, 0.05))
    for i in range(8):
        middle, side = (i + 0.5) / 8, 1 if i % 2 else -1
        dx = ((u - middle + 0.5) % 1 - 0.5) * 2.4
        dy = v - (0.45 - side * 0.045)
        turn, far = np.arctan2(dy, dx), np.hypot(dx, dy)
        blossom = 0.062 * (0.72 + 0.28 * np.cos(turn * 6))
        blue = np.maximum(blue, 0.9 * soft(abs(far - blossom) - 0.004, 0.05))
        blue = np.maximum(blue, 0.5 * soft(far - blossom * 0.8, 0.09))
        blue = np.maximum(blue, soft(far - 0.014, 0.04))
    crest = 0.85 + 0.02 * np.sin(u * 2 * math.pi * 18)
    blue = np.maximum(blue, np.where((v > 0.81) & (v < 0.89), soft(abs(v - crest) - 0.004, 0.04), 0))
    blue = blue * (0.82 + 0.18 * waves(size, 12, (1, 1), 4))
    return jpeg(coloured(np.clip(blue, 0, 1), (0.94, 0.95, 0.93), (0.1, 0.2, 0.5)), 80)


def label(size=256):
    """A drink's label without a word: citrus slices over a warm ground."""
    v, u = np.meshgrid(*(np.arange(size) / size,) * 2, indexing="ij")
    share = coloured(v, (0.98, 0.62, 0.16), (0.99, 0.86, 0.42))
    for cx, cy, r in ((0.2, 0.5, 0.17), (0.52, 0.38, 0.2), (0.83, 0.56, 0.16)):
        dx, dy = ((u - cx + 0.5) % 1 - 0.5), v - cy
        far, turn = np.hypot(dx, dy) / r, np.arctan2(dy, dx)
        slices = (far < 0.84) & (abs(np.sin(turn * 4)) > 0.16) & (far > 0.1)
        share = np.where((far < 1)[..., None], (0.96, 0.5, 0.1), share)
        share = np.where((far < 0.93)[..., None], (1, 0.95, 0.78), share)
        share = np.where(slices[..., None], (0.99, 0.66, 0.2), share)
    band = (v < 0.06) | (v > 0.94)
    return jpeg(np.where(band[..., None], (0.2, 0.42, 0.2), share))


WOOD, WOOD_BUMPS = wood()
WEAVE, WEAVE_BUMPS = weave()
OAK = Paint("Oak", (1, 1, 1), rough=0.55, picture=WOOD, bumps=WOOD_BUMPS, metres=(0.35, 0.7))
CLOTH = Paint("Wool", linear("#5f7f78"), rough=0.92, picture=WEAVE, bumps=WEAVE_BUMPS, metres=(0.06, 0.06))
STEEL = Paint("Brushed steel", linear("#c3c8cc"), 1.0, 0.32, bumps=brushed(), metres=(0.08, 0.08))
CHROME = Paint("Polished steel", linear("#d8dade"), 1.0, 0.12)
BRASS = Paint("Brass", linear("#c8a15a"), 1.0, 0.24)
CAST = Paint("Cast iron, painted", linear("#2f6d8f"), 0.0, 0.48)
DARK = Paint("Dark plastic", linear("#23272b"), 0.0, 0.5)
RUBBER = Paint("Rubber", linear("#15171a"), 0.0, 0.85)
