"""Sample pictures: small, deterministic, one for every kind the categories name."""

import csv
import io
from pathlib import Path

from PIL import Image

from yunzhan.demo.pictures import draw_picture, silhouettes
from yunzhan.website.products import actions


def test_picture_is_the_same_twice_and_small():
    first = draw_picture("chip", 0)
    assert first == draw_picture("chip", 0)
    assert first != draw_picture("chip", 1)
    assert len(first) < 20_000
    with Image.open(io.BytesIO(first)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (480, 360))


def test_every_category_has_a_silhouette():
    path = Path(actions.__file__).parent / "data/categories.tsv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    assert {row["picture_kind"] for row in rows} - set(silhouettes()) == set()
