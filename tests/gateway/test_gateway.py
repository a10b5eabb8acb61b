"""A whole gateway over real sockets, with the `websockets` library as the client that knows nothing of ours."""

import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect

from gateway.client import GROUP, close_code, greet, wait_for
from gateway.running import Running, signed
from yunzhan.bus.local import LocalClient
from yunzhan.gateway.log import Entry
from yunzhan.gateway.sqlite_log import SqliteLog
from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.reasons import Reason


def test_two_people_see_each_other_walk(gateway):
    with greet(gateway, person="a") as one, greet(gateway, person="b") as two:
        for client in (one, two):
            client.send(encode(m.Enter(1, "f/h1", 5000, 5000, 0)))
        me = wait_for(one, m.Entered).me
        wait_for(two, m.Entered)
        one.send(encode(m.Move(1, 5040, 5000, 64, 1)))
        while True:
            records = wait_for(two, m.Places).places
            rows = [records[i : i + 6] for i in range(0, len(records), 6)]
            if any(int.from_bytes(r[:2], "little") == me and r[4] == 64 for r in rows):
                break


def test_said_reaches_both_and_survives_a_restart(tmp_path):
    gateway = Running(tmp_path)
    with greet(gateway, person="a", name="甲") as one, greet(gateway, person="b") as two:
        for client in (one, two):
            client.send(encode(m.Join(1, GROUP, 0)))
            wait_for(client, m.Joined)
        one.send(encode(m.Say(2, GROUP, 77, "你好，云展")))
        accepted = wait_for(one, m.Accepted)
        said = wait_for(two, m.Said)
    gateway.stop()
    again = Running(tmp_path)
    with greet(again, person="c") as late:
        late.send(encode(m.Join(1, GROUP, 0)))
        page = wait_for(late, m.Page)
    again.stop()
    assert (accepted.nonce, accepted.seq) == (77, 1)
    assert [(u.seq, u.name, u.text) for u in said.messages] == [(1, "甲", "你好，云展")]
    assert page.messages == said.messages


def test_same_nonce_is_acknowledged_again_and_not_doubled(gateway):
    with greet(gateway, person="a") as one:
        one.send(encode(m.Join(1, GROUP, 0)))
        wait_for(one, m.Page)
        for ref in (2, 3):
            one.send(encode(m.Say(ref, GROUP, 5, "一次")))
            assert wait_for(one, m.Accepted).seq == 1
        one.send(encode(m.Browse(4, GROUP, 0, 50)))
        assert len(wait_for(one, m.Page).messages) == 1


def test_resume_gives_exactly_what_was_missed(gateway):
    with greet(gateway, person="a") as one:
        one.send(encode(m.Join(1, GROUP, 0)))
        wait_for(one, m.Page)
        for nonce in range(1, 5):
            one.send(encode(m.Say(2, GROUP, nonce, f"第{nonce}")))
            wait_for(one, m.Accepted)
        with greet(gateway, person="b") as two:
            two.send(encode(m.Join(1, GROUP, 2)))
            assert [u.seq for u in wait_for(two, m.Page).messages] == [3, 4]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (m.Enter(9, "f/h2", 0, 0, 0), Reason.HALL_NOT_IN_PASS),
        (m.Enter(9, "f/h1", 20000, 0, 0), Reason.OUTSIDE_HALL),
        (m.Leave(9), Reason.NOT_IN_HALL),
        (m.Jump(9, 1, 1, 0), Reason.NOT_IN_HALL),
        (m.Move(1, 1, 1, 0, 0), Reason.NOT_IN_HALL),
        (m.Join(9, "hall:f/h2", 0), Reason.GROUP_NOT_IN_PASS),
        (m.Say(9, GROUP, 1, "x"), Reason.NOT_IN_GROUP),
        (m.Hello(VERSION, "x"), Reason.ALREADY_GREETED),
    ],
)
def test_command_is_refused_by_name_and_the_connection_goes_on(gateway, command, reason):
    with greet(gateway) as client:
        client.send(encode(command))
        assert wait_for(client, m.Refused).reason == reason
        client.send(encode(m.Ping(5)))
        assert wait_for(client, m.Pong).stamp == 5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("   \n ", Reason.EMPTY_TEXT), ("\u200d\u200b", Reason.EMPTY_TEXT), ("长" * 501, Reason.TEXT_TOO_LONG),
        ("a\u202eb", Reason.CONTROL_CHARACTERS), ("a\x07b", Reason.CONTROL_CHARACTERS),
    ],
)  # fmt: skip
def test_text_nobody_may_say_is_refused_by_name(gateway, text, reason):
    with greet(gateway) as client:
        client.send(encode(m.Join(1, GROUP, 0)))
        client.send(encode(m.Say(2, GROUP, 1, text)))
        assert wait_for(client, m.Refused).reason == reason


