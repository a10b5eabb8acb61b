"""Two pictures are told apart by what a person would see: a sign that is gone, not a shade that a processor rounded otherwise."""

import numpy as np
import pytest
from likeness import compare, difference
from PIL import Image, ImageDraw

SIZE = (640, 360)


@pytest.fixture
def hall():
    """Something with edges and soft tones all over."""
    across, down = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
    tones = 128 + 60 * np.sin(across / 9) + 40 * np.cos(down / 7)
    return Image.fromarray(np.stack([tones, tones * 0.9, tones * 0.8], 2).astype(np.uint8))


def test_the_same_is_the_same(hall):
    likeness = compare(hall, hall)
    assert (likeness.mean, likeness.worst, likeness.colour_off) == (pytest.approx(1), pytest.approx(1), 0)
    assert likeness.is_same


def test_a_shade_more_or_less_is_still_the_same(hall):
    noise = np.random.default_rng(1).integers(-2, 3, (SIZE[1], SIZE[0], 3))
    other = Image.fromarray((np.asarray(hall, np.int16) + noise).clip(0, 255).astype(np.uint8))
    assert compare(hall, other).is_same


def test_a_small_thing_that_is_gone_is_seen_and_named_by_its_place(hall):
    other = hall.copy()
    ImageDraw.Draw(other).rectangle((402, 122, 438, 158), fill=(20, 48, 79))
    likeness = compare(hall, other)
    assert not likeness.is_same
    assert likeness.mean > 0.97, "only the tile tells"
    assert likeness.place[0] in range(360, 441)
    assert likeness.place[1] in range(80, 161)


def test_another_colour_of_the_same_lightness_is_seen(hall):
    red, green, blue = hall.split()
    assert not compare(hall, Image.merge("RGB", (blue, red, green))).is_same


def test_the_difference_shows_both_and_lights_up_where_they_differ(hall):
    other = hall.copy()
    ImageDraw.Draw(other).rectangle((100, 100, 120, 120), fill=(255, 0, 0))
    sheet = difference(hall, other)
    assert sheet.size == (SIZE[0] * 3, SIZE[1])
    third = np.asarray(sheet.crop((SIZE[0] * 2, 0, SIZE[0] * 3, SIZE[1])), int).sum(2)
    assert third[110, 110] > third[300, 300] * 2


def test_pictures_of_two_sizes_are_refused(hall):
    with pytest.raises(ValueError, match="compared"):
        compare(hall, hall.resize((320, 180)))
