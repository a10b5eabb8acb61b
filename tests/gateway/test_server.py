"""The server over socketpairs: what arrives in which pieces, who is slow, silent or gone, and what is ours to bear."""

import os
import resource
import socket

import pytest
from websockets.frames import Frame, Opcode

from gateway.stand import Stand
from yunzhan.gateway.server import GOODBYE_SECONDS
from yunzhan.wire import closing
from yunzhan.wire.limits import BACKLOG_BYTES, HANDSHAKE_BYTES, HELLO_SECONDS, MISSED_PINGS, PING_SECONDS


@pytest.fixture
def stand():
    made = Stand()
    yield made
    made.close()


def masked(*frames):
    return b"".join(frame.serialize(mask=True) for frame in frames)


def test_handshake_split_at_every_byte_opens(stand):
    head = stand.dial().head()
    for cut in range(1, len(head)):
        peer = stand.dial()
        peer.raw(head[:cut])
        assert not stand.listener.opened_
        peer.raw(head[cut:])
        assert stand.listener.opened_ == [peer.connection]
        stand.listener.opened_.clear()
        stand.server.drop(peer.connection)


def test_handshake_byte_by_byte_opens(stand):
    peer = stand.dial()
    for byte in peer.head():
        peer.raw(bytes((byte,)))
    peer.read()
    assert peer.protocol.handshake_exc is None


def test_message_split_at_every_byte_is_one_message(stand):
    peer, payload = stand.dial().open(), bytes(range(200))
    data = masked(Frame(Opcode.BINARY, payload))
    for cut in range(1, len(data)):
        peer.raw(data[:cut])
        peer.raw(data[cut:])
    assert stand.listener.messages == [payload] * (len(data) - 1)


def test_coalesced_frames_are_as_many_messages(stand):
    peer = stand.dial().open()
    payloads = [bytes((n,)) * n for n in range(1, 150)]
    peer.raw(masked(*(Frame(Opcode.BINARY, payload) for payload in payloads)))
    assert stand.listener.messages == payloads


def test_fragments_are_one_message_also_around_a_ping(stand):
    peer = stand.dial().open()
    peer.raw(
        masked(Frame(Opcode.BINARY, b"a", fin=False), Frame(Opcode.PING, b"?"), Frame(Opcode.CONT, b"b", fin=False))
    )
    peer.raw(masked(Frame(Opcode.CONT, b"", fin=False), Frame(Opcode.CONT, b"c")))
    assert stand.listener.messages == [b"abc"]
    assert [(frame.opcode, frame.data) for frame in peer.read()] == [(Opcode.PONG, b"?")]


def test_fragments_larger_than_a_message_close(stand):
    peer = stand.dial().open()
    peer.raw(masked(Frame(Opcode.BINARY, b"x" * 4000, fin=False), Frame(Opcode.CONT, b"x" * 97)))
    assert peer.code == closing.TOO_LARGE.code
    assert stand.listener.messages == []


def test_slow_reader_is_dropped_before_it_costs_memory_and_the_others_hear_all(stand):
    slow, quick = stand.dial(buffer=4096).open(), stand.dial().open()
    heard, most, told = 0, 0, 0
    while slow.connection not in stand.listener.closed_:
        stand.server.send_many(
            [slow.connection, quick.connection], Frame(Opcode.BINARY, b"x" * 4000).serialize(mask=False)
        )
        most = max(most, stand.server.owed(slow.connection))
        heard += len(quick.messages())
        told += 1
    assert stand.listener.closed_ == [slow.connection]
    assert BACKLOG_BYTES - 4096 < most <= BACKLOG_BYTES
    assert heard == told
    assert stand.server.owed(slow.connection) == 0


def test_reader_that_catches_up_gets_everything_in_order(stand):
    peer = stand.dial(buffer=4096).open()
    for number in range(40):
        stand.server.send(peer.connection, Frame(Opcode.BINARY, bytes((number,)) * 4000).serialize(mask=False))
    assert stand.server.owed(peer.connection)
    heard = []
    while len(heard) < 40 and (fresh := peer.messages()):
        heard += fresh
    assert heard == [bytes((number,)) * 4000 for number in range(40)]
    assert not stand.server.owed(peer.connection)


