"""Drawings, brochures and videos: hostile ones are refused by name, good ones come out as what visitors may have."""

import io
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from website.uploads.other_files import BROCHURES, DRAWINGS, GOOD_FILM, VIDEOS, link, mp4, opening, pdf, svg
from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.brochures import make_brochure
from yunzhan.website.uploads.checks.drawings import Reader as DrawingReader
from yunzhan.website.uploads.checks.drawings import make_drawing
from yunzhan.website.uploads.checks.refused import Refused
from yunzhan.website.uploads.checks.videos import make_video

MAKERS = ((make_drawing, DRAWINGS), (make_brochure, BROCHURES), (make_video, VIDEOS))
HOSTILE = [(make, *row) for make, rows in MAKERS for row in rows]


def made(make, tmp_path, content):
    (tmp_path / "source").write_bytes(content)
    (tmp_path / "out").mkdir(exist_ok=True)
    return make(tmp_path / "source", tmp_path / "out", lambda progress: None)


def size_of(path):
    with Image.open(path) as picture:
        return picture.size


@pytest.mark.parametrize(("make", "name", "content", "code"), HOSTILE, ids=[row[1] for row in HOSTILE])
def test_hostile_file_is_refused_by_name(make, name, content, code, tmp_path):
    with pytest.raises(Refused) as refused:
        made(make, tmp_path, content)
    assert refused.value.code == code
    assert list((tmp_path / "out").iterdir()) == []


def test_drawing_becomes_pictures_of_its_shape_and_colour(tmp_path):
    result = made(make_drawing, tmp_path, svg())
    assert [(row["width"], row["height"]) for row in result["levels"]] == [(1600, 800), (800, 400), (320, 160)]
    picture = Image.open(io.BytesIO((tmp_path / "out" / "320.webp").read_bytes())).convert("RGB")
    assert all(abs(a - b) < 8 for a, b in zip(picture.getpixel((160, 80)), (0x2F, 0x6F, 0x8F), strict=True))
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".webp"}


def test_brochure_is_kept_as_it_came_with_its_first_page_as_a_picture(tmp_path):
    content = pdf(3)
    result = made(make_brochure, tmp_path, content)
    assert (result["pages"], result["levels"][0]["file"], result["thumbnail"]) == (3, "brochure.pdf", "320.webp")
    assert (tmp_path / "out" / "brochure.pdf").read_bytes() == content
    assert (result["width"], result["height"]) == (1600, 1067)


def test_every_page_of_a_brochure_is_drawn_at_one_size_with_a_small_twin_and_progress(tmp_path):
    (tmp_path / "source").write_bytes(pdf(12))
    (tmp_path / "out").mkdir()
    told = []
    result = make_brochure(tmp_path / "source", tmp_path / "out", told.append)
    drawn = result["drawn"]
    assert [row["file"] for row in drawn] == ["1600.webp", *(f"page-{number}.webp" for number in range(2, 13))]
    for row in drawn:
        assert size_of(tmp_path / "out" / row["file"]) == (row["width"], row["height"]) == (1600, 1067)
        assert max(size_of(tmp_path / "out" / row["small"])) == 320
    assert told == sorted(told)
    assert len(told) == 12
    assert max(told) < 100


def noise(writer):
    """Every page is a photograph of nothing but noise, which hardly gets smaller."""
    rows = random.Random(7).randbytes(500 * 500 * 3)
    for page in writer.pages:
        picture = StreamObject()
        picture.set_data(rows)
        picture |= {
            NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(500), NameObject("/Height"): NumberObject(500),
            NameObject("/ColorSpace"): NameObject("/DeviceRGB"), NameObject("/BitsPerComponent"): NumberObject(8),
        }  # fmt: skip
        shown = StreamObject()
        shown.set_data(b"600 0 0 400 0 0 cm /P Do")
        names = DictionaryObject({NameObject("/P"): writer._add_object(picture)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): names})
        page[NameObject("/Contents")] = writer._add_object(shown)


