"""Deadlines of socket numbers: any number, in any order, told until they are cleared, in little more memory than they need."""

from yunzhan.gateway.deadlines import Deadlines


def test_those_whose_moment_has_come_are_told_until_they_are_cleared():
    deadlines = Deadlines()
    for fd, at in ((7, 5.0), (30_000, 4.0), (2_000, 9.0)):
        deadlines.set(fd, at)
    assert deadlines.due(3.9) == []
    assert deadlines.due(5.0) == [7, 30_000]
    deadlines.clear(7)
    assert deadlines.due(5.0) == [30_000]


def test_it_is_never_too_early_and_bears_any_moment():
    deadlines = Deadlines()
    for fd, at in ((1, 5.2), (2, 1e12), (3, 2.0**32 - 1)):
        deadlines.set(fd, at)
    assert deadlines.due(5.9) == []
    assert deadlines.due(6.0) == [1]
    assert deadlines.due(4e9) == [1]


def test_a_number_never_heard_of_has_none_and_can_be_cleared():
    deadlines = Deadlines()
    deadlines.clear(1_000_000)
    assert deadlines.due(1e9) == []


def test_it_grows_by_an_eighth_and_never_by_less_than_what_is_asked():
    deadlines = Deadlines()
    for fd in range(20_000):
        deadlines.set(fd, 1.0)
    assert len(deadlines._at) < 20_000 * 1.13
    assert deadlines.due(1.0) == list(range(20_000))
