"""Moves are taken or not, and a tick tells each cell what changed around it."""

import random

import numpy as np
import pytest

from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.messages import Arrival, Arrivals, Departures, Move, Places
from yunzhan.world.space import CELL_CM, FAR_EVERY, Space, SpaceFull

ARRIVAL = encode(Arrivals((Arrival(0, 0, 7, "p", "甲"),)))[5:]  # without kind, count and id


def told(data):
    """The messages of a framed-as-is tick part."""
    return [decode_fact(data)]


def as_is(message):
    return message


def space(**size):
    return Space(size.get("width", 4096), size.get("depth", 4096), capacity=size.get("capacity", 10))


def test_first_tick_tells_arrivals_and_places():
    hall = space()
    row = hall.enter(ARRIVAL, 100, 200, 64, now=0)
    tick = hall.tick(as_is)
    assert [type(decode_fact(data)) for data in tick.to_all] == [Arrivals]
    places = decode_fact(tick.to_cell[0])
    assert isinstance(places, Places)
    assert places.places == row.to_bytes(2, "little") + bytes((25, 50, 64, 0))


def test_nothing_changed_tells_nothing():
    hall = space()
    hall.enter(ARRIVAL, 100, 200, 64, now=0)
    for _ in range(FAR_EVERY + 1):
        hall.tick(as_is)
    tick = hall.tick(as_is)
    assert (tick.to_all, tick.to_cell) == ([], {})


def test_far_cell_is_told_within_its_period():
    hall = space()
    walker = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    hall.enter(ARRIVAL, 4000, 4000, 0, now=0)
    for _ in range(FAR_EVERY + 1):
        hall.tick(as_is)
    assert hall.take(walker, Move(1, 110, 100, 0, 1), now=1)
    heard = [hall.tick(as_is).to_cell.get(15) for _ in range(FAR_EVERY)]
    assert sum(data is not None for data in heard) == 1


@pytest.mark.parametrize(
    ("move", "taken"),
    [
        (Move(1, 150, 100, 0, 1), True),
        (Move(1, 3000, 100, 0, 1), False),
        (Move(1, 4097, 100, 0, 1), False),
        (Move(10, 110, 100, 0, 1), False),
        (Move(1, 65535, 65535, 0, 1), False),
    ],
)
def test_move_is_taken_when_a_person_can_make_it(move, taken):
    hall = space()
    row = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    assert hall.take(row, move, now=0.1) is taken


def test_waiting_does_not_buy_a_teleport():
    hall = space(width=60000)
    row = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    assert not hall.take(row, Move(1, 50000, 100, 0, 1), now=1e6)


def test_last_of_several_moves_counts():
    hall = space()
    row = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    moves = np.frombuffer(encode(Move(1, 110, 100, 0, 1)) + encode(Move(1, 120, 100, 0, 2)), np.uint8).reshape(-1, 8)
    assert hall.move(np.array([row, row]), moves, now=0.1) == []
    assert hall.x[row] == 120


def test_departure_is_told_and_its_number_used_again_later():
    hall = space(capacity=1)
    row = hall.enter(ARRIVAL, 1, 1, 0, now=0)
    hall.tick(as_is)
    hall.leave(row)
    with pytest.raises(SpaceFull):
        hall.enter(ARRIVAL, 1, 1, 0, now=0)
    assert told(hall.tick(as_is).to_all[0]) == [Departures((row,))]
    assert hall.enter(ARRIVAL, 1, 1, 0, now=0) == row


def test_newcomer_learns_everybody():
    hall = space()
    for x in (10, 2000, 4000):
        hall.enter(ARRIVAL, x, 10, 0, now=0)
    messages = [decode_fact(data) for data in hall.everybody()]
    assert sum(len(fact.people) for fact in messages if isinstance(fact, Arrivals)) == 3
    assert sum(len(fact.places) // 6 for fact in messages if isinstance(fact, Places)) == 3


def test_many_small_leaps_are_no_teleport():
    hall = space(width=60000)
    row = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    taken = [hall.take(row, Move(1, 100 + 150 * n, 100, 0, n), now=n * 0.1) for n in range(1, 20)]
    assert taken[:2] == [True, True]
    assert hall.x[row] <= 100 + 200 + 1.9 * 600


def test_somebody_who_stopped_is_told_to_those_who_came_near_since():
    hall = space(width=20480)
    walker = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    visitor = hall.enter(ARRIVAL, 3000, 100, 0, now=0)
    for _ in range(FAR_EVERY):
        hall.tick(as_is)
    hall.tick(as_is)
    assert hall.take(walker, Move(1, 110, 100, 0, 1), now=1)
    hall.tick(as_is)
    hall.place(visitor, 1100, 100, 0, now=1)
    heard = b"".join(hall.tick(as_is).to_cell.get(1, b"") for _ in range(FAR_EVERY))
    assert walker.to_bytes(2, "little") + bytes((27, 25, 0, 1)) in heard


@pytest.mark.parametrize("width", [1000, 9000])
def test_in_parts_everybody_learns_every_last_place(width):
    parts, chance, now = 4, random.Random(5), 0.0
    hall = Space(width, 1000, capacity=24)
    rows = [hall.enter(ARRIVAL, chance.randrange(width), 500, 0, now=0) for _ in range(24)]
    known = {row: {} for row in rows}
    for call in range(40 + parts * FAR_EVERY * 2):
        now += 0.025
        if call < 40:
            for row in chance.sample(rows, 5):
                hall.take(row, Move(1, min(width, int(hall.x[row]) + 4), 500, 0, call), now)
        tick = hall.tick(framed, call % parts, parts)
        for row in rows:
            if row % parts == call % parts and int(hall.cell[row]) in tick.to_cell:
                known[row] |= places_in(tick.to_cell[int(hall.cell[row])])
    shown = {row: (int(hall.cell[row]), int(hall.x[row]) % CELL_CM // 4) for row in rows}
    assert all(known[row] == shown for row in rows)


def test_in_parts_nobody_is_told_more_often_than_in_one():
    hall = space()
    rows = [hall.enter(ARRIVAL, 100, 100, 0, now=0) for _ in range(4)]
    told = []
    for call in range(40):
        hall.take(rows[0], Move(1, 100 + call, 100, 0, call), now=call * 0.025)
        told.append(call % 4 if 0 in hall.tick(as_is, call % 4, 4).to_cell else None)
    assert told == [0, 1, 2, 3] * 10


def framed(message):
    return len(message).to_bytes(4, "little") + message


def places_in(data):
    """id → cell and x step, of framed Places messages one after the other; later ones count."""
    found = {}
    while data:
        size, data = int.from_bytes(data[:4], "little"), data[4:]
        fact, data = decode_fact(data[:size]), data[size:]
        for i in range(0, len(fact.places), 6):
            found[int.from_bytes(fact.places[i : i + 2], "little")] = (fact.cell, fact.places[i + 2])
    return found
