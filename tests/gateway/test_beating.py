"""Beats: together on the machine's clock, not made up for, no fault ends them, at rest while nothing is to be done."""

import asyncio

import pytest

from yunzhan.gateway import beating
from yunzhan.gateway.beating import beat_all, every


class StandingClock(asyncio.SelectorEventLoop):
    """A loop whose clock goes on to the next timer by itself, at once."""

    def __init__(self, now):
        super().__init__()
        self.now = now

    def time(self):
        return self.now

    def _run_once(self):
        if not self._ready and self._scheduled:
            self.now = max(self.now, self._scheduled[0].when())
        super()._run_once()


def run(seconds, begin, now=1000.3):
    """The loop for so many seconds of its clock, with what `begin` starts in it."""
    loop = StandingClock(now)

    async def lasting():
        tasks = begin(loop)
        await asyncio.sleep(seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    try:
        loop.run_until_complete(lasting())
    finally:
        loop.close()


def test_beats_come_at_whole_multiples_of_the_machines_clock_whenever_a_process_began():
    for start in (1000.3, 1234.9):
        seen = []
        run(4, lambda loop, seen=seen: [loop.create_task(every(0.5, lambda: seen.append(loop.time())))], start)
        assert len(seen) == 8
        assert all(at % 0.5 == pytest.approx(0) for at in seen)


def test_works_of_one_length_are_done_one_after_the_other_in_one_timer():
    seen = []
    works = [(1.0, lambda: seen.append("a")), (0.5, lambda: seen.append("-")), (1.0, lambda: seen.append("b"))]
    run(2, lambda _loop: (tasks := beat_all(works)) and [*tasks])
    assert "".join(seen).replace("-", "") == "abab"
    assert seen.count("-") == 4


def test_a_phase_keeps_beats_apart():
    seen = []
    run(1.05, lambda loop: [loop.create_task(every(0.1, lambda: seen.append(loop.time()), phase=1000.34))])
    assert len(seen) == 10
    assert all(abs(beats - round(beats)) < 1e-6 for beats in ((at - 1000.34) / 0.1 for at in seen))


def test_a_fault_is_told_and_neither_the_beat_nor_the_other_works_end(monkeypatch):
    seen, told = [], []
    monkeypatch.setattr(beating, "report", lambda what, **facts: told.append((what, facts["where"])))

    def faulty():
        raise RuntimeError

    run(3, lambda loop: [loop.create_task(every(1.0, faulty, lambda: seen.append(1)))])
    assert len(seen) == 3
    assert told == [("fault", "faulty")] * 3


def test_a_late_beat_is_not_made_up_for():
    seen = []

    def slow(loop):
        seen.append(loop.now)
        if len(seen) == 1:
            loop.now += 5.2

    run(10, lambda loop: [loop.create_task(every(1.0, lambda: slow(loop)))], 1000.0)
    assert seen == pytest.approx([1001, 1007, 1008, 1009])


def test_it_rests_while_nothing_is_needed_and_is_back_within_a_beat():
    seen, needed = [], asyncio.Event()

    def begin(loop):
        loop.call_at(1010.0, needed.set)
        loop.call_at(1020.0, needed.clear)
        return [loop.create_task(every(1.0, lambda: seen.append(loop.time()), needed=needed))]

    run(30, begin, 1000.0)
    assert seen[0] == pytest.approx(1011.0)
    assert 9 <= len(seen) <= 11
    assert seen[-1] <= 1021.0
