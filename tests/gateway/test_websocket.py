"""Our WebSocket layer beside the `websockets` library's server: the same bytes in, the same messages, pongs and close codes out.

The library takes texts and we do not, so a run is compared up to the first whole text; what comes then is ours to say.
"""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from gateway.stand import Stand
from yunzhan.gateway.websocket import Unacceptable, frame, read_frame, unmask
from yunzhan.wire.limits import MESSAGE_BYTES

RESERVED = (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
DATA = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)


def client_frame(opcode, payload, *, fin=True, rsv=0, mask=b"abcd", size=None, masked=True):
    """A frame as a client may send it, right or wrong; `size` lies about the length."""
    told = len(payload) if size is None else size
    head = bytes((fin << 7 | rsv << 4 | opcode,))
    bit = 0x80 if masked else 0
    if told < 126:
        head += bytes((bit | told,))
    elif told < 65536:
        head += bytes((bit | 126,)) + told.to_bytes(2, "big")
    else:
        head += bytes((bit | 127,)) + told.to_bytes(8, "big")
    return head + (mask + unmask(payload, mask) if masked else payload)


payloads = st.one_of(
    st.binary(max_size=140),
    st.text(max_size=30).map(str.encode),
    st.sampled_from([b"", b"\xff\xfe", b"\xe4\xbd", b"\xed\xa0\x80", b"x" * 125, b"x" * 126, b"x" * 2100, b"x" * 4096]),
)
codes = st.one_of(
    st.integers(0, 65535), st.sampled_from([999, 1000, 1004, 1005, 1006, 1012, 1015, 2999, 3000, 4999, 5000])
)
good_frames = st.builds(
    client_frame,
    st.sampled_from([Opcode.BINARY, Opcode.CONT, Opcode.CONT, Opcode.PING, Opcode.PONG, Opcode.TEXT]),
    payloads.filter(lambda payload: len(payload) < 126),
    fin=st.booleans(),
    mask=st.binary(min_size=4, max_size=4),
).filter(lambda data: data[0] & 0x80 or data[0] & 15 < 8)
wrong_frames = st.one_of(
    st.builds(client_frame, st.sampled_from(DATA), payloads, fin=st.booleans(), rsv=st.integers(0, 7)),
    st.builds(client_frame, st.sampled_from(RESERVED), payloads, fin=st.booleans()),
    st.builds(client_frame, st.sampled_from([Opcode.PING, Opcode.PONG, Opcode.CLOSE]), payloads, fin=st.booleans()),
    st.builds(client_frame, st.sampled_from(DATA), payloads, masked=st.just(False)),
    st.builds(
        client_frame, st.sampled_from(DATA), st.just(b"x"), size=st.sampled_from([4097, 70_000, 1 << 40, (1 << 63) - 1])
    ),
    st.builds(
        lambda code, why: client_frame(Opcode.CLOSE, code.to_bytes(2, "big") + why), codes, st.binary(max_size=20)
    ),
    st.binary(max_size=20),
)
streams = st.lists(st.one_of(good_frames, good_frames, good_frames, wrong_frames), max_size=8)
cuts = st.lists(st.integers(0, 400), max_size=6)


def pieces(data, at):
    edges = [0, *sorted({cut for cut in at if cut < len(data)}), len(data)]
    return [data[start:end] for start, end in pairwise(edges)]


def what_the_library_does(data, ours):
    """Messages, pongs and the close code; a whole text ends the run with 1003, or 1007 when it is not UTF-8.

    We refuse a frame as soon as its head is wrong; the library waits for all of it, so it is given the rest when we refused:
    it must refuse the same frame. Of two faults (a control frame that is also too large) it may name the other.
    """
    protocol = ServerProtocol(state=OPEN, max_size=MESSAGE_BYTES)
    protocol.receive_data(data)
    heard, early = len(protocol.events), ours and not protocol.close_sent
    for _ in range(MESSAGE_BYTES + 14 if early else 0):
        if protocol.close_sent or len(protocol.events) > heard:
            break
        protocol.receive_data(b"\0")
    messages, pongs, parts, opcode = [], [], b"", None
    for event in protocol.events_received():
        if event.opcode is Opcode.PING:
            pongs.append(bytes(event.data))
        if event.opcode not in DATA:
            continue
        opcode, parts = (event.opcode, event.data) if event.opcode is not Opcode.CONT else (opcode, parts + event.data)
        if event.fin and opcode is Opcode.BINARY:
            messages.append(bytes(parts))
        elif event.fin:
            return messages, pongs, 1003 if is_utf8(parts) else 1007
    # a goodbye between fragments is an error there; RFC 6455 allows control frames there, and we answer it
    sent = protocol.close_rcvd or protocol.close_sent
    if sent and (early or {ours, int(sent.code)} == {1002, 1009}):
        return messages, pongs, ours
    return messages, pongs, (sent.code if sent else None)


def is_utf8(data):
    try:
        bytes(data).decode()
    except UnicodeDecodeError:
        return False
    return True


def what_we_do(data, at):
    stand = Stand()
    try:
        peer = stand.dial().open()
        for piece in pieces(data, at):
            if peer.ended:
                break
            try:
                peer.raw(piece)
            except BrokenPipeError:
                break
        frames = peer.read()
        pongs = [bytes(frame.data) for frame in frames if frame.opcode is Opcode.PONG]
        code = peer.protocol.close_rcvd.code if peer.protocol.close_rcvd else None
        return stand.listener.messages, pongs, code
    finally:
        stand.close()


@settings(max_examples=400, deadline=None)
@given(streams, cuts)
def test_same_bytes_have_the_same_effect_as_at_the_library(frames, at):
    data = b"".join(frames)
    ours = what_we_do(data, at)
    assert ours == what_the_library_does(data, ours[2])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), cuts)
def test_any_bytes_have_the_same_effect_as_at_the_library(data, at):
    ours = what_we_do(data, at)
    assert ours == what_the_library_does(data, ours[2])


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536])
@pytest.mark.parametrize("opcode", [Opcode.BINARY, Opcode.TEXT])
def test_frame_is_written_as_the_library_writes_it(opcode, size):
    payload = bytes(size)
    assert frame(payload, opcode) == Frame(opcode, payload).serialize(mask=False)


@given(st.binary(max_size=200), st.binary(min_size=4, max_size=4))
def test_unmask_is_its_own_inverse_and_byte_by_byte_the_rule(payload, mask):
    assert unmask(payload, mask) == bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))


@given(st.binary(max_size=60), st.integers(0, 60))
def test_read_frame_reads_refuses_or_waits_and_nothing_else(data, at):
    try:
        found = read_frame(data, at)
    except Unacceptable:
        return
    assert found is None or at < found[3] <= len(data)