def test_latest_is_left_out_for_a_reader_that_is_behind(stand):
    peer = stand.dial(buffer=4096).open()
    data = Frame(Opcode.BINARY, b"x" * 4000).serialize(mask=False)
    while not stand.server.owed(peer.connection):
        stand.server.send(peer.connection, data)
    before = stand.server.owed(peer.connection)
    assert not stand.server.send_latest(peer.connection, data)
    assert stand.server.owed(peer.connection) == before
    assert stand.server.skipped_frames == 1


def test_goodbye_of_the_peer_is_answered_with_its_code_and_ends(stand):
    peer = stand.dial().open()
    peer.protocol.send_close(4321, "bye")
    peer.flush()
    assert (peer.code, peer.ended) == (4321, True)
    assert stand.listener.closed_ == [peer.connection]


def test_goodbye_of_ours_waits_for_the_answer(stand):
    peer = stand.dial().open()
    stand.server.close(peer.connection, closing.GOING_AWAY)
    assert stand.server.count == 1
    assert (peer.code, peer.ended) == (closing.GOING_AWAY.code, True)
    assert not stand.server.count


def test_peer_that_does_not_answer_our_goodbye_is_dropped(stand):
    peer = stand.dial().open()
    peer.awake = False
    stand.server.close(peer.connection, closing.GOING_AWAY)
    stand.sleep(GOODBYE_SECONDS - 1)
    assert stand.server.count == 1
    stand.sleep(1)
    assert not stand.server.count


def test_nothing_is_taken_after_our_goodbye(stand):
    peer = stand.dial().open()
    stand.server.close(peer.connection, closing.GOING_AWAY)
    peer.raw(masked(Frame(Opcode.BINARY, b"late"), Frame(Opcode.CLOSE, b"\x03\xe9")))
    assert stand.listener.messages == []
    assert not stand.server.count


def test_silent_peer_is_closed_and_one_that_answers_pings_is_not(stand):
    silent, alive = stand.dial().open(), stand.dial().open()
    for peer in (silent, alive):
        stand.server.greeted(peer.connection)
    silent.awake = False
    stand.sleep(PING_SECONDS * (MISSED_PINGS + 2))
    assert silent.code == closing.SILENT.code
    assert alive.code is None


def pings(peer):
    peer.read()
    return sum(frame.opcode is Opcode.PING for frame in peer.frames)


def test_who_has_spoken_is_not_pinged_in_that_round(stand):
    talker, silent = stand.dial().open(), stand.dial().open()
    for peer in (talker, silent):
        stand.server.greeted(peer.connection)
    for _ in range(4 * PING_SECONDS):
        talker.send(b"here")
        stand.sleep(1)
    assert pings(talker) == 0
    assert pings(silent) >= 3
    assert (talker.code, silent.code) == (None, None)


@pytest.mark.parametrize("says", [b"", b"I have spoken"])
def test_who_falls_silent_is_closed_after_two_rounds_and_before_the_end_of_the_third(stand, says):
    peer = stand.dial().open()
    stand.server.greeted(peer.connection)
    stand.sleep(2 * PING_SECONDS)  # and has answered a ping
    if says:
        peer.send(says)
    peer.awake = False
    stand.sleep(2 * PING_SECONDS - 1)
    assert stand.server.count == 1
    stand.sleep(PING_SECONDS + 1)
    assert stand.listener.closed_ == [peer.connection]


def test_who_says_nothing_after_the_handshake_is_closed(stand):
    peer = stand.dial().open()
    stand.sleep(HELLO_SECONDS)
    assert peer.code == closing.NO_HELLO.code


