"""People over nodes are counted once each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yunzhan.world.census import Census, NewsMissed, Union, hashes_of
from yunzhan.world.presence import NOBODY, Count, News


def all_of(people, scripted=()):
    return News(True, (hashes_of(people), hashes_of(scripted)))


def change(came=(), went=()):
    return News(False, (hashes_of(came), NOBODY), (hashes_of(went), NOBODY))


def test_person_on_two_nodes_counts_once():
    census = Census()
    census.tell("0f", "a", 1, all_of(["p", "q"], ["s"]))
    census.tell("0f", "b", 1, all_of(["q", "r"]))
    assert census.count("0f") == Count(3, 1)


def test_node_that_is_gone_is_gone_from_the_count():
    census = Census()
    census.tell("0f", "a", 1, all_of(["p"]))
    census.tell("0f", "b", 1, all_of(["q"]))
    assert census.forget("b") == {"0f"}
    assert census.count("0f") == Count(1, 0)


def test_node_tells_all_anew_and_the_old_is_forgotten():
    census = Census()
    census.tell("0f", "a", 1, all_of(["p", "q"]))
    census.tell("0f", "a", 7, all_of(["r"]))
    assert census.count("0f") == Count(1, 0)
    census.tell("0f", "a", 1, all_of([]))
    assert (census.places(), census.number("0f", "a")) == ([], 0)


def test_changes_follow_by_number():
    census = Census()
    census.tell("0f", "a", 1, all_of(["p", "q"]))
    census.tell("0f", "a", 2, change(came=["r", "s"], went=["p"]))
    assert (census.count("0f"), census.number("0f", "a")) == (Count(3, 0), 2)


@pytest.mark.parametrize(
    ("number", "news"),
    [
        (3, change(came=["r"])),
        (1, change(came=["r"])),
        (2, change(came=["p"])),
        (2, change(went=["r"])),
        (2, change(came=["r", "r"])),
    ],
)
def test_what_does_not_follow_is_missed_and_changes_nothing(number, news):
    census = Census()
    census.tell("0f", "a", 1, all_of(["p", "q"]))
    with pytest.raises(NewsMissed):
        census.tell("0f", "a", number, news)
    with pytest.raises(NewsMissed):
        census.tell("0f", "b", 1, change(came=["x"]))
    assert (census.count("0f"), census.number("0f", "a")) == (Count(2, 0), 1)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sets(st.integers(0, 12)), st.sampled_from(["", "count", "rest"])), max_size=30
    )
)
def test_union_agrees_with_sets(rounds):
    union, parts = Union(), [set() for _ in range(4)]
    for number, flipped, then in rounds:
        came, went = flipped - parts[number], flipped & parts[number]
        parts[number] ^= flipped
        union.change(hashes_of(map(str, came)), hashes_of(map(str, went)))
        if then == "rest":
            union.rest()
        if then == "count":
            held = [hashes_of(map(str, part)) for part in parts if part]
            assert union.size(held) == len(set().union(*parts))


def test_a_hundred_thousand_people_over_many_nodes_are_counted_exactly():
    census = Census()
    people = [f"p{number}" for number in range(100_000)]
    for node in range(5):
        census.tell("0f", f"n{node}", 1, all_of(people[node * 19_000 : node * 19_000 + 24_000]))
    assert census.count("0f") == Count(100_000, 0)
    census.tell("0f", "n0", 2, change(came=["q"], went=people[:7000]))
    census.tell("0f", "n1", 2, change(went=people[19_000:20_000]))
    assert census.count("0f") == Count(93_001, 0)


def test_what_counting_again_needs_is_kept_while_things_change_and_not_longer():
    union, parts = Union(), [hashes_of(["p", "q"]), hashes_of(["q", "r"])]
    assert union.size(parts) == 3
    union.rest()
    assert union._heap is not None
    parts[0] = hashes_of(["p", "q", "s"])
    union.change(hashes_of(["s"]), NOBODY)
    union.rest()
    assert (union.size(parts), union._heap is not None) == (4, True)
    union.rest()
    assert (union.size(parts), union._heap) == (4, None)
    parts[1] = hashes_of(["q", "r", "t"])
    union.change(hashes_of(["t"]), NOBODY)
    assert union.size(parts) == 5
