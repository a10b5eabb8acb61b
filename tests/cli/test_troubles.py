"""What a person can mend is said in one sentence."""

import signal
import sqlite3

import pytest

from yunzhan.cli.supervisor import ProgramEnded, Supervisor, python
from yunzhan.cli.troubles import sentence_for


def test_damaged_database_gets_a_sentence(tmp_path):
    (tmp_path / "x.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError) as problem:
        sqlite3.connect(tmp_path / "x.sqlite3").execute("select * from sqlite_master")
    assert "damaged" in sentence_for(["Traceback", str(problem.value)])


def test_locked_database_gets_a_sentence(tmp_path):
    holder = sqlite3.connect(tmp_path / "x.sqlite3", isolation_level=None)
    holder.execute("begin exclusive")
    other = sqlite3.connect(tmp_path / "x.sqlite3", timeout=0)
    with pytest.raises(sqlite3.OperationalError) as problem:
        other.execute("create table t (a)")
    holder.close()
    other.close()
    assert "another program" in sentence_for([str(problem.value)])


@pytest.fixture
def restored_signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_program_that_meets_a_full_disk_is_told_apart(tmp_path, restored_signals):
    with Supervisor({}, tmp_path) as supervisor, pytest.raises(ProgramEnded, match="The disk is full"):
        supervisor.run("x", python("-c", "raise OSError(28, 'No space left on device')"), lambda line: None)


def test_unknown_words_have_no_sentence():
    assert sentence_for(["all is well"]) is None
