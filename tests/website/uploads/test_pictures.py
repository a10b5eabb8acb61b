"""Pictures: refused by what their head says, re-made without what a camera wrote."""

import io

import pytest
from PIL import Image

from website.uploads.hostile import PICTURES, good_picture
from yunzhan.website.uploads.checks.pictures import make_picture
from yunzhan.website.uploads.checks.refused import Refused


def made(tmp_path, content, tell=lambda progress: None):
    (tmp_path / "source").write_bytes(content)
    (tmp_path / "out").mkdir()
    return make_picture(tmp_path / "source", tmp_path / "out", tell)


@pytest.mark.parametrize(("name", "content", "code"), PICTURES, ids=[row[0] for row in PICTURES])
def test_hostile_picture_is_refused_by_name(name, content, code, tmp_path):
    with pytest.raises(Refused) as refused:
        made(tmp_path, content)
    assert refused.value.code == code
    assert list((tmp_path / "out").iterdir()) == []


def test_levels_are_webp_of_falling_size_and_never_larger_than_the_picture(tmp_path):
    told = []
    result = made(tmp_path, good_picture(2000, 1000, "JPEG"), told.append)
    assert [(row["width"], row["height"]) for row in result["levels"]] == [(1600, 800), (800, 400), (320, 160)]
    assert (result["width"], result["height"], result["thumbnail"]) == (2000, 1000, "320.webp")
    for level in result["levels"]:
        content = (tmp_path / "out" / level["file"]).read_bytes()
        assert len(content) == level["bytes"]
        assert Image.open(io.BytesIO(content)).format == "WEBP"
    assert told == sorted(told)
    assert told[-1] < 100


def test_small_picture_is_not_blown_up(tmp_path):
    assert {row["width"] for row in made(tmp_path, good_picture(200, 100))["levels"]} == {200}


def test_camera_notes_are_gone_and_the_picture_stands_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Maker of a camera", {1: "N"}
    result = made(tmp_path, good_picture(400, 200, "JPEG", exif=exif))
    assert (result["width"], result["height"]) == (200, 400)
    for level in result["levels"]:
        content = (tmp_path / "out" / level["file"]).read_bytes()
        assert not Image.open(io.BytesIO(content)).getexif()
        assert b"Maker" not in content


def test_second_file_behind_the_picture_does_not_get_out(tmp_path):
    result = made(tmp_path, good_picture() + b"<script>alert(1)</script>PK\x03\x04")
    for level in result["levels"]:
        assert b"script" not in (tmp_path / "out" / level["file"]).read_bytes()
