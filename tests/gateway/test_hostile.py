"""Frames nobody would send, floods, slow handshakes and dead lines: memory stays, others do not notice. The seed is printed."""

import gc
import os
import queue
import random
import socket
import sys

import psutil
import pytest

from gateway.running import HALL
from gateway.test_hub import GROUP, HubStand
from gateway.test_websocket import client_frame
from yunzhan.gateway.connection import OPEN, SHAKING
from yunzhan.gateway.websocket import BINARY
from yunzhan.wire import VERSION, closing
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import HELLO_SECONDS

SEED = int(os.environ.get("FUZZ_SEED", random.randrange(1 << 32)))
FRAMES = 20_000
MILLION = 1_000_000
# Of the whole test process, both ends and SQLite in it, from the first quarter to the end: Python's objects, which are exact, and
# bytes, of which the allocator keeps some when their number goes up and down. A million frames: 909 objects and 8 kB.
MOST_GROWTH_OBJECTS = 5_000
MOST_GROWTH_BYTES = 32_000_000
HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Hostile:
    """A socket of the stand whose other end sends what it likes and hardly reads."""

    def __init__(self, stand):
        self.stand = stand
        ours, self.socket = socket.socketpair()
        for end in (ours, self.socket):
            end.setblocking(False)
        self.connection = stand.server.adopt(ours.detach())

    def send(self, data):
        """False when it has been thrown out: what it said after that nobody would read."""
        try:
            self.socket.send(data)
        except BlockingIOError:
            pass
        except OSError:
            return False
        self.stand.run()
        return self.connection.state in (SHAKING, OPEN)

    def close(self):
        self.socket.close()


@pytest.fixture
def stand(tmp_path):
    made = HubStand(tmp_path)
    yield made
    made.close()


def some_command(chance, stand):
    """A command that is well formed, with fields good and bad."""
    number, ref = chance.choice([0, 1, 5000, 0xFFFF]), chance.randrange(1 << 16)
    group, hall = chance.choice([GROUP, "hall:f/h2", "", "长" * 80]), chance.choice([HALL.key, "f/h2", ""])
    text = chance.choice(["你好", "", " ", "x" * 3000, "\x00\u202e", "👍"])
    return chance.choice([
        m.Enter(ref, hall, number, 5000, 3), m.Leave(ref), m.Jump(ref, number, number, 9), m.Lines(ref, hall),
        m.Join(ref, group, chance.choice([0, 1, 1 << 63])), m.Part(ref, group), m.Say(ref, group, ref, text),
        m.Edit(ref, group, ref, number, text), m.Remove(ref, group, ref, number), m.Watch(ref, (group,) * (number % 70)),
        m.Browse(ref, group, number, 255), m.Ping(ref), m.Move(chance.randrange(256), 5000, number, 1, ref % 256),
        m.Gesture(ref % 256, number), m.Hello(VERSION, chance.choice([stand.pass_(), "x.y", ""])),
    ])  # fmt: skip


def broken(chance, data):
    """The same bytes, a few of them other ones, lost or doubled."""
    data = bytearray(data)
    for _ in range(chance.choice([0, 0, 1, 1, 3])):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
    return bytes(data)


def some_frame(chance, stand):
    payload = broken(chance, encode(some_command(chance, stand)))
    if chance.random() < 0.8:
        return client_frame(BINARY, payload, mask=chance.randbytes(4))
    opcode, fin = chance.choice([0, 1, 2, 8, 9, 10, chance.randrange(16)]), chance.random() < 0.7
    return broken(chance, client_frame(opcode, payload[:125], fin=fin, mask=chance.randbytes(4)))


