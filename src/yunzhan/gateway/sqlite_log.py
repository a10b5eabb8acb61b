"""The group log of one machine: SQLite. What it promises is in log.

One thread writes, many appends to one fsync; reads are answered at once. It survives the death of the process and of the machine.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from yunzhan.gateway.log import Entry, Read, Stored
from yunzhan.wire.messages import EDITED, REMOVED, Utterance

BATCH = 500
SIGN = 1 << 63
SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
  grp TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, flags INTEGER NOT NULL,
  person TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, kind INTEGER NOT NULL, target INTEGER NOT NULL,
  attachment TEXT NOT NULL, mentions TEXT NOT NULL, nonce INTEGER NOT NULL, PRIMARY KEY (grp, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS entries_nonce ON entries (grp, person, nonce);
CREATE INDEX IF NOT EXISTS entries_about ON entries (grp, target) WHERE kind = 1;
CREATE TABLE IF NOT EXISTS numbers (grp TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
"""
COLUMNS = "seq, at, flags, person, name, text, kind, target, attachment, mentions"


class SqliteLog:
    """The log in one SQLite file: one thread writes, many appends to one fsync."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: queue.SimpleQueue[tuple[Entry, Stored] | None] = queue.SimpleQueue()
        self._writer = self._connect()
        self._writer.executescript(SCHEMA)
        self._reader = self._connect()
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="group-log", daemon=True)
        self._thread.start()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None, timeout=5)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def append(self, entry: Entry, stored: Stored) -> None:
        self._queue.put((entry, stored))

    def page(self, group: str, after: int, before: int, limit: int, *, newest: bool, then: Read) -> None:
        order = "DESC" if newest else "ASC"
        rows = self._reader.execute(
            f"SELECT {COLUMNS} FROM entries WHERE grp=? AND seq>? AND seq<? ORDER BY seq {order} LIMIT ?",  # noqa: S608
            (group, min(after, SIGN - 1), min(before, SIGN - 1), limit),
        ).fetchall()
        then([read_row(row) for row in (reversed(rows) if newest else rows)])

    def bounds(self, group: str, then: Callable[[tuple[int, int] | None], None]) -> None:
        first, last = self._reader.execute("SELECT min(seq), max(seq) FROM entries WHERE grp=?", (group,)).fetchone()
        then((first or 0, last or 0))

    def find(self, group: str, person: str, nonce: int, then: Read) -> None:
        row = known(self._reader, group, person, nonce)
        then([read_row(row)] if row else [])

    def groups(self, after: str, limit: int, then: Callable[[list[tuple[str, int]] | None], None]) -> None:
        rows = self._reader.execute("SELECT grp, last FROM numbers WHERE grp>? ORDER BY grp LIMIT ?", (after, limit))
        then([(str(group), int(last)) for group, last in rows])

    def last(self, group: str, then: Callable[[int | None], None]) -> None:
        row = self._reader.execute("SELECT last FROM numbers WHERE grp=?", (group,)).fetchone()
        then(int(row[0]) if row else 0)

    async def drain(self) -> None:
        self._queue.put(None)
        self._thread.join()  # the last batch: some milliseconds

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()
        self._writer.close()
        self._reader.close()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, ending = [first], False
            while len(batch) < BATCH and not self._queue.empty():
                following = self._queue.get()
                if following is None:
                    ending = True
                    break
                batch.append(following)
            self._store(batch)
            if ending:
                return

    def _store(self, batch: list[tuple[Entry, Stored]]) -> None:
        try:
            with self._guard:
                messages: list[Utterance | None] = list(self._write([entry for entry, _ in batch]))
        except Exception:  # whatever it was: this thread must live, or nobody is answered again
            messages = [None] * len(batch)
        for (entry, stored), message in zip(batch, messages, strict=True):
            stored(entry, message)

    def _write(self, entries: list[Entry]) -> list[Utterance]:
        self._writer.execute("BEGIN IMMEDIATE")
        try:
            written = [self._insert(entry) for entry in entries]
            self._writer.execute("COMMIT")
        except BaseException:
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")
            raise
        return written

    def _insert(self, entry: Entry) -> Utterance:
        message = entry.message
        row = known(self._writer, entry.group, message.person, entry.nonce)
        if row:
            return read_row(row)
        (seq,) = self._writer.execute(
            "INSERT INTO numbers VALUES (?, 1) ON CONFLICT (grp) DO UPDATE SET last = last + 1 RETURNING last",
            (entry.group,),
        ).fetchone()
        self._writer.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.group, seq, message.at, message.flags, message.person, message.name, message.text, message.kind,
                message.target, message.attachment, " ".join(message.mentions), signed(entry.nonce),
            ),
        )  # fmt: skip
        if message.kind == REMOVED:
            self._writer.execute(
                "DELETE FROM entries WHERE grp=? AND (seq=? OR (kind=? AND target=?))",
                (entry.group, message.target, EDITED, message.target),
            )
        return msgspec.structs.replace(message, seq=seq)


def signed(nonce: int) -> int:
    """SQLite's numbers have a sign."""
    return nonce - (nonce & SIGN) * 2


def known(connection: sqlite3.Connection, group: str, person: str, nonce: int) -> tuple[Any, ...] | None:
    """The row of what this person said with this nonce."""
    found: tuple[Any, ...] | None = connection.execute(
        f"SELECT {COLUMNS} FROM entries WHERE grp=? AND person=? AND nonce=?",  # noqa: S608
        (group, person, signed(nonce)),
    ).fetchone()
    return found


def read_row(row: tuple[Any, ...]) -> Utterance:
    seq, at, flags, person, name, text, kind, target, attachment, mentions = row
    return Utterance(seq, at, flags, person, name, text, kind, target, attachment, tuple(mentions.split()))
