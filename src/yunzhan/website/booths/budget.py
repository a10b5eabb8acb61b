"""What a booth asks of a visitor's device: bytes to load, triangles, textures; each with its limit. Nothing is written here."""

from dataclasses import dataclass

from yunzhan.website.booths.choices import Slot
from yunzhan.website.booths.queries import Look
from yunzhan.website.products.models import Product

# Up to sixteen booths stand near a visitor at once: full ones are 6.4 MB then, two seconds at 25 Mbit/s.
MOST_BYTES = 400_000
MOST_TRIANGLES = 24_000
MOST_TEXTURE_BYTES = 8_000_000
# Triangles of each template seen from near; a test reads them from the file that the hall loads.
TRIANGLES = {
    "shell": 4020, "frame": 5168, "tower": 3944, "pavilion": 5878, "island": 4850, "portal": 3748, "market": 11544,
    "garden": 4068,
}  # fmt: skip
SHEET_TEXELS = 512 * 512  # what the booth's own graphics take on the card: one layer, RGBA, with its smaller levels
SHOWN_SLOTS = (
    Slot.LOGO,
    Slot.POSTER,
    Slot.VIDEO,
)  # of brochures only the first one's cover; the rest by who asks for it


@dataclass(frozen=True, slots=True)
class Share:
    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Budget:
    """`bytes` a visitor loads, `textures` in bytes on the graphics card."""

    bytes: Share
    triangles: Share
    textures: Share


def budget_of(look: Look) -> Budget:
    """Of a booth that looks like this."""
    files = [file for slot in SHOWN_SLOTS for file in look.shown[slot]] + look.shown[Slot.BROCHURE][:1]
    loaded = sum(file.small.bytes for file in files if file.small) + sum(
        picture_bytes(product) for product in look.products
    )
    return Budget(
        bytes=Share(loaded, MOST_BYTES),
        triangles=Share(TRIANGLES.get(look.template.slug, 0), MOST_TRIANGLES),
        textures=Share(SHEET_TEXELS * 4 * 4 // 3, MOST_TEXTURE_BYTES),
    )


def picture_bytes(product: Product) -> int:
    """Of the product's own picture; 0 without one, or when its file is gone."""
    try:
        return int(product.picture.size) if product.picture else 0
    except FileNotFoundError:
        return 0
