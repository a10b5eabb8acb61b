"""Structured lines on standard output, for whoever runs the gateway. What deserves a line is the others' business.

Whoever reads them may stand still (a stopped pager, a full disk under a log collector): no visitor waits for that.
"""

import json
import os
import select
import time

LONGEST_BYTES = 4096  # of a line: so much a pipe takes whole or not at all (PIPE_BUF); only a file tears one
WHAT_LETTERS, CUT_LETTERS = 60, 500  # of a line that is longer; each is at most six bytes
OUT = 1
_lost = 0  # lines nobody could take, ever
_told = 0  # of them, how many the lines that were written told of
_torn = False  # the last line was written in part: a file had no room for the rest


def report(what: str, **facts: object) -> None:
    """Writes one line, or counts it as lost when it would have to wait; the next line tells how many were (`lines_lost`)."""
    global _lost, _told, _torn
    told: dict[str, object] = {"at": round(time.time(), 3), "what": what}
    if _lost > _told:
        told["lines_lost"] = _lost - _told
    line = _line(told | facts)
    if len(line) > LONGEST_BYTES:
        line = _line({**told, "what": what[:WHAT_LETTERS], "cut": json.dumps(facts, ensure_ascii=False)[:CUT_LETTERS]})
    if _torn:
        line = b"\n" + line
    written = _write(line)
    if written == len(line):
        _told, _torn = _lost, False
    else:
        _lost += 1
        _torn = _torn or written > 0


def lines_lost() -> int:
    """How many lines of this process nobody could take, since it began."""
    return _lost


def _line(told: dict[str, object]) -> bytes:
    return (json.dumps(told, ensure_ascii=False) + "\n").encode(errors="replace")


def _write(line: bytes) -> int:
    """How many bytes of it somebody took, at once."""
    look = select.poll()
    look.register(OUT, select.POLLOUT)
    if not any(event & select.POLLOUT for _, event in look.poll(0)):
        return 0
    try:
        return os.write(OUT, line)
    except OSError:  # nobody reads any more, or the disk is full
        return 0
