"""The group log of a cluster: numbers and nonces on a durable stream. What it promises is in log, what a stream is in bus/stream.

One subject holds HUNDRED numbers of a group (`groups.hall:f/h1.3`: 300 to 399), so that any number is found by asking for its
subject. One batch of a group is on its way at a time, under the condition that its subject still ends where this node believes;
a node that was overtaken, or got no answer, reads the end again before it gives a number. So two nodes that both believe to
lead a group never give one number twice, and a nonce that came through is found instead of stored again. The newest entry of a
group is never erased: whoever takes something away has appended that it is gone.
"""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from yunzhan.bus.stream import Fresh, Kept, Known, NoRoom, Overtaken, Stream, StreamDown
from yunzhan.gateway.log import Entry, Read, Stored
from yunzhan.gateway.words import group_of, pack, unpack, word_of
from yunzhan.wire.messages import EDITED, REMOVED, Utterance

HUNDRED = 100
BATCH = 100
NONCE_BYTES = 8
SWEPT_AT_ONCE = 250
REMEMBERED = 300  # nonces a node reads when it begins to lead; the stream itself knows those of the last hours
GIVE_UP_SECONDS = 10.0
AGAIN_SECONDS = 0.02
LONGEST_PAUSE_SECONDS = 0.5
Result = TypeVar("Result")


@dataclass(slots=True)
class _End:
    """What this node knows of a group's end while it writes."""

    known: bool = False
    number: int = 0
    position: int = 0
    nonces: OrderedDict[tuple[str, int], Utterance] = field(default_factory=OrderedDict)
    waiting: list[tuple[Entry, Stored]] = field(default_factory=list)
    writer: asyncio.Task[None] | None = None
    erased: set[int] = field(default_factory=set)  # numbers taken away whose text has to go before anybody is answered

    def remember(self, nonce: int, message: Utterance) -> None:
        self.nonces[message.person, nonce] = message
        if message.kind == REMOVED:
            self.erased.add(message.target)
        while len(self.nonces) > 4 * REMEMBERED:
            self.nonces.popitem(last=False)


def read_kept(kept: Kept) -> tuple[int, Utterance]:
    """The nonce and the message."""
    return int.from_bytes(kept.payload[:NONCE_BYTES], "little"), unpack(kept.payload, NONCE_BYTES)