def throw(stand, count):
    """So many frames over connections that come again when they are thrown out; returns how often that was."""
    print(f"FUZZ_SEED={SEED}")  # noqa: T201 - told when the test fails
    chance, thrown, hostile = random.Random(SEED), 0, None
    other, held = stand.welcome(person="other"), (0, 0)
    stand.server.greeted(other.connection)
    for number in range(count):
        if hostile is None:
            hostile = Hostile(stand)
            hello = client_frame(BINARY, encode(m.Hello(VERSION, stand.pass_(person=f"p{number % 50}"))))
            hostile.send(HANDSHAKE)
            if chance.random() < 0.9:
                hostile.send(hello)
        if not hostile.send(some_frame(chance, stand)):
            hostile.close()
            hostile, thrown = None, thrown + 1
        stand.now += 0.05
        if number % 20 == 0:
            stand.hub.visiting.tick()
        if number % 500 == 0:
            settle(stand)
            stand.server.sweep()
            stand.server.events.clear()
            stand.hub.tell_presence()
            other.read()
            other.frames.clear()
        if number == count // 4:
            held = memory()
    if hostile:
        hostile.close()
    stand.run()
    stand.hub.visiting.tick()
    objects, size = (now - then for now, then in zip(memory(), held, strict=True))
    print(f"{count} frames, thrown out {thrown} times, grown by {objects} objects, {size} bytes")  # noqa: T201
    assert stand.server.closed_by[closing.FAULT.name] == 0, list(stand.server.events)
    assert objects < MOST_GROWTH_OBJECTS
    assert size < MOST_GROWTH_BYTES
    assert stand.server.count == 1
    assert [stand.hub.presence.count(place).people for place in ("0f", f"1{HALL.key}", f"2{GROUP}")] == [1, 0, 0]
    other.send(encode(m.Ping(6)))
    assert [fact.stamp for fact in other.facts() if isinstance(fact, m.Pong)] == [6]
    return thrown


def memory():
    """Objects that Python holds, and resident bytes."""
    gc.collect()
    return sys.getallocatedblocks(), psutil.Process().memory_info().rss


def settle(stand):
    """What the log has answered so far, and what was to be done later."""
    while True:
        try:
            stand._stored.get_nowait()()
        except queue.Empty:
            break
    due, stand.due[:] = list(stand.due), []
    for act in due:
        act()


@pytest.mark.slow
def test_frames_nobody_would_send_harm_nobody(stand):
    assert throw(stand, FRAMES) > FRAMES // 200


@pytest.mark.long
def test_a_million_of_them_harm_nobody(stand):
    assert throw(stand, MILLION) > MILLION // 200


def test_slow_handshakes_are_out_in_time_and_nobody_waits_for_them(stand):
    slow = [Hostile(stand) for _ in range(300)]
    other = stand.welcome(person="other")
    for second in range(HELLO_SECONDS):
        for number, peer in enumerate(slow):
            assert peer.send(HANDSHAKE[second * 4 : second * 4 + 1 + number % 4])
        other.send(encode(m.Ping(second)))
        assert [fact.stamp for fact in other.facts() if isinstance(fact, m.Pong)] == [second]
        stand.sleep(1)
    assert stand.server.count == 1
    for peer in slow:
        peer.close()


def test_flood_of_one_is_ended_and_what_others_say_goes_through(stand):
    flooding, other = stand.welcome(person="flood"), stand.welcome(person="other")
    for peer in (flooding, other):
        peer.send(encode(m.Join(1, GROUP, 0)))
    ping = client_frame(BINARY, encode(m.Ping(1)))
    for _ in range(4):
        if not flooding.ended:
            flooding.raw(ping * 40)
            flooding.read()
    other.send(encode(m.Say(2, GROUP, 1, "还在")))
    stand.stored()
    assert flooding.code == closing.TOO_FAST.code
    assert [fact.seq for fact in other.facts() if isinstance(fact, m.Accepted)] == [1]


def test_readers_that_stall_hold_no_more_than_their_backlog(stand):
    stalled = [stand.dial(buffer=4096).open() for _ in range(20)]
    for number, peer in enumerate(stalled):
        peer.send(encode(m.Hello(VERSION, stand.pass_(person=f"s{number}"))))
    for _ in range(400):
        stand.hub.announce("f", "长" * 300)
    assert stand.server.count == 0
    assert stand.server.closed_by[closing.TOO_SLOW.name] == 20
