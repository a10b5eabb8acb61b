"""Several gateway processes on one machine, forked from one that has imported everything: what is equal is held once.

What one process does is program's. A worker that dies is started again; the others do not notice.
"""

import gc
import os
import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

REST_SECONDS = 1.0  # before one that has died is started again
ENDINGS = (signal.SIGTERM, signal.SIGINT)
Work = Callable[[], None]


def run_workers(works: Sequence[Work], lost: Callable[[int, int], None]) -> None:
    """Runs each work in a process of its own until SIGTERM or SIGINT, which it passes on; returns when all have ended.

    `lost` hears of a worker that died: its number and its exit code (negative: the signal).
    """
    gc.collect()
    gc.freeze()  # a collection in a child would write to pages that all share
    running: dict[int, int] = {}  # process → number
    asked: list[int] = []  # the signals that ask to end

    def end(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        for process in list(running):
            os.kill(process, number)

    before = {number: signal.signal(number, end) for number in ENDINGS}
    try:
        for number, work in enumerate(works):
            _start(work, number, running)
        while running:
            process, status = os.wait()
            number = running.pop(process)
            if not asked:
                lost(number, os.waitstatus_to_exitcode(status))
                _start(works[number], number, running, REST_SECONDS)
                if asked:  # it came before the new one was known
                    end(asked[0], None)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(work: Work, number: int, running: dict[int, int], rest_seconds: float = 0) -> None:
    """Forks the process that does it, after a rest that holds up no other, and puts it into `running`.

    A signal that comes between waits until both are done: else the parent would not know whom to pass it to, and the child
    would still have the parent's handlers.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    parent = os.getpid()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            for ending in ENDINGS:
                signal.signal(ending, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
            time.sleep(rest_seconds)
            if os.getppid() == parent:  # who rested may have been left alone meanwhile
                work()
            code = 0
        finally:
            os._exit(code)
    running[process] = number
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
