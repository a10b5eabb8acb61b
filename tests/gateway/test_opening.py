"""Coming in: a request that came with the connection, and commands that came with the Hello, wait for no further turn."""

import socket

import pytest
from websockets.frames import Frame, Opcode

from gateway.running import HALL
from gateway.test_hub import GROUP, HubStand
from yunzhan.wire import VERSION, closing
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode


@pytest.fixture
def stand(tmp_path):
    made = HubStand(tmp_path)
    yield made
    made.close()


def together(*messages):
    return b"".join(Frame(Opcode.BINARY, encode(message)).serialize(mask=True) for message in messages)


def coming_in(pass_):
    return together(m.Hello(VERSION, pass_), m.Enter(1, HALL.key, 100, 100, 0), m.Join(2, GROUP, 0), m.Ping(3))


def test_a_request_that_waits_at_the_door_is_answered_in_the_turn_that_opens_it(stand):
    head = stand.dial().head()
    port = stand.server.listen("127.0.0.1", 0)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(head)
        assert stand.server.poll() == 1
        assert client.recv(4096).startswith(b"HTTP/1.1 101 ")


def test_who_connects_and_asks_later_is_answered_then(stand):
    head = stand.dial().head()
    port = stand.server.listen("127.0.0.1", 0)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        stand.run()
        client.sendall(head)
        stand.run()
        assert client.recv(4096).startswith(b"HTTP/1.1 101 ")


def test_who_is_gone_before_the_door_opens_leaves_nothing_behind(stand):
    port = stand.server.listen("127.0.0.1", 0)
    socket.create_connection(("127.0.0.1", port), timeout=20).close()
    stand.run()
    assert stand.server.count == 0


def test_what_comes_with_the_hello_is_answered_after_the_welcome_in_one_write(stand):
    peer = stand.dial().open()
    before = stand.server.sent_frames
    peer.raw(coming_in(stand.pass_()))
    assert stand.server.sent_frames - before == 1
    kinds = [type(fact) for fact in peer.facts()]
    assert kinds[0] is m.Welcome
    assert [kind for kind in kinds if kind in (m.Entered, m.Joined, m.Page, m.Pong)] == [
        m.Entered,
        m.Joined,
        m.Page,
        m.Pong,
    ]


def test_nothing_is_done_of_what_comes_with_a_hello_that_opens_nothing(stand):
    peer = stand.dial().open()
    peer.raw(coming_in(stand.pass_(issued=-100, expires=-1)))
    assert peer.code == closing.PASS_EXPIRED.code
    assert peer.frames[0].opcode is Opcode.CLOSE
    assert not stand.hub.presence.everywhere
