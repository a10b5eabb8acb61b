"""Answers to what came together leave together, in order, also around what goes to everybody and around a goodbye."""

import pytest
from websockets.frames import Frame, Opcode

from gateway.stand import Recorder, Stand
from yunzhan.gateway.websocket import frame
from yunzhan.gateway.writing import ANSWERS_TOGETHER
from yunzhan.wire import closing


class Answering(Recorder):
    """Sends back what it hears; b"all" to everybody, after b"leave" the connection is closed."""

    server = None

    def received(self, connection, message):
        super().received(connection, message)
        if message == b"all":
            self.server.send_many(self.opened_, frame(message))
        elif message == b"leave":
            self.server.close(connection, closing.GOING_AWAY)
        else:
            self.server.send(connection, frame(message))


@pytest.fixture
def stand():
    made = Stand(Answering())
    made.listener.server = made.server
    yield made
    made.close()


def together(*messages):
    return b"".join(Frame(Opcode.BINARY, message).serialize(mask=True) for message in messages)


def writes_while(stand, act):
    before = stand.server.sent_frames
    act()
    return stand.server.sent_frames - before


def test_answers_to_what_came_together_leave_in_one_write(stand):
    peer, said = stand.dial().open(), [b"1", b"2", b"3"]
    assert writes_while(stand, lambda: peer.raw(together(*said))) == 1
    assert peer.messages() == said


def test_what_comes_alone_is_answered_at_once(stand):
    peer = stand.dial().open()
    for message in (b"1", b"2"):
        assert writes_while(stand, lambda message=message: peer.raw(together(message))) == 1
        assert peer.messages() == [message]


def test_many_answers_leave_in_several_writes_in_order(stand):
    peer, said = stand.dial().open(), [bytes((number,)) for number in range(2 * ANSWERS_TOGETHER + 3)]
    assert writes_while(stand, lambda: peer.raw(together(*said))) == 3
    assert peer.messages() == said


def test_what_goes_to_everybody_keeps_its_place_among_the_answers(stand):
    peer, other = stand.dial().open(), stand.dial().open()
    peer.raw(together(b"before", b"all", b"after"))
    assert peer.messages() == [b"before", b"all", b"after"]
    assert other.messages() == [b"all"]


def test_answers_come_before_the_goodbye_in_the_same_read(stand):
    peer = stand.dial().open()
    peer.raw(together(b"1", b"2") + Frame(Opcode.CLOSE, b"\x03\xe8").serialize(mask=True))
    assert peer.messages() == [b"1", b"2"]
    assert peer.ended
    assert stand.listener.closed_ == [peer.connection]


def test_answers_come_before_our_goodbye(stand):
    peer = stand.dial().open()
    peer.raw(together(b"1", b"leave", b"2"))
    assert peer.messages() == [b"1"]
    assert peer.code == closing.GOING_AWAY.code


def test_answers_to_who_is_gone_harm_nobody(stand):
    gone, other = stand.dial().open(), stand.dial().open()
    gone.socket.sendall(together(b"1", b"all", b"2"))
    gone.socket.close()
    stand.run()
    assert gone.connection in stand.listener.closed_
    assert other.messages() == [b"all"]
    assert stand.server.count == 1