class StreamLog:
    """The log on `stream`, under the subjects that begin with `name`."""

    def __init__(self, stream: Stream, name: str) -> None:
        self._stream, self._name = stream, name
        self._ends: dict[str, _End] = {}
        self._lasts: dict[str, tuple[str, int, int]] = {}  # group → its last subject, how many are there, last number
        self._tasks: set[asyncio.Task[None]] = set()

    def append(self, entry: Entry, stored: Stored) -> None:
        end = self._ends.setdefault(entry.group, _End())
        end.waiting.append((entry, stored))
        if end.writer is None or end.writer.done():
            end.writer = asyncio.get_running_loop().create_task(self._write(entry.group, end))

    def page(self, group: str, after: int, before: int, limit: int, *, newest: bool, then: Read) -> None:
        async def read() -> list[Utterance]:
            found = await (self._newest(group, before, limit) if newest else self._oldest(group, after, limit))
            return [message for message in found if after < message.seq < before]

        self._ask(read, then)

    def bounds(self, group: str, then: Callable[[tuple[int, int] | None], None]) -> None:
        async def read() -> tuple[int, int]:
            first = await self._stream.read(self._all(group), 0, 1)
            return (read_kept(first[0])[1].seq if first else 0), await self._last(group)

        self._ask(read, then)

    def find(self, group: str, person: str, nonce: int, then: Read) -> None:
        end = self._ends.setdefault(group, _End())

        async def read() -> list[Utterance]:
            if not end.known and (end.writer is None or end.writer.done()):
                await self._read_end(group, end)
            found = end.nonces.get((person, nonce))
            return [found] if found else []

        self._ask(read, then)

    def groups(self, after: str, limit: int, then: Callable[[list[tuple[str, int]] | None], None]) -> None:
        self._ask(lambda: self._groups(after, limit), then)

    def last(self, group: str, then: Callable[[int | None], None]) -> None:
        self._ask(lambda: self._last(group), then)

    async def drain(self) -> None:
        writers = [end.writer for end in self._ends.values() if end.writer and not end.writer.done()]
        if writers:
            await asyncio.wait(writers, timeout=GIVE_UP_SECONDS)

    def _ask(self, read: Callable[[], Awaitable[Result]], then: Callable[[Result | None], None]) -> None:
        """Reads, and reads again while the stream does not answer."""

        async def ask() -> None:
            loop = asyncio.get_running_loop()
            deadline, answer = loop.time() + GIVE_UP_SECONDS, None
            while loop.time() < deadline:
                with contextlib.suppress(StreamDown):
                    answer = await read()
                    break
                await asyncio.sleep(LONGEST_PAUSE_SECONDS)
            then(answer)

        task = asyncio.get_running_loop().create_task(ask())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _groups(self, after: str, limit: int) -> list[tuple[str, int]]:
        ends: dict[str, tuple[int, str, int]] = {}
        for subject, count in (await self._stream.subjects(f"{self._name}.>")).items():
            _, word, chunk = subject.rsplit(".", 2)
            ends[word] = max(ends.get(word, (-1, "", 0)), (int(chunk), subject, count))
        found = []
        for group, (_, subject, count) in sorted((group_of(word), end) for word, end in ends.items()):
            if group <= after:
                continue
            known = self._lasts.get(group)
            if known is None or known[:2] != (subject, count):
                known = self._lasts[group] = (subject, count, await self._last(group))
            found.append((group, known[2]))
            if len(found) == limit:
                break
        return found

    async def _last(self, group: str) -> int:
        newest = await self._stream.last(self._all(group))
        return read_kept(newest)[1].seq if newest else 0

    def _all(self, group: str) -> str:
        return f"{self._name}.{word_of(group)}.*"

    def _subject(self, group: str, chunk: int) -> str:
        return f"{self._name}.{word_of(group)}.{chunk}"

    async def _newest(self, group: str, before: int, limit: int) -> list[Utterance]:
        upper = min(before - 1, await self._last(group))
        found: list[Utterance] = []
        chunk = upper // HUNDRED
        while upper > 0 and chunk >= 0 and len(found) < limit:
            kept = await self._stream.read(self._subject(group, chunk), 0, HUNDRED)
            found = [message for message in messages(kept) if message.seq <= upper] + found
            chunk -= 1
        return found[-limit:]

    async def _oldest(self, group: str, after: int, limit: int) -> list[Utterance]:
        chunk, newest = (after + 1) // HUNDRED, None
        while True:
            kept = await self._stream.read(self._subject(group, chunk), 0, HUNDRED)
            found = [message for message in messages(kept) if message.seq > after]
            if found:
                break
            newest = newest or await self._last(group)
            chunk += 1
            if chunk > newest // HUNDRED:
                return []
        if len(found) < limit:
            found += messages(await self._stream.read(self._all(group), kept[-1].position + 1, limit - len(found)))
        return found[:limit]

    async def _write(self, group: str, end: _End) -> None:
        while end.waiting:
            batch, end.waiting = end.waiting[:BATCH], end.waiting[BATCH:]
            try:
                kept = await self._store(group, end, [entry for entry, _ in batch])
            except Exception:  # whatever it was: the group must go on, and everybody be answered
                end.known, kept = False, [None] * len(batch)
            for (entry, stored), message in zip(batch, kept, strict=True):
                with contextlib.suppress(Exception):
                    stored(entry, message)

    async def _store(self, group: str, end: _End, entries: list[Entry]) -> list[Utterance | None]:
        """Each as it is stored now or was before; None where that could not be brought about in GIVE_UP_SECONDS."""
        loop = asyncio.get_running_loop()
        deadline, pause = loop.time() + GIVE_UP_SECONDS, AGAIN_SECONDS
        while True:
            try:
                if not end.known:
                    await self._read_end(group, end)
                await self._append(group, end, entries)
                await self._erase(group, end)
                return [end.nonces.get((entry.message.person, entry.nonce)) for entry in entries]
            except NoRoom:
                return [end.nonces.get((entry.message.person, entry.nonce)) for entry in entries]
            except Known as known:
                if len(entries) > 1:  # which one it was is told for one alone
                    return [kept for entry in entries for kept in await self._store(group, end, [entry])]
                kept = await self._stream.read(f"{self._name}.>", known.position, 1)
                is_here = kept and kept[0].position == known.position
                return [read_kept(kept[0])[1] if is_here else None]
            except (Overtaken, StreamDown):
                end.known = False
            if loop.time() > deadline:
                return [None] * len(entries)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _read_end(self, group: str, end: _End) -> None:
        newest = await self._stream.last(self._all(group))
        tail: list[Kept] = []
        number = read_kept(newest)[1].seq if newest else 0
        for chunk in range(max(0, number - REMEMBERED) // HUNDRED, number // HUNDRED + 1):
            tail += await self._stream.read(self._subject(group, chunk), 0, HUNDRED)
        end.number, end.position, end.known = number, newest.position if newest else 0, True
        end.nonces.clear()
        for one in tail:
            end.remember(*read_kept(one))

    async def _erase(self, group: str, end: _End) -> None:
        """Takes away what entries of kind REMOVED are about; what it was changed to much later goes a moment after."""
        if not end.erased:
            return
        targets = frozenset(end.erased)
        for chunk in sorted({target // HUNDRED for target in targets}):
            await self._erase_among(await self._stream.read(self._subject(group, chunk), 0, HUNDRED), targets)
        end.erased -= targets
        self._ask(lambda: self._sweep(group, targets), lambda _: None)

    async def _sweep(self, group: str, targets: frozenset[int]) -> bool:
        kept = await self._stream.read(self._subject(group, min(targets) // HUNDRED), 0, 1)
        while kept:
            kept = await self._stream.read(self._all(group), kept[-1].position + 1, SWEPT_AT_ONCE)
            await self._erase_among(kept, targets)
        return True

    async def _erase_among(self, kept: list[Kept], targets: frozenset[int]) -> None:
        for one in kept:
            message = read_kept(one)[1]
            if message.seq in targets or (message.kind == EDITED and message.target in targets):
                await self._stream.erase(one.position)

    async def _append(self, group: str, end: _End, entries: list[Entry]) -> None:
        fresh: dict[tuple[str, int], Utterance] = {}
        for entry in entries:
            key = entry.message.person, entry.nonce
            if key not in end.nonces and key not in fresh:
                fresh[key] = msgspec.structs.replace(entry.message, seq=end.number + 1 + len(fresh))
        if not fresh:
            return
        after = {self._subject(group, message.seq // HUNDRED): 0 for message in fresh.values()}
        here = self._subject(group, end.number // HUNDRED)
        if here in after:
            after[here] = end.position
        items = [
            Fresh(
                self._subject(group, message.seq // HUNDRED),
                f"{word_of(group)} {word_of(person)} {nonce}",
                nonce.to_bytes(NONCE_BYTES, "little") + pack(message),
            )
            for (person, nonce), message in fresh.items()
        ]
        end.position = await self._stream.append(items, after)
        end.number += len(fresh)
        for (_, nonce), message in fresh.items():
            end.remember(nonce, message)


def messages(kept: Iterable[Kept]) -> list[Utterance]:
    return [read_kept(one)[1] for one in kept]
