"""How old a sight is: counted from the move's first sending, however old it has become."""

import numpy as np

from yunzhan.loadtest import speech
from yunzhan.loadtest.sight import Sight

ONE = (1, 1)  # line, id


def place(x, z=200, motion=1):
    return speech.shown(np.array([[motion, x, z, 7]]), 11, 9, 1024)


def test_sight_of_an_older_place_is_as_old_as_that_place():
    sight = Sight()
    for tick in range(5):
        sight.went(ONE, place(100 + 14 * tick), tick / 10)
    assert [sight.when(ONE, place(100 + 14 * tick)) for tick in (0, 2, 4)] == [0.0, 0.2, 0.4]


def test_place_sent_again_keeps_its_first_time():
    sight = Sight()
    for tick in range(5):
        sight.went(ONE, place(100 + tick % 4), tick / 10)
    assert sight.when(ONE, place(103)) == 0.0


def test_unknown_place_has_no_time():
    sight = Sight()
    sight.went(ONE, place(100), 1.0)
    assert [sight.when(ONE, place(104)), sight.when(ONE, place(100, motion=0)), sight.when((2, 1), place(100))] == [
        None
    ] * 3


def test_places_three_seconds_old_are_forgotten():
    sight = Sight()
    for tick in range(40):
        sight.went(ONE, place(100 + 14 * tick), tick / 10)
    assert (sight.when(ONE, place(100)), sight.when(ONE, place(100 + 14 * 39))) == (None, 3.9)


def test_records_come_back_as_they_were_shown():
    record = (3).to_bytes(2, "little") + bytes((25, 50, 7, 1))
    message = b"\x90\x01\x00" + (12).to_bytes(2, "little") + record * 2
    assert list(speech.read_places(message)) == [(3, place(1024 + 100, 1024 + 200))] * 2


def test_counted_places_end_where_something_else_begins():
    place = b"\x82\x0b\x90" + bytes(10)
    assert speech.skip_places(place * 3 + b"\x82\x01\xa0" + place) == (3, 39)
    assert speech.skip_places(place + place[:7]) == (1, 13)
    assert speech.skip_places(b"") == (0, 0)
    wide = b"\x82\x7e\x00\xc8\x90" + bytes(199)
    assert speech.skip_places(wide + place) == (2, len(wide) + 13)


def test_said_and_accepted_are_read_by_the_pages_tables():
    message = (7).to_bytes(8, "little") + bytes(9) + b"\x01p\x02nn\x03\x00abc" + bytes(9) + b"\x01s\x01\x00\x01q"
    second = (8).to_bytes(8, "little") + bytes(9) + b"\x00\x00\x00\x00" + bytes(12)
    assert speech.read_said(b"\xa0\x01g\x02\x00" + message + second) == [7, 8]
    accepted = b"\xa1\x03\x00\x01g" + (5).to_bytes(8, "little") + (9).to_bytes(8, "little") + bytes(8)
    assert speech.read_accepted(accepted) == (5, 9)


def test_entered_is_read_by_the_pages_table():
    numbers = ((5, 2), (100, 2), (200, 2), (9, 1), (1024, 2), (11, 1), (9, 1), (40, 2), (2, 2), (3, 2))
    message = b"\x84\x01\x00\x04f/h1" + b"".join(value.to_bytes(size, "little") for value, size in numbers)
    assert speech.read_entered(message) == speech.Entered(5, 100, 200, 1024, 11, 9, 2)
