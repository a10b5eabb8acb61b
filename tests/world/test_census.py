"""People over nodes are counted once each."""

from yunzhan.world.census import Census, hashes_of
from yunzhan.world.presence import NOBODY, Count


def test_person_on_two_nodes_counts_once():
    census = Census()
    census.tell("0f", "a", hashes_of(["p", "q"]), hashes_of(["s"]))
    census.tell("0f", "b", hashes_of(["q", "r"]), NOBODY)
    assert census.count("0f") == Count(3, 1)


def test_node_that_is_gone_is_gone_from_the_count():
    census = Census()
    census.tell("0f", "a", hashes_of(["p"]), NOBODY)
    census.tell("0f", "b", hashes_of(["q"]), NOBODY)
    assert census.forget("b") == {"0f"}
    assert census.count("0f") == Count(1, 0)


def test_node_tells_anew_and_the_old_is_forgotten():
    census = Census()
    census.tell("0f", "a", hashes_of(["p", "q"]), NOBODY)
    census.tell("0f", "a", hashes_of(["r"]), NOBODY)
    assert census.count("0f") == Count(1, 0)
    census.tell("0f", "a", NOBODY, NOBODY)
    assert census.places() == []


def test_a_million_people_over_many_nodes_are_counted_exactly():
    census = Census()
    people = [f"p{number}" for number in range(100_000)]
    for node in range(5):
        census.tell("0f", f"n{node}", hashes_of(people[node * 19_000 : node * 19_000 + 24_000]), NOBODY)
    assert census.count("0f") == Count(100_000, 0)
