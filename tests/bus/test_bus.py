"""What every bus promises, held against each of them."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
from nats_servers import NatsServer, NatsServers

from yunzhan.bus.bus import PAYLOAD_BYTES, BusDown, Later, NoAnswer, PayloadTooLarge
from yunzhan.bus.local import LocalBus, LocalClient
from yunzhan.bus.memory import MemoryBus
from yunzhan.bus.nats import NatsBus, NatsClient


@pytest.fixture
def served(tmp_path):
    """A LocalBus on its own thread, and the path it listens on."""
    loop, bus, ready = asyncio.new_event_loop(), LocalBus(), threading.Event()
    path = tmp_path / "b"

    def run():
        loop.run_until_complete(bus.serve(path))
        ready.set()
        loop.run_forever()
        loop.run_until_complete(bus.close())
        loop.run_until_complete(asyncio.sleep(0))
        for task in asyncio.all_tasks(loop):
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                loop.run_until_complete(task)
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(10)
    yield path
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture(scope="module")
def nats(tmp_path_factory):
    """A real nats-server."""
    with NatsServers(tmp_path_factory.mktemp("nats"), 1) as servers:
        yield servers


@pytest.fixture(params=["memory", "local", "nats"])
def ends(request):
    """A publishing end and a subscribing end of the same bus."""
    if request.param == "memory":
        bus = MemoryBus()
        yield bus, bus
        return
    if request.param == "local":
        path = request.getfixturevalue("served")
        one, two = LocalClient(path), LocalClient(path)
    else:
        urls = request.getfixturevalue("nats").urls
        one, two = NatsClient(urls), NatsClient(urls)
    yield one, two
    one.close()
    two.close()


def test_subscriber_hears_in_order(ends):
    publisher, subscriber = ends
    heard, done = [], threading.Event()

    def hear(payload):
        heard.append(payload)
        if len(heard) == 100:
            done.set()

    subscriber.subscribe("a", hear)
    for number in range(100):
        publisher.publish("a", b"%d" % number)
    assert done.wait(10)
    assert heard == [b"%d" % number for number in range(100)]


def test_other_subjects_are_not_heard(ends):
    publisher, subscriber = ends
    heard, done = [], threading.Event()
    subscriber.subscribe("a", heard.append)
    subscriber.subscribe("end", lambda _: done.set())
    publisher.publish("b", b"x")
    publisher.publish("end", b"")
    assert done.wait(10)
    assert heard == []


def test_request_nobody_answers_is_named(ends):
    asker, _ = ends
    with pytest.raises(NoAnswer):
        asker.request("nothing", b"", 5)


def test_payload_too_large_is_named(ends):
    publisher, _ = ends
    with pytest.raises(PayloadTooLarge):
        publisher.publish("a", b"x" * (PAYLOAD_BYTES + 1))


def test_fault_of_one_subscriber_is_not_another_s(ends):
    publisher, subscriber = ends
    heard, done = [], threading.Event()

    def fail(_):
        raise RuntimeError

    def hear(payload):
        heard.append(payload)
        done.set()

    subscriber.subscribe("a", fail)
    subscriber.subscribe("a", hear)
    publisher.publish("a", b"x")
    assert done.wait(10)
    assert heard == [b"x"]


def test_nobody_at_the_other_end_is_named(tmp_path):
    for client in (LocalClient(tmp_path / "nothing"), NatsClient(["nats://127.0.0.1:1"])):
        with pytest.raises(BusDown):
            client.request("a", b"", 1)
        client.close()


@contextmanager
def gateway_s_end(urls):
    """A NatsBus on a loop of its own, and a way to do something on it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def on_loop(work):
        return asyncio.run_coroutine_threadsafe(work, loop).result(20)

    async def make():
        bus = NatsBus(urls)
        await bus.connect()
        return bus

    bus = on_loop(make())
    yield bus, on_loop
    on_loop(bus.close())
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


def test_answer_may_come_later(nats):
    asker, waiting = NatsClient(nats.urls), []

    def keep(_):
        waiting.append(Later())
        return waiting[0]

    async def listen(bus):
        bus.subscribe("slow", keep)
        bus.subscribe("now", lambda _: waiting[0].give(b"at last"))
        await bus.settle()

    with gateway_s_end(nats.urls) as (bus, on_loop):
        on_loop(listen(bus))
        answers = []
        asking = threading.Thread(target=lambda: answers.append(asker.request("slow", b"", 20)))
        asking.start()
        while not waiting:
            threading.Event().wait(0.001)
        asker.publish("now", b"")
        asking.join(20)
    asker.close()
    assert answers == [b"at last"]


def test_subscriber_hears_again_after_the_server_came_back(tmp_path):
    server = NatsServer(tmp_path)
    server.start()
    client, heard, back = NatsClient([server.url]), threading.Event(), threading.Event()

    async def listen(bus):
        bus.on_reconnect(back.set)
        bus.subscribe("a", lambda _: heard.set())
        await bus.settle()

    with gateway_s_end([server.url]) as (bus, on_loop):
        on_loop(listen(bus))
        server.kill()
        server.start()
        assert back.wait(20)
        on_loop(bus.settle())
        client.publish("a", b"")
        assert heard.wait(20)
    client.close()
    server.close()


def test_unsubscribed_hears_nothing_more(nats):
    client, heard, done = NatsClient(nats.urls), [], threading.Event()

    async def listen(bus):
        bus.subscribe("u", heard.append)
        bus.subscribe("end", lambda _: done.set())
        bus.unsubscribe("u", heard.append)
        await bus.settle()

    with gateway_s_end(nats.urls) as (bus, on_loop):
        on_loop(listen(bus))
        client.publish("u", b"x")
        client.publish("end", b"")
        assert done.wait(10)
    client.close()
    assert heard == []