def test_a_page_of_photographs_is_drawn_coarser_until_it_is_light(tmp_path, monkeypatch):
    result = made(make_brochure, tmp_path, pdf(2, noise))
    page = tmp_path / "out" / result["drawn"][1]["file"]
    assert page.stat().st_size <= limits.MOST_PAGE_BYTES
    monkeypatch.setattr(limits, "MOST_PAGE_BYTES", 0)
    result = made(make_brochure, tmp_path, pdf(2, noise))
    assert (result["drawn"][1]["width"], size_of(page)[0]) == (800, 800)


def test_pages_for_which_no_time_is_left_are_only_in_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "DRAW_SECONDS", -1)
    result = made(make_brochure, tmp_path, pdf(5))
    assert (result["pages"], [row["file"] for row in result["drawn"]]) == (5, ["1600.webp"])


def test_pages_of_any_shape_have_the_same_longer_side(tmp_path):
    def add(writer):
        writer.add_blank_page(3, 6_000)
        writer.add_blank_page(1, 1)
        writer.add_blank_page(300, 400).rotate(90)

    result = made(make_brochure, tmp_path, pdf(1, add))
    assert [(row["width"], row["height"]) for row in result["drawn"]] == [
        (1600, 1067), (1, 1600), (1600, 1600), (1600, 1200),
    ]  # fmt: skip


@pytest.mark.parametrize("kinds", [(b"stco",), (b"co64",), (b"stco", b"co64")], ids=["32 bits", "64 bits", "both"])
@pytest.mark.parametrize("table_first", [False, True])
def test_video_starts_before_it_is_whole_without_notes_and_with_the_same_pictures(tmp_path, kinds, table_first):
    result = made(make_video, tmp_path, mp4(kinds=kinds, table_first=table_first))
    assert (result["width"], result["height"], result["seconds"]) == (640, 360, 10.0)
    written = (tmp_path / "out" / "video.mp4").read_bytes()
    assert b"made at home" not in written
    assert written.index(b"moov") < written.index(b"mdat")
    for kind in kinds:
        at = written.index(kind) + 12
        place = int.from_bytes(written[at : at + (4 if kind == b"stco" else 8)], "big")
        assert written[place : place + 1024] == bytes(range(256)) * 4
    again = tmp_path / "again"
    again.mkdir()
    made(make_video, again, written)
    assert (again / "out" / "video.mp4").read_bytes() == written


def test_video_filmed_upright_is_as_wide_and_high_as_it_is_shown(tmp_path):
    result = made(make_video, tmp_path, mp4(upright=True))
    assert (result["width"], result["height"]) == (360, 640)


@pytest.mark.parametrize(
    "address", ["https://example.org/", "MAILTO:a@example.org", "tel:+100", "www.example.org:80/a"]
)
def test_link_of_a_brochure_to_the_web_stays(tmp_path, address):
    assert made(make_brochure, tmp_path, pdf(change=link(address)))["pages"] == 2


def test_brochure_may_open_at_a_place_of_its_own(tmp_path):
    assert made(make_brochure, tmp_path, pdf(change=opening("/GoTo", D="first")))["pages"] == 2


@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8), st.integers(0, 1 << 20))
@settings(max_examples=300, deadline=None)
def test_changed_bytes_of_a_video_end_in_a_refusal_or_a_video(tmp_path_factory, changes, cut):
    content = bytearray(GOOD_FILM)
    for at, value in changes:
        content[at % len(content)] = value
    with suppress(Refused):
        made(make_video, tmp_path_factory.getbasetemp(), bytes(content[: cut % (2 * len(content))]))


@given(st.text(alphabet="<>/='\"&;#!?[] abgsuevx:-\0é", max_size=60), st.binary(max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_text_as_a_drawing_ends_in_a_refusal_or_a_tree(inside, tail):
    with suppress(Refused):
        DrawingReader().read(svg(inside) + tail)


@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=6), st.integers(0, 1 << 20))
@settings(max_examples=60, deadline=None)
def test_changed_bytes_of_a_brochure_end_in_a_refusal_or_a_brochure(tmp_path_factory, changes, cut):
    content = bytearray(pdf())
    for at, value in changes:
        content[at % len(content)] = value
    with suppress(Refused):
        made(make_brochure, tmp_path_factory.getbasetemp(), bytes(content[: cut % (2 * len(content))]))
