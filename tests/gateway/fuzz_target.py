"""What atheris runs: bytes into the codec, the opening handshake and the WebSocket parser. `test_fuzz.py` starts it.

Each input is tried by all of them. A refusal has a name; anything else that is raised, and any difference between the same bytes
read at once and read in two pieces, is a crash that atheris reports with the input.
"""

import sys

import atheris

with atheris.instrument_imports(include=["yunzhan"]):
    from yunzhan.gateway.websocket import (
        CONTINUATION,
        Assembler,
        Unacceptable,
        answer_handshake,
        check_close,
        read_frame,
        whole_message,
    )
    from yunzhan.wire.codec import decode_command, decode_fact, encode
    from yunzhan.wire.limits import MESSAGE_BYTES
    from yunzhan.wire.refusals import WireError

START = b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"


def read_all(data):
    """Every frame in `data`, why it ended, and where."""
    found, at = [], 0
    try:
        while (frame := read_frame(data, at)) is not None:
            assert at < frame[3] <= len(data)
            assert len(frame[2]) <= MESSAGE_BYTES
            found.append(frame[:3])
            at = frame[3]
    except Unacceptable as refusal:
        return found, refusal.close.name, at
    return found, "", at


def put_together(frames):
    parts = None
    try:
        for opcode, final, payload in frames:
            if opcode == 8:
                check_close(payload)
            elif opcode == CONTINUATION and parts is not None:
                parts.add(payload)
                if final:
                    assert len(whole_message(parts.opcode, bytes(parts.parts))) <= MESSAGE_BYTES
            elif opcode in (1, 2):
                parts = Assembler(opcode, payload)
    except Unacceptable as refusal:
        assert refusal.close.code  # noqa: PT017


def read_frames(data):
    whole = read_all(data)
    put_together(whole[0])
    cut = data[0] % (len(data) + 1) if data else 0
    front = read_all(data[:cut])
    if front[1]:
        assert (front[0], front[1]) == (whole[0], whole[1])
    else:
        back = read_all(data[front[2] :])
        assert (front[0] + back[0], back[1]) == (whole[0], whole[1])


def decode(data, decoder):
    try:
        assert encode(decoder(data)) == data
    except WireError as refusal:
        assert type(refusal) is not WireError  # noqa: PT017


def shake_hands(data):
    for head in (data, data + b"\r\n\r\n", START + data + b"\r\n\r\n"):
        answer = answer_handshake(head, frozenset(), {})
        assert answer is None or answer.data.startswith(b"HTTP/1.1 ")


def one_input(data):
    read_frames(data)
    decode(data, decode_command)
    decode(data, decode_fact)
    shake_hands(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
