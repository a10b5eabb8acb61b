"""What every bus promises, held against each of them."""

import asyncio
import threading

import pytest

from yunzhan.bus.bus import PAYLOAD_BYTES, BusDown, NoAnswer, PayloadTooLarge
from yunzhan.bus.local import LocalBus, LocalClient
from yunzhan.bus.memory import MemoryBus


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


@pytest.fixture(params=["memory", "local"])
def ends(request):
    """A publishing end and a subscribing end of the same bus."""
    if request.param == "memory":
        bus = MemoryBus()
        yield bus, bus
        return
    path = request.getfixturevalue("served")
    one, two = LocalClient(path), LocalClient(path)
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


def test_fault_of_one_subscriber_is_not_another_s():
    bus, heard = MemoryBus(), []

    def fail(_):
        raise RuntimeError

    bus.subscribe("a", fail)
    bus.subscribe("a", heard.append)
    bus.publish("a", b"x")
    assert heard == [b"x"]


def test_nobody_at_the_other_end_is_named(tmp_path):
    client = LocalClient(tmp_path / "nothing")
    with pytest.raises(BusDown):
        client.request("a", b"", 1)
    client.close()
