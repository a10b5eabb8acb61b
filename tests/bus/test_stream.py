"""What every stream promises, held against the one in memory and against a JetStream of three real servers."""

import asyncio

import pytest
from nats_servers import NatsServers

from yunzhan.bus.memory_stream import MemoryStream
from yunzhan.bus.nats import NatsBus
from yunzhan.bus.nats_stream import NatsStream
from yunzhan.bus.stream import Fresh, Kept, Known, Overtaken


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with NatsServers(tmp_path_factory.mktemp("nats")) as servers:
        yield servers


@pytest.fixture(params=["memory", "nats"])
def on_stream(request):
    """Runs a coroutine function with an empty stream; returns what it returns."""

    def run(work):
        async def with_memory():
            return await work(MemoryStream(), "s")

        async def with_nats(urls):
            bus = NatsBus(urls)
            await bus.connect()
            name = f"s{abs(hash(request.node.name))}"
            stream = NatsStream(bus, name, 3)
            await opened(stream)
            try:
                return await work(stream, name)
            finally:
                await bus.close()

        return asyncio.run(with_memory() if request.param == "memory" else with_nats(cluster().urls))

    def cluster():
        return request.getfixturevalue("cluster")

    return run


async def opened(stream):
    """A cluster that has just started may not have chosen its leader yet."""
    while True:
        try:
            return await stream.open()
        except Exception as fault:
            if "insufficient" not in str(fault) and "imeout" not in repr(fault):
                raise


def fresh(subject, number):
    return Fresh(subject, f"{subject}:{number}", b"%d" % number)


def test_items_are_stored_behind_each_other_and_read_in_order(on_stream):
    async def work(stream, name):
        a, b = f"{name}.g.0", f"{name}.g.1"
        last = await stream.append([fresh(a, 1), fresh(a, 2), fresh(b, 3)], {a: 0, b: 0})
        return last, a, b, await stream.read(f"{name}.g.*", 1, 10), await stream.last(f"{name}.g.*")

    last, a, b, kept, newest = on_stream(work)
    assert kept == [Kept(last - 2, a, b"1"), Kept(last - 1, a, b"2"), Kept(last, b, b"3")]
    assert newest == kept[-1]


def test_writer_who_was_overtaken_stores_nothing(on_stream):
    async def work(stream, name):
        a, b = f"{name}.g.0", f"{name}.g.1"
        first = await stream.append([fresh(a, 1)], {a: 0})
        with pytest.raises(Overtaken):
            await stream.append([fresh(a, 2)], {a: 0})
        with pytest.raises(Overtaken):
            await stream.append([fresh(b, 3), fresh(a, 4)], {b: 0, a: first - 1})
        await stream.append([fresh(a, 5), fresh(a, 6)], {a: first})
        return [kept.payload for kept in await stream.read(f"{name}.g.*", 0, 10)]

    assert on_stream(work) == [b"1", b"5", b"6"]


def test_same_id_is_not_stored_again(on_stream):
    async def work(stream, name):
        a = f"{name}.g.0"
        first = await stream.append([fresh(a, 1)], {a: 0})
        with pytest.raises(Known) as known:
            await stream.append([fresh(a, 1)], {a: first})
        with pytest.raises(Known):
            await stream.append([fresh(a, 2), fresh(a, 1)], {a: first})
        return first, known.value.position, len(await stream.read(a, 0, 10))

    first, position, stored = on_stream(work)
    assert (position, stored) == (first, 1)


def test_erased_is_gone_and_others_stay(on_stream):
    async def work(stream, name):
        a = f"{name}.g.0"
        last = await stream.append([fresh(a, 1), fresh(a, 2), fresh(a, 3)], {a: 0})
        for _ in range(2):
            await stream.erase(last - 1)
        return [kept.payload for kept in await stream.read(a, 0, 10)]

    assert on_stream(work) == [b"1", b"3"]


def test_empty_subject_has_no_last(on_stream):
    async def work(stream, name):
        return await stream.last(f"{name}.none.*"), await stream.read(f"{name}.none.*", 0, 5)

    assert on_stream(work) == (None, [])


def test_long_read_goes_on_where_it_was(on_stream):
    async def work(stream, name):
        a, after = f"{name}.g.0", 0
        for start in range(0, 600, 100):
            after = await stream.append([fresh(a, number) for number in range(start, start + 100)], {a: after})
        return [int(kept.payload) for kept in await stream.read(a, 0, 560)]

    assert on_stream(work) == list(range(560))


def test_subjects_are_listed_with_how_many_each_has(on_stream):
    async def work(stream, name):
        a, b = f"{name}.g.0", f"{name}.h.0"
        await stream.append([fresh(a, 1), fresh(a, 2), fresh(b, 3)], {a: 0, b: 0})
        return {subject.removeprefix(name): count for subject, count in (await stream.subjects(f"{name}.>")).items()}

    assert on_stream(work) == {".g.0": 2, ".h.0": 1}
