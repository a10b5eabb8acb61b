"""What a node does again and again. Which things those are, and how often, is node's and program's.

Everything of one length is one timer, and all processes of a machine beat at the same moments of its clock: what nodes tell each
other then comes together and is read together. 52 nodes with nobody on them take 0.10 of a core, 0.77 where each beats apart.
"""

import asyncio
from collections.abc import Callable, Iterable
from itertools import groupby

from yunzhan.gateway.reporting import report

Work = Callable[[], None]
ALMOST = 0.01  # of a beat: a timer that fires so much too early has fired


def beat_all(beats: Iterable[tuple[float, Work]]) -> list[asyncio.Task[None]]:
    """The running beats: each work every so many seconds, those of one length one after the other."""
    loop = asyncio.get_running_loop()
    by_length = groupby(sorted(beats, key=lambda beat: beat[0]), lambda beat: beat[0])
    return [loop.create_task(every(seconds, *(work for _, work in same))) for seconds, same in by_length]


async def every(seconds: float, *works: Work, phase: float = 0.0, needed: asyncio.Event | None = None) -> None:
    """Does the works `phase` seconds after each whole multiple of `seconds` of the machine's clock.

    A late beat is not made up for; a fault is reported and the beat goes on. Where something is `needed` for there to be work,
    it rests while that is not set, and is back within one beat after it is.
    """
    loop = asyncio.get_running_loop()
    while True:
        if needed is not None:
            await needed.wait()
        passed = int((loop.time() - phase) / seconds + ALMOST)
        await asyncio.sleep(phase + (passed + 1) * seconds - loop.time())
        for work in works:
            try:
                work()
            except Exception as fault:
                report("fault", where=getattr(work, "__name__", "beat"), fault=repr(fault))
