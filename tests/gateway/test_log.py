"""What every group log promises, held against SQLite, a stream in memory and a JetStream of three servers."""

import asyncio
import os
import subprocess
import sys
from contextlib import asynccontextmanager

import msgspec
import pytest
from nats_servers import NatsServers

from yunzhan.bus.memory_stream import MemoryStream
from yunzhan.bus.nats import NatsBus
from yunzhan.bus.nats_stream import NatsStream
from yunzhan.bus.stream import StreamDown
from yunzhan.gateway.log import Entry
from yunzhan.gateway.sqlite_log import SqliteLog
from yunzhan.gateway.stream_log import HUNDRED, StreamLog
from yunzhan.wire.messages import EDITED, REMOVED, SAID, Utterance

END = (1 << 63) - 1
WRITER = """
import sys
from pathlib import Path
from yunzhan.gateway.log import Entry
from yunzhan.gateway.sqlite_log import SqliteLog
from yunzhan.wire.messages import Utterance
log = SqliteLog(Path(sys.argv[1]))
for nonce in range(1, 100_000):
    entry = Entry("g", nonce, Utterance(0, 0, 0, "p", "n", "x"))
    log.append(entry, lambda _, kept: sys.stdout.write(f"{kept.seq}\\n") and sys.stdout.flush())
sys.stdin.read()  # the log's thread dies with this one: stay until the kill, however late the first write is answered
"""


def entry(nonce, text="x", person="p", group="g"):
    return Entry(group, nonce, Utterance(0, 1, 0, person, "n", text))


def away(nonce, target):
    return Entry("g", nonce, Utterance(0, 1, 0, "p", "", "", REMOVED, target))


class Asking:
    """A log, asked in `await`s."""

    def __init__(self, log):
        self.log, self.loop = log, asyncio.get_running_loop()

    async def append(self, *entries):
        answers, done = [], asyncio.Event()

        def stored(_, kept):
            answers.append(kept)
            if len(answers) == len(entries):
                self.loop.call_soon_threadsafe(done.set)

        for one in entries:
            self.log.append(one, stored)
        await asyncio.wait_for(done.wait(), 30)
        return answers

    async def ask(self, question, *arguments, **options):
        answer = self.loop.create_future()
        getattr(self.log, question)(*arguments, **options, then=answer.set_result)
        return await asyncio.wait_for(answer, 30)

    async def numbers(self, after=0, before=END, limit=1000, *, newest=False):
        page = await self.ask("page", "g", after, before, limit, newest=newest)
        return [message.seq for message in page]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with NatsServers(tmp_path_factory.mktemp("nats")) as servers:
        yield servers


@pytest.fixture(params=["sqlite", "memory stream", "jetstream"])
def logs(request, tmp_path):
    """Opens a log, and the same log again: an asynchronous context."""
    memory = MemoryStream()
    urls = request.getfixturevalue("cluster").urls if request.param == "jetstream" else []
    name = f"log{abs(hash(request.node.name))}"

    @asynccontextmanager
    async def opened():
        if request.param == "sqlite":
            log = SqliteLog(tmp_path / "log")
            yield Asking(log)
            log.close()
        elif request.param == "memory stream":
            yield Asking(StreamLog(memory, name))
        else:
            bus = NatsBus(urls)
            await bus.connect()
            stream = NatsStream(bus, name, 3)
            while True:
                try:
                    await stream.open()
                    break
                except StreamDown:
                    await asyncio.sleep(0)
            yield Asking(StreamLog(stream, name))
            await bus.close()

    return opened


@pytest.fixture
def on_log(logs):
    """Runs a coroutine function with an empty log; returns what it returns."""

    def run(work):
        async def with_log():
            async with logs() as log:
                return await work(log)

        return asyncio.run(with_log())

    return run


def test_numbers_grow_by_one_and_the_same_nonce_keeps_its_own(on_log):
    async def work(log):
        kept = await log.append(entry(1), entry(2), entry(1), entry((1 << 64) - 1))
        return [one.seq for one in kept + await log.append(entry(2), entry(5))]

    assert on_log(work) == [1, 2, 1, 3, 2, 4]


