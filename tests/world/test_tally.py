"""A tally against the standard library's Counter, with numbers that meet in one bucket too."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yunzhan.world.tally import BUCKET_NUMBERS, Tally

numbers = st.one_of(st.integers(0, 5), st.integers(0, 2**64 - 1), st.integers(0, 100).map(lambda n: n * 4096))


@settings(deadline=None)
@given(st.lists(st.tuples(numbers, st.booleans()), max_size=300))
def test_tally_agrees_with_a_counter(steps):
    tally, known = Tally(), Counter()
    for number, goes in steps:
        if goes and known[number]:
            tally.remove(number)
            known[number] -= 1
        else:
            tally.add(number)
            known[number] += 1
    here = sorted(+known)
    assert (len(tally), tally.different) == (known.total(), len(here))
    assert tally.numbers().tolist() == here


def test_tally_grows_over_many_buckets():
    tally = Tally()
    for number in range(BUCKET_NUMBERS * 100):
        tally.add(number * 7919)
    assert tally.different == BUCKET_NUMBERS * 100
    for number in range(BUCKET_NUMBERS * 100):
        tally.remove(number * 7919)
    assert (len(tally), tally.different, tally.numbers().tolist()) == (0, 0, [])


def test_number_that_is_not_there_cannot_be_removed():
    with pytest.raises(ValueError, match="not in"):
        Tally().remove(1)