def test_reader_may_not_say(gateway):
    with greet(gateway, say=False) as client:
        client.send(encode(m.Join(1, GROUP, 0)))
        client.send(encode(m.Say(2, GROUP, 1, "x")))
        assert wait_for(client, m.Refused).reason == Reason.MAY_NOT_SAY


def test_teleport_is_corrected(gateway):
    with greet(gateway) as client:
        client.send(encode(m.Enter(1, "f/h1", 5000, 5000, 0)))
        wait_for(client, m.Entered)
        client.send(encode(m.Move(1, 100, 100, 0, 8)))
        corrected = wait_for(client, m.Corrected)
        assert (corrected.x, corrected.z, corrected.seq) == (5000, 5000, 8)


@pytest.mark.parametrize(
    ("pass_", "code"),
    [({"expires": -1}, 4004), ({"key": b"x" * 32}, 4003), ({"issued": 600}, 4005)],
)
def test_wrong_pass_closes_with_its_own_code(gateway, pass_, code):
    with connect(gateway.url, compression=None) as client:
        client.send(encode(m.Hello(VERSION, signed(**pass_))))
        assert close_code(client) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encode(m.Hello(9, "x")), 4001), (encode(m.Ping(1)), 4000), (encode(m.Hello(VERSION, "no pass")), 4002),
        (b"\x01", 4006), (b"\xee\x01", 4006), ("text", 1003), (b"\x01" * 5000, 1009),
    ],
)  # fmt: skip
def test_nonsense_before_hello_closes_with_its_own_code(gateway, data, code):
    with greet(gateway, person="other") as other, connect(gateway.url, compression=None) as client:
        client.send(data)
        assert close_code(client) == code
        other.send(encode(m.Ping(6)))
        assert wait_for(other, m.Pong).stamp == 6


def raw_frames(client, *frames):
    client.socket.sendall(b"".join(frame.serialize(mask=True) for frame in frames))


def test_fragments_with_a_ping_in_between_are_one_message(gateway):
    hello = encode(m.Hello(VERSION, signed()))
    with connect(gateway.url, compression=None) as client:
        raw_frames(
            client,
            Frame(Opcode.BINARY, hello[:10], fin=False), Frame(Opcode.CONT, hello[10:20], fin=False),
            Frame(Opcode.PING, b"?"), Frame(Opcode.CONT, hello[20:]),
        )  # fmt: skip
        assert wait_for(client, m.Welcome)


def test_bytes_one_by_one_are_the_same_message(gateway):
    data = Frame(Opcode.BINARY, encode(m.Hello(VERSION, signed()))).serialize(mask=True)
    with connect(gateway.url, compression=None) as client:
        for byte in data:
            client.socket.sendall(bytes((byte,)))
        assert wait_for(client, m.Welcome)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (Frame(Opcode.BINARY, b"x").serialize(mask=False), 1002),
        (Frame(Opcode.CONT, b"x").serialize(mask=True), 1002),
        (b"\xc2\x81\0\0\0\0x", 1002),
        (b"\x83\x80\0\0\0\0", 1002),
        (b"\x09\x80\0\0\0\0", 1002),
        (b"\x89\xfe\x00\x7e" + b"\0" * 130, 1002),
        (Frame(Opcode.TEXT, b"\xff\xfe").serialize(mask=True), 1007),
        (b"\x82\xff" + b"\x7f" + b"\xff" * 7 + b"\0" * 4, 1009),
        (b"\x88\x81\0\0\0\0\x03", 1002),
        (b"\x88\x82\0\0\0\0\x03\xed", 1002),
    ],
    ids=[
        "unmasked",
        "no-start",
        "reserved-bit",
        "reserved-opcode",
        "split-control",
        "long-control",
        "not-utf8",
        "huge",
        "short-close",
        "forbidden-close",
    ],
)
def test_frame_that_breaks_the_rules_closes_with_its_own_code(gateway, data, code):
    with connect(gateway.url, compression=None) as client:
        client.socket.sendall(data)
        assert close_code(client) == code


def test_close_is_answered_with_the_same_code(gateway):
    with connect(gateway.url, compression=None) as client:
        client.close(4321, "bye")
        assert client.close_code == 4321