def test_groups_are_numbered_by_themselves_whatever_they_are_called(on_log):
    names = ["hall:f/h1", "fair:展会", "a.b c*>", "=2e"]

    async def work(log):
        kept = [one.seq for name in names for one in await log.append(entry(1, group=name), entry(2, group=name))]
        found = await log.ask("groups", "", 10)
        rest = await log.ask("groups", sorted(names)[1], 10)
        return kept, found, rest, await log.ask("last", "nobody's")

    kept, found, rest, nothing = on_log(work)
    assert kept == [1, 2] * 4
    assert found == [(name, 2) for name in sorted(names)]
    assert rest == found[2:]
    assert nothing == 0


def test_everything_of_an_entry_is_read_again(on_log):
    said = Utterance(0, 1764_000_000_000, 3, "p", "甲", "你好", SAID, 7, "sticker:wave", ("a", "b"))

    async def work(log):
        (kept,) = await log.append(Entry("g", 1, said))
        return kept, await log.ask("page", "g", 0, END, 9, newest=True), await log.ask("find", "g", "p", 1)

    kept, page, found = on_log(work)
    assert kept == msgspec.structs.replace(said, seq=1)
    assert page == found == [kept]


def test_pages_are_the_newest_or_the_oldest_between_two_numbers(on_log):
    count = 2 * HUNDRED + 30

    async def work(log):
        await log.append(*[entry(nonce) for nonce in range(count)])
        return (
            await log.numbers(), await log.numbers(limit=3), await log.numbers(limit=3, newest=True),
            await log.numbers(after=97, limit=5), await log.numbers(before=103, limit=5, newest=True),
            await log.numbers(after=100, before=104), await log.numbers(after=count), await log.ask("bounds", "g"),
        )  # fmt: skip

    everything, oldest, newest, after, before, between, nothing, bounds = on_log(work)
    assert everything == list(range(1, count + 1))
    assert (oldest, newest) == ([1, 2, 3], [count - 2, count - 1, count])
    assert (after, before) == ([98, 99, 100, 101, 102], [98, 99, 100, 101, 102])
    assert (between, nothing, bounds) == ([101, 102, 103], [], (1, count))


def test_what_was_taken_away_is_gone_with_its_edits_and_its_number_not_used_again(on_log):
    edit = Entry("g", 3, Utterance(0, 1, 0, "p", "n", "changed", EDITED, 2))

    async def work(log):
        await log.append(entry(1), entry(2), edit)
        removed, kept = await log.append(away(9, 2), entry(4))
        return removed.seq, kept.seq, await log.numbers()

    assert on_log(work) == (4, 5, [1, 4, 5])


def test_taken_away_twice_is_one_entry(on_log):
    async def work(log):
        await log.append(entry(1))
        (first,) = await log.append(away(1 << 40, 1))
        (second,) = await log.append(away(1 << 40, 1))
        return first == second, await log.numbers()

    assert on_log(work) == (True, [2])


def test_log_that_is_opened_again_goes_on_and_knows_its_nonces(logs):
    async def work():
        async with logs() as log:
            await log.append(*[entry(nonce) for nonce in range(HUNDRED + 5)])
        async with logs() as log:
            again, fresh = await log.append(entry(HUNDRED + 2), entry(1 << 30))
            return again.seq, fresh.seq, [one.seq for one in await log.ask("find", "g", "p", HUNDRED)]

    assert asyncio.run(work()) == (HUNDRED + 3, HUNDRED + 6, [HUNDRED + 1])


def test_entry_that_cannot_be_stored_is_answered_and_the_log_goes_on(on_log):
    async def work(log):
        broken = await log.append(Entry("g", 1, Utterance(0, 1 << 70, 0, "p", "n", "x")))
        return broken, [one.seq for one in await log.append(entry(2))]

    assert on_log(work) == ([None], [1])


def test_drained_log_has_answered_everything(on_log):
    async def work(log):
        answers = []
        for nonce in range(50):
            log.log.append(entry(nonce), lambda _, kept: answers.append(kept.seq))
        await log.log.drain()
        return answers

    assert on_log(work) == list(range(1, 51))


def test_acknowledged_messages_survive_a_kill(tmp_path):
    path = tmp_path / "log"
    command = [sys.executable, "-c", WRITER, os.fspath(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        acknowledged = [int(child.stdout.readline()) for _ in range(20)]
        child.kill()
        acknowledged += [int(line) for line in child.stdout if line.endswith("\n")]
    pages = []
    log = SqliteLog(path)
    log.page("g", 0, END, 1_000_000, newest=False, then=pages.append)
    log.close()
    assert acknowledged == list(range(1, len(acknowledged) + 1))
    assert [message.seq for message in pages[0]][: len(acknowledged)] == acknowledged
