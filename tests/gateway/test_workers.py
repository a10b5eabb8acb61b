"""Workers are real processes: one that is killed comes back, and all end together."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

PROGRAM = """
import os, signal, sys
from yunzhan.gateway.workers import run_workers
def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())
def work(number):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # pause() would miss one that comes just before it
    say("worker", number, os.getpid())
    signal.sigwait({signal.SIGTERM})
    os._exit(0)
run_workers([lambda number=number: work(number) for number in range(3)], lambda *told: say("lost", *told))
say("ended")
"""


@contextmanager
def started():
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as parent:
        try:
            yield parent, [parent.stdout.readline().split() for _ in range(3)]
        finally:
            parent.kill()


def test_worker_that_is_killed_is_started_again_and_the_others_go_on():
    with started() as (parent, workers):
        process = {words[1]: int(words[2]) for words in workers}
        os.kill(process["1"], signal.SIGKILL)
        assert parent.stdout.readline().split() == ["lost", "1", "-9"]
        again = parent.stdout.readline().split()
        assert again[:2] == ["worker", "1"]
        os.kill(process["0"], 0)
        parent.terminate()
        assert parent.stdout.readline() == "ended\n"
        assert parent.wait(20) == 0


def test_all_end_together_and_none_is_left():
    with started() as (parent, workers):
        parent.terminate()
        assert parent.stdout.readline() == "ended\n"
        assert parent.wait(20) == 0
    left = []
    for words in workers:
        try:
            os.kill(int(words[2]), 0)
        except ProcessLookupError:
            continue
        left.append(words)
    assert left == []


def test_who_rests_while_the_parent_is_killed_does_not_begin():
    with started() as (parent, workers):
        for words in workers:
            os.kill(int(words[2]), signal.SIGKILL)
        assert parent.stdout.readline().split()[0] == "lost"
        parent.kill()
        rest, _ = parent.communicate(timeout=30)  # to the end: nobody holds it open any more
    assert "worker" not in rest