def test_page_of_another_origin_is_turned_away(gateway):
    with pytest.raises(InvalidStatus) as turned, connect(gateway.url, origin="http://elsewhere.test"):
        pass
    assert turned.value.response.status_code == 403
    with connect(gateway.url, origin="http://fair.test"):
        pass


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"200"), (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"426"),
        (b"POST / HTTP/1.1\r\n\r\n", b"400"), (b"nonsense\r\n\r\n", b"400"), (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 2000, b"431"),
    ],
)  # fmt: skip
def test_plain_http_gets_an_answer(gateway, request_, status):
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as client:
        client.sendall(request_)
        assert client.recv(4096).split(b" ")[1] == status


def test_presence_counts_people_not_sockets_and_scripted_apart(gateway):
    with greet(gateway, person="a"), greet(gateway, person="a"), greet(gateway, person="s", kind="scripted"):
        bus = LocalClient(gateway.config.bus_path)
        answer = bus.request("presence.count", b'{"fair": "f"}', 5)
        bus.close()
    assert answer == b'{"people": 1, "scripted": 1, "halls": {}}'


def test_removed_message_is_gone_from_screens_and_history(gateway):
    bus = LocalClient(gateway.config.bus_path)
    with greet(gateway, person="a") as one:
        one.send(encode(m.Join(1, GROUP, 0)))
        one.send(encode(m.Say(2, GROUP, 1, "x")))
        wait_for(one, m.Accepted)
        bus.publish("group.remove", b'{"group": "hall:f/h1", "seqs": [1]}')
        while (told := wait_for(one, m.Said).messages[0]).kind != m.REMOVED:
            pass
        assert (told.seq, told.target) == (2, 1)
        one.send(encode(m.Browse(3, GROUP, 0, 50)))
        assert [entry.seq for entry in wait_for(one, m.Page).messages] == [2]
    bus.close()


def test_banned_person_is_out_and_stays_out(gateway):
    bus = LocalClient(gateway.config.bus_path)
    with greet(gateway, person="a") as one:
        bus.publish("person.ban", b'{"person": "a"}')
        assert close_code(one) == 4010
    with connect(gateway.url, compression=None) as again:
        again.send(encode(m.Hello(VERSION, signed(person="a"))))
        assert close_code(again) == 4010
    bus.close()


def test_stopping_tells_clients_to_come_back(tmp_path):
    gateway = Running(tmp_path)
    with greet(gateway) as client:
        gateway.stop()
        assert close_code(client) == 1001


def test_flood_is_refused_then_closed(gateway):
    with greet(gateway) as client:
        raw_frames(client, *[Frame(Opcode.BINARY, encode(m.Ping(1)))] * 200)
        assert close_code(client) == 4007


def test_jump_and_the_moves_after_it_arrive_together(gateway):
    with greet(gateway) as client:
        client.send(encode(m.Enter(1, "f/h1", 5000, 5000, 0)))
        wait_for(client, m.Entered)
        client.send(encode(m.Jump(7, 1000, 1000, 0)))
        client.send(encode(m.Move(1, 1040, 1000, 0, 9)))
        assert wait_for(client, m.Done).ref == 7
        client.send(encode(m.Move(1, 9000, 8000, 0, 10)))
        corrected = wait_for(client, m.Corrected)
        assert (corrected.x in {1000, 1040}, corrected.z, corrected.seq) == (True, 1000, 10)


def test_flood_of_pings_is_closed(gateway):
    with connect(gateway.url, compression=None) as client:
        raw_frames(client, *[Frame(Opcode.PING, b"")] * 300)
        assert close_code(client) == 4007


def test_fault_of_ours_closes_by_name_and_harms_nobody_else(gateway):
    with greet(gateway, person="other") as other, connect(gateway.url, compression=None) as client:
        client.send(encode(m.Hello(VERSION, signed(person="长" * 200))))
        assert close_code(client) == 1011
        other.send(encode(m.Ping(6)))
        assert wait_for(other, m.Pong).stamp == 6


def test_resume_after_more_than_one_page_gives_all_of_it(tmp_path):
    log = SqliteLog(tmp_path / "log.sqlite3")
    for nonce in range(130):
        log.append(Entry(GROUP, nonce, m.Utterance(0, 1, 0, "p", "n", "x")), lambda *_: None)
    log.close()
    gateway = Running(tmp_path)
    with greet(gateway, person="a") as one:
        one.send(encode(m.Join(3, GROUP, 10)))
        pages = [wait_for(one, m.Page) for _ in range(3)]
    gateway.stop()
    assert [page.more for page in pages] == [1, 1, 0]
    assert [u.seq for page in pages for u in page.messages] == list(range(11, 131))
