"""Which sample products have a 3D model, and the points on it. The models are made by assets/products, the texts are in data/."""

import json
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from yunzhan.demo.texts import table, words
from yunzhan.website.products.actions import HotspotDraft, add_hotspot, change_product, set_model, store_picture
from yunzhan.website.products.models import Product
from yunzhan.website.shared.words import words_of
from yunzhan.website.uploads.actions import keep_own_file
from yunzhan.website.uploads.choices import UploadKind

MOST_OF_A_CATEGORY = 6  # in one hall
MODEL_OF_CATEGORY = {
    "tea": "teapot", "catering": "teapot", "kitchenware": "teapot", "porcelain": "vase", "craft": "vase",
    "furniture": "chair", "bearing": "bearing", "table-lamp": "lamp", "motor": "motor", "juice": "bottle",
    "industrial-robot": "arm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleModel:
    """A model that ships: its file, how many triangles it has, its picture, its points."""

    content: bytes
    triangles: int
    picture: bytes
    points: tuple[HotspotDraft, ...]


@cache
def sample_model(name: str) -> SampleModel:
    folder = files("yunzhan.demo").joinpath("data/models")
    content = folder.joinpath(f"{name}.glb").read_bytes()
    points = tuple(
        HotspotDraft(
            position=_vector(row["position"]),
            normal=_vector(row["normal"]),
            title=words(row["title_zh_hans"], row["title_en"]),
            text=words(row["text_zh_hans"], row["text_en"]),
        )
        for row in table("model_points")
        if row["model"] == name
    )
    return SampleModel(content, triangles_in(content), folder.joinpath(f"{name}.webp").read_bytes(), points)


def _vector(text: str) -> tuple[float, float, float]:
    x, y, z = (float(part) for part in text.split())
    return x, y, z


def triangles_in(glb: bytes) -> int:
    """Counted in the head of a GLB whose primitives all have indices, as ours have."""
    (length,) = struct.unpack_from("<I", glb, 12)
    tree = json.loads(glb[20 : 20 + length])
    rows = [part for mesh in tree["meshes"] for part in mesh["primitives"]]
    return sum(int(tree["accessors"][part["indices"]]["count"]) for part in rows) // 3


def show_models(products: Sequence[Product]) -> None:
    """Gives the first few of each fitting category a model, its picture and its points."""
    given: Counter[str] = Counter()
    for product in products:
        name = MODEL_OF_CATEGORY.get(product.category_id or "")
        if name is None or given[product.category_id or ""] == MOST_OF_A_CATEGORY:
            continue
        given[product.category_id or ""] += 1
        model = sample_model(name)
        upload = keep_own_file(
            product.exhibitor, f"{name}.glb", UploadKind.MODEL, model.content, {"triangles": model.triangles}
        )
        set_model(product, upload)
        for point in model.points:
            add_hotspot(product, point)
        change_product(
            product,
            name=words_of(product, "name"),
            summary=words_of(product, "summary"),
            category=product.category,
            picture=store_picture(model.picture),
        )
