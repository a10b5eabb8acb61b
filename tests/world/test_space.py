"""Moves are taken or not, and a tick tells each cell what changed around it."""

import numpy as np
import pytest

from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.messages import Arrival, Arrivals, Departures, Move, Places
from yunzhan.world.space import FAR_EVERY, Space, SpaceFull

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
