"""What the log acknowledged is there, in order and once, also when the process is killed in the middle."""

import os
import subprocess
import sys
import threading
from dataclasses import replace

from yunzhan.gateway.log import Entry, SqliteLog
from yunzhan.wire.messages import REMOVED, SAID, Utterance

END = (1 << 63) - 1
WRITER = """
import sys
from pathlib import Path
from yunzhan.gateway.log import Entry, SqliteLog
from yunzhan.wire.messages import REMOVED, SAID, Utterance
log = SqliteLog(Path(sys.argv[1]))
for nonce in range(1, 100_000):
    entry = Entry("g", nonce, Utterance(0, 0, 0, "p", "n", "x"))
    log.append(entry, lambda _, kept: sys.stdout.write(f"{kept.seq}\\n") and sys.stdout.flush())
"""


def entry(nonce, text="x"):
    return Entry("g", nonce, Utterance(0, 1, 0, "p", "n", text))


def append(log, *entries):
    answers, done = [], threading.Event()

    def stored(_, kept):
        answers.append(kept)
        if len(answers) == len(entries):
            done.set()

    for one in entries:
        log.append(one, stored)
    assert done.wait(20)
    return answers


def test_numbers_grow_by_one_and_the_same_nonce_keeps_its_own(tmp_path):
    log = SqliteLog(tmp_path / "log")
    numbers = [kept.seq for kept in append(log, entry(1), entry(2), entry(1), entry((1 << 64) - 1))]
    log.close()
    assert numbers == [1, 2, 1, 3]


def test_removed_number_is_not_used_again(tmp_path):
    log = SqliteLog(tmp_path / "log")
    append(log, entry(1), entry(2))
    away = Entry("g", 9, Utterance(0, 1, 0, "p", "", "", REMOVED, 2))
    removed, kept = append(log, away, entry(3))
    page = log.page("g", 0, 99, 50, newest=True)
    log.close()
    assert (removed.seq, kept.seq) == (3, 4)
    assert [one.seq for one in page] == [1, 3, 4]


def test_entry_comes_back_as_it_was(tmp_path):
    log = SqliteLog(tmp_path / "log")
    said = Utterance(0, 5, 4, "p", "甲", "好", SAID, 7, "sticker:wave", ("q", "r"))
    append(log, Entry("g", 1, said))
    page = log.page("g", 0, 99, 50, newest=True)
    log.close()
    assert page == [replace(said, seq=1)]


def test_entry_that_cannot_be_stored_is_answered_and_the_log_goes_on(tmp_path):
    log = SqliteLog(tmp_path / "log")
    (broken,) = append(log, entry(1, "\ud800"))
    (kept,) = append(log, entry(2))
    log.close()
    assert broken is None
    assert kept.seq == 1


def test_acknowledged_messages_survive_a_kill(tmp_path):
    path = tmp_path / "log"
    with subprocess.Popen([sys.executable, "-c", WRITER, os.fspath(path)], stdout=subprocess.PIPE, text=True) as child:
        acknowledged = [int(child.stdout.readline()) for _ in range(20)]
        child.kill()
        acknowledged += [int(line) for line in child.stdout if line.endswith("\n")]
    log = SqliteLog(path)
    kept = [message.seq for message in log.page("g", 0, END, 1_000_000, newest=False)]
    log.close()
    assert acknowledged == list(range(1, len(acknowledged) + 1))
    assert kept[: len(acknowledged)] == acknowledged