def test_handshake_that_never_ends_is_dropped_in_time_or_size(stand):
    slow, large = stand.dial(), stand.dial()
    slow.raw(b"GET / HTTP/1.1\r\n")
    large.raw(b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * (HANDSHAKE_BYTES // 6))
    assert large.socket.recv(100).startswith(b"HTTP/1.1 431 ")
    for _ in range(HELLO_SECONDS):  # a header a second keeps nobody in
        slow.raw(b"a: b\r\n")
        assert stand.server.at(slow.connection.fd) is slow.connection
        stand.now += 1
        stand.server.sweep()
    assert not stand.server.count


def test_half_open_socket_is_found_by_its_silence(stand):
    peer = stand.dial().open()
    stand.server.greeted(peer.connection)
    peer.awake = False  # a machine that lost its line: no FIN, no RST, no pong
    stand.sleep(PING_SECONDS * (MISSED_PINGS + 2) + GOODBYE_SECONDS)
    assert not stand.server.count


def test_peer_that_vanishes_is_gone_once(stand):
    peer = stand.dial().open()
    peer.socket.close()
    stand.run()
    stand.server.send(peer.connection, b"x")
    stand.server.close(peer.connection, closing.GOING_AWAY)
    assert stand.listener.closed_ == [peer.connection]
    assert not stand.server.count


def test_who_gets_the_number_of_one_that_is_gone_gets_nothing_else_of_it(stand):
    gone = stand.dial().open()
    gone.raw(
        Frame(Opcode.BINARY, b"first", fin=False).serialize(mask=True)
        + Frame(Opcode.BINARY, b"x" * 9).serialize(mask=True)[:5]
    )
    ours, theirs = socket.socketpair()
    number = gone.connection.fd
    stand.server.drop(gone.connection)
    os.dup2(ours.fileno(), number)  # whatever number the system would have given next
    ours.close()
    fresh = stand.adopt(number, theirs).open()
    assert fresh.connection.fd == number
    fresh.send(b"whole")
    assert (stand.listener.messages, fresh.ended) == ([b"whole"], False)


def test_fault_of_ours_closes_one_by_name_and_no_other(stand):
    unlucky, other = stand.dial().open(), stand.dial().open()
    unlucky.send(b"fault")
    other.send(b"fine")
    assert (unlucky.code, other.code) == (closing.FAULT.code, None)
    assert stand.listener.messages == [b"fault", b"fine"]
    assert list(stand.server.events) == [
        ("fault", {"connection": unlucky.connection.fd, "fault": "RuntimeError('ours')"}),
        ("closed", {"connection": unlucky.connection.fd, "person": None, "why": closing.FAULT.name}),
    ]


def test_everybody_is_told_when_the_server_drains(stand):
    peers = [stand.dial().open() for _ in range(5)]
    deaf = stand.dial().open()
    deaf.awake = False
    for connection in stand.server.everybody():
        stand.server.close(connection, closing.GOING_AWAY)
    assert [peer.code for peer in peers] == [closing.GOING_AWAY.code] * 5
    stand.server.end()
    assert len(stand.listener.closed_) == 6
    assert not stand.server.count


def test_no_number_left_for_a_socket_rests_the_door_and_opens_it_again(stand):
    port = stand.server.listen("127.0.0.1", 0)
    waiting = [socket.socket() for _ in range(3)]
    established = stand.dial().open()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    spare = os.dup(0)
    os.close(spare)
    resource.setrlimit(resource.RLIMIT_NOFILE, (spare, hard))
    try:
        for client in waiting:
            client.connect(("127.0.0.1", port))
        stand.run()  # and comes back: a door that is watched on would be ready for ever
        established.send(b"still here")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert stand.listener.messages == [b"still here"]
    assert stand.server.count == 1
    stand.server.sweep()
    stand.run()
    assert stand.server.count == 4
    for client in waiting:
        client.close()


def test_clock_that_jumps_closes_nobody_who_answers(stand):
    peer = stand.dial().open()
    stand.server.greeted(peer.connection)
    for jump in (86_400.0, -172_800.0, 86_400.0):
        stand.now += jump
        stand.sleep(PING_SECONDS * 2)
    assert peer.code is None
