"""Moves are taken or not, and a tick tells each cell what changed around it."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.messages import Arrival, Arrivals, Departures, Move, Places
from yunzhan.world.grid import CELL_CM, RINGS
from yunzhan.world.space import MOTIONS, PUT, Space, SpaceFull

SLOWEST = RINGS[-1].every
ARRIVAL = encode(Arrivals((Arrival(0, 0, 7, "p", "甲"),)))[5:]  # without kind, count and id


def told(data):
    """The messages of a framed-as-is tick part."""
    return [decode_fact(data)]


def as_is(message):
    return message


def seen_from(cell, hall, tick):
    return hall.grid.join(tick.pieces, cell)


def space(**size):
    return Space(size.get("width", 4096), size.get("depth", 4096), capacity=size.get("capacity", 10))


def test_first_tick_tells_arrivals_and_places():
    hall = space()
    row = hall.enter(ARRIVAL, 100, 200, 64, now=0)
    tick = hall.tick(as_is)
    assert [type(decode_fact(data)) for data in tick.to_all] == [Arrivals]
    places = decode_fact(seen_from(0, hall, tick))
    assert isinstance(places, Places)
    assert places.places == row.to_bytes(2, "little") + bytes((25, 50, 64, 0))


def test_nothing_changed_tells_nothing():
    hall = space()
    hall.enter(ARRIVAL, 100, 200, 64, now=0)
    for _ in range(SLOWEST + 1):
        hall.tick(as_is)
    tick = hall.tick(as_is)
    assert (tick.to_all, seen_from(0, hall, tick)) == ([], b"")


def test_somebody_far_who_moved_once_is_told_once():
    hall = space()
    walker = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    hall.enter(ARRIVAL, 4000, 4000, 0, now=0)
    for _ in range(SLOWEST + 1):
        hall.tick(as_is)
    assert hall.take(walker, Move(1, 110, 100, 0, 1), now=1)
    heard = [seen_from(15, hall, hall.tick(as_is)) for _ in range(SLOWEST)]
    assert sum(data != b"" for data in heard) == 1


def test_rate_falls_with_distance():
    hall = space(width=20 * CELL_CM, depth=CELL_CM)
    walker = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    told = [0] * 20
    for number in range(1, SLOWEST * 4 + 1):
        assert hall.take(walker, Move(1, 100 + number % 2, 100, 0, number), now=number * 0.1)
        tick = hall.tick(as_is)
        for cell in range(20):
            told[cell] += seen_from(cell, hall, tick) != b""
    assert told == [36, 36, 12, *[4] * 17]


@pytest.mark.parametrize(
    ("move", "taken"),
    [
        (Move(1, 150, 100, 0, 1), True),
        (Move(1, 3000, 100, 0, 1), False),
        (Move(1, 4097, 100, 0, 1), False),
        (Move(MOTIONS, 110, 100, 0, 1), False),
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


def test_each_period_divides_the_next():
    assert all(outer.every % inner.every == 0 for inner, outer in pairwise(RINGS))


def test_somebody_who_stopped_is_told_to_those_who_came_near_since():
    hall = space(width=20480)
    walker = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    visitor = hall.enter(ARRIVAL, 5000, 100, 0, now=0)
    for _ in range(SLOWEST + 1):
        hall.tick(as_is)
    assert hall.take(walker, Move(1, 110, 100, 0, 1), now=1)
    hall.tick(as_is)
    hall.place(visitor, 1100, 100, 0, now=1)
    heard = b"".join(seen_from(1, hall, hall.tick(as_is)) for _ in range(SLOWEST))
    assert walker.to_bytes(2, "little") + bytes((27, 25, 0, 1)) in heard


@settings(deadline=None, max_examples=40)
@given(st.sampled_from([1, 4]), st.integers(1, 20), st.integers(1, 3), st.integers(0, 2**32))
def test_everybody_learns_every_last_place_however_they_jump_and_walk(parts, columns, rows, seed):
    chance, now, width, depth = random.Random(seed), 0.0, columns * CELL_CM, rows * CELL_CM
    hall = Space(width, depth, capacity=12)
    people = [hall.enter(ARRIVAL, chance.randrange(width), chance.randrange(depth), 0, now=0) for _ in range(12)]
    known = {row: {} for row in people}
    last = chance.randrange(1, 40)
    for call in range(last + parts * (SLOWEST + 1)):
        now += 0.1 / parts
        for row in chance.sample(people, 3) if call < last else ():
            if chance.random() < 0.3:
                hall.place(row, chance.randrange(width), chance.randrange(depth), 0, now)
            else:
                hall.take(row, Move(1, min(width, int(hall.x[row]) + 4), int(hall.z[row]), 0, call % 256), now)
        tick = hall.tick(framed, call % parts, parts)
        for row in people:
            if row % parts == call % parts:
                known[row] |= places_in(seen_from(int(hall.cell[row]), hall, tick))
    shown = {
        row: (int(hall.cell[row]), min(int(hall.x[row]) - int(hall.cell[row]) % columns * CELL_CM, 1020) // 4)
        for row in people
    }
    assert all(known[row] == shown for row in people)


def test_in_parts_nobody_is_told_more_often_than_in_one():
    hall = space()
    rows = [hall.enter(ARRIVAL, 100, 100, 0, now=0) for _ in range(4)]
    told = []
    for call in range(40):
        hall.take(rows[0], Move(1, 100 + call, 100, 0, call), now=call * 0.025)
        told.append(call % 4 if seen_from(0, hall, hall.tick(as_is, call % 4, 4)) else None)
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


def test_people_of_another_space_are_put_where_it_says_and_told_as_they_are():
    theirs, ours = space(), space()
    ours.enter(ARRIVAL, 1, 1, 0, now=0)
    there = [theirs.enter(ARRIVAL, 100, 200, 64, now=0), theirs.enter(ARRIVAL, 4096, 4096, 9, now=0)]
    here = np.array([ours.enter(ARRIVAL, 0, 0, 0, now=0) for _ in there])
    ours.tick(as_is)
    ours.put(here, theirs.puts(np.array(there)))
    pieces = ours.tick(as_is).pieces[0]
    for message in theirs.places():
        fact = decode_fact(message)
        assert decode_fact(pieces[fact.cell]).places[2:] == fact.places[2:]
    assert (ours.cell[here] == theirs.cell[there]).all()
    assert ours.who(int(here[0])) == ARRIVAL


def test_place_that_another_space_gives_outside_the_hall_is_at_its_wall():
    hall = space()
    row = hall.enter(ARRIVAL, 1, 1, 0, now=0)
    hall.put(np.array([row]), np.array([(0, 65535, 65535, 1, 255)], PUT))
    assert (hall.x[row], hall.z[row], hall.cell[row]) == (4096, 4096, 15)
    assert hall.motion[row] < MOTIONS


def test_forgetting_news_frees_the_numbers_of_those_who_went():
    hall = space(capacity=1)
    row = hall.enter(ARRIVAL, 1, 1, 0, now=0)
    hall.leave(row)
    hall.forget_news()
    assert hall.enter(ARRIVAL, 1, 1, 0, now=0) == row
    hall.forget_news()
    tick = hall.tick(as_is)
    assert (tick.to_all, seen_from(0, hall, tick)) == ([], b"")


def test_every_motion_of_the_wire_is_taken_and_shown_and_no_other():
    hall = space()
    row = hall.enter(ARRIVAL, 100, 100, 0, now=0)
    for motion in range(MOTIONS + 1):
        move = np.frombuffer(encode(Move(motion, 100, 100, 0, motion)), np.uint8).reshape(1, 8)
        refused = hall.move(np.array([row]), move, now=1.0)
        assert refused == ([row] if motion == MOTIONS else [])
    assert hall.motion[row] == MOTIONS - 1 == 13
