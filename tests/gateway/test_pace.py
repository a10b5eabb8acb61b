"""A pace against a plain token bucket; and a clock that jumps."""

from hypothesis import given
from hypothesis import strategies as st

from yunzhan.gateway.pace import LIMITS, Pace


@given(st.sampled_from(sorted(LIMITS)), st.lists(st.sampled_from([0.0, 0.01, 0.1, 0.5, 1.0, 3.0, 60.0]), max_size=80))
def test_pace_takes_what_a_bucket_would(what, waits):
    rate, burst = LIMITS[what]
    pace, now, tokens = Pace(), 1000.0, float(burst)
    for wait in waits:
        now += wait
        tokens = min(burst, tokens + wait * rate)
        taken = tokens >= 1 - 1e-6
        tokens -= taken
        assert pace.take(what, now) is taken


def test_clock_set_back_costs_a_whole_bucket_at_most():
    rate, burst = LIMITS["says"]
    pace = Pace()
    assert all(pace.take("says", 1e6) for _ in range(burst))
    assert not pace.take("says", 1000.0)
    assert pace.take("says", 1000.0 + 1 / rate)


def test_pace_is_whole_again_after_a_while():
    pace = Pace()
    assert pace.is_whole(0.0)
    pace.take("jumps", 10.0)
    assert not pace.is_whole(10.0)
    assert pace.is_whole(11.0)
