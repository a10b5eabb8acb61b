"""Lines for the operator: whole, and never waited for."""

import json
import os
import subprocess
import sys

import pytest

from yunzhan.cli.gateway import lost
from yunzhan.gateway import reporting
from yunzhan.gateway.reporting import LONGEST_BYTES, lines_lost, report

FULL_FOR_A_WHILE = """
import resource
from yunzhan.gateway.reporting import report

report("first")
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
report("torn", text="x" * 200)
report("lost")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
report("there is room again")
report("last")
"""


def nothing_lost_yet(monkeypatch):
    for name, value in {"_lost": 0, "_told": 0, "_torn": False}.items():
        monkeypatch.setattr(reporting, name, value)


@pytest.fixture
def pipe(monkeypatch):
    """A pipe that is our standard output; its reading end."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    monkeypatch.setattr(reporting, "OUT", writing)
    nothing_lost_yet(monkeypatch)
    yield reading
    os.close(writing)
    os.close(reading)


def lines(reading):
    data = b""
    while True:
        try:
            fresh = os.read(reading, 1 << 20)
        except BlockingIOError:
            break
        data += fresh
    return [json.loads(line) for line in data.decode().splitlines()]


def test_line_tells_what_and_when(pipe):
    report("listening", port=8001, place="展馆")
    (told,) = lines(pipe)
    assert (told["what"], told["port"], told["place"]) == ("listening", 8001, "展馆")
    assert told["at"] > 0
    assert "lines_lost" not in told


def test_pipe_that_nobody_reads_makes_nobody_wait_and_what_was_lost_is_told(pipe):
    for number in range(2_000):
        report("closed", number=number, why="x" * 200)  # a gateway that waited would stand here for ever
    taken = lines(pipe)
    assert 0 < len(taken) < 2_000
    assert [line["number"] for line in taken] == list(range(len(taken)))
    report("listening")
    report("stopped")
    first, second = lines(pipe)
    assert (first["what"], first["lines_lost"]) == ("listening", 2_000 - len(taken))
    assert "lines_lost" not in second
    assert lines_lost() == 2_000 - len(taken)


@pytest.mark.parametrize("letter", ["x", "展", '"', "\x00", "\ud800"])
def test_long_line_is_cut_and_still_one_that_can_be_read(pipe, letter):
    report("fault" + letter * 5_000, fault=letter * 10_000)
    written = os.read(pipe, 1 << 20)
    assert len(written) <= LONGEST_BYTES
    assert written.endswith(b"\n")
    told = json.loads(written)
    assert told["what"].startswith("fault")
    assert told["cut"].startswith('{"fault"')


def test_line_that_just_fits_is_whole(pipe):
    report("x", text="")
    size = len(os.read(pipe, 1 << 20))
    report("x", text="y" * (LONGEST_BYTES - size - 4))  # the time may have fewer digits
    (told,) = lines(pipe)
    assert "cut" not in told


def test_pipe_whose_reader_is_gone_is_no_fault(pipe, monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    monkeypatch.setattr(reporting, "OUT", writing)
    report("stopped")
    lost(number=0, code=-9)  # said by the parent of all workers, who would fall with it
    os.close(writing)
    assert lines_lost() == 2


def test_file_takes_every_line(tmp_path, monkeypatch):
    path = tmp_path / "lines"
    nothing_lost_yet(monkeypatch)
    with path.open("wb") as file:
        monkeypatch.setattr(reporting, "OUT", file.fileno())
        for number in range(500):
            report("closed", number=number)
    assert [json.loads(line)["number"] for line in path.read_text().splitlines()] == list(range(500))


def test_line_torn_by_a_full_disk_spoils_no_other(tmp_path):
    path = tmp_path / "lines"
    with path.open("wb") as file:
        subprocess.run([sys.executable, "-c", FULL_FOR_A_WHILE], stdout=file, check=True, timeout=60)
    first, torn, again, last = path.read_text().splitlines()
    assert json.loads(first)["what"] == "first"
    assert torn.endswith("x")
    assert json.loads(again)["what"] == "there is room again"
    assert json.loads(again)["lines_lost"] == 2
    assert json.loads(last)["what"] == "last"
