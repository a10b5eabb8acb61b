"""RFC 6455 without a socket: the opening handshake, frames out, and frames in with everything a client may not do."""

import binascii
import hashlib
from collections.abc import Callable
from typing import NamedTuple

from yunzhan.wire.closing import BAD_UTF8, NOT_BINARY, PROTOCOL_ERROR, TOO_LARGE, CloseCode
from yunzhan.wire.limits import HANDSHAKE_BYTES, MESSAGE_BYTES

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
CONTROL_BYTES = 125
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
CODES_A_PEER_MAY_SEND = frozenset({1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014})


class Unacceptable(Exception):
    """The peer broke the protocol; `close` says how the connection ends."""

    def __init__(self, close: CloseCode) -> None:
        super().__init__(close.name)
        self.close = close


class Answer(NamedTuple):
    """The answer to an HTTP request: the bytes, and whether a WebSocket is open now."""

    data: bytes
    open: bool


Pages = dict[str, Callable[[], Answer]]


def http(status: str, body: str = "", kind: str = "text/plain; charset=utf-8") -> Answer:
    data = body.encode()
    head = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: {kind}\r\n"
    more = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" if status.startswith("426") else ""
    return Answer(f"{head}{more}Content-Length: {len(data)}\r\n\r\n".encode() + data, open=False)


def answer_handshake(data: bytes, origins: frozenset[str], pages: Pages) -> Answer | None:
    """The answer to a client's first bytes; None while the head is not complete. `origins` empty: any may connect.

    `pages` are plain HTTP answers by their path. A request without Origin is not from a browser and is let in: the pass decides.
    """
    if not data.endswith(b"\r\n\r\n"):
        if len(data) > HANDSHAKE_BYTES:
            return http("431 Request Header Fields Too Large")
        return http("400 Bad Request") if b"\r\n\r\n" in data else None
    lines = data.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or words[0] != "GET" or words[2] != "HTTP/1.1":
        return http("400 Bad Request")
    headers: dict[str, str] = {}
    for line in lines[1:-2]:
        name, colon, value = line.partition(":")
        if not colon or name != name.strip():
            return http("400 Bad Request")
        headers[name.lower()] = value.strip()
    if words[1] in pages:
        return pages[words[1]]()
    wanted = headers.get("connection", "").lower()
    if headers.get("upgrade", "").lower() != "websocket" or (
        wanted != "upgrade" and "upgrade" not in {token.strip() for token in wanted.split(",")}
    ):
        return http("426 Upgrade Required", "This is the gateway: it speaks WebSocket.\n")
    if headers.get("sec-websocket-version") != "13":
        return http("426 Upgrade Required", "WebSocket version 13 is needed.\n")
    origin = headers.get("origin")
    if origins and origin is not None and origin not in origins:
        return http("403 Forbidden", "This origin may not connect.\n")
    key = headers.get("sec-websocket-key", "")
    try:
        good = len(binascii.a2b_base64(key, strict_mode=True)) == 16
    except ValueError:  # binascii's, or letters beyond ASCII
        good = False
    if not good:
        return http("400 Bad Request")
    accept = binascii.b2a_base64(hashlib.sha1(key.encode() + GUID, usedforsecurity=False).digest(), newline=False)
    head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
    return Answer(head + accept + b"\r\n\r\n", open=True)


def frame(payload: bytes, opcode: int = BINARY) -> bytes:
    """A whole, unmasked frame."""
    size = len(payload)
    if size < 126:
        return bytes((0x80 | opcode, size)) + payload
    if size < 65536:
        return bytes((0x80 | opcode, 126)) + size.to_bytes(2, "big") + payload
    return bytes((0x80 | opcode, 127)) + size.to_bytes(8, "big") + payload


def close_frame(code: CloseCode) -> bytes:
    return frame(code.code.to_bytes(2, "big") + code.name.encode(), CLOSE)


def unmask(payload: bytes, mask: bytes) -> bytes:
    size = len(payload)
    whole = (mask * ((size + 3) >> 2))[:size]
    return (int.from_bytes(payload, "little") ^ int.from_bytes(whole, "little")).to_bytes(size, "little")


def read_frame(data: bytes, at: int) -> tuple[int, bool, bytes, int] | None:
    """Opcode, final, payload and end of the frame that begins at `at`; None while it is not complete."""
    left = len(data) - at
    if left < 2:
        return None
    first, second = data[at], data[at + 1]
    opcode, final, size, head = first & 15, bool(first & 0x80), second & 127, 2
    if first & 0x70 or not second & 0x80 or opcode not in {0, 1, 2, 8, 9, 10}:
        raise Unacceptable(PROTOCOL_ERROR)
    if opcode >= CLOSE and (not final or size > CONTROL_BYTES):
        raise Unacceptable(PROTOCOL_ERROR)
    if size >= 126:
        extra = 2 if size == 126 else 8
        if left < 2 + extra:
            return None
        size = int.from_bytes(data[at + 2 : at + 2 + extra], "big")
        head += extra
    if size > MESSAGE_BYTES:
        raise Unacceptable(TOO_LARGE)
    end = at + head + 4 + size
    if len(data) < end:
        return None
    mask = data[at + head : at + head + 4]
    return opcode, final, unmask(data[at + head + 4 : end], mask), end


class Assembler:
    """Puts the fragments of one message together, across control frames in between."""

    __slots__ = ("opcode", "parts")

    def __init__(self, opcode: int, first: bytes) -> None:
        self.opcode = opcode
        self.parts = bytearray(first)

    def add(self, payload: bytes) -> None:
        if len(self.parts) + len(payload) > MESSAGE_BYTES:
            raise Unacceptable(TOO_LARGE)
        self.parts += payload


def whole_message(opcode: int, payload: bytes) -> bytes:
    """A complete message's payload. Ours are binary; a text is refused, with the right code when it is not even UTF-8."""
    if opcode == TEXT:
        try:
            payload.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unacceptable(BAD_UTF8) from error
        raise Unacceptable(NOT_BINARY)
    return payload


def check_close(payload: bytes) -> None:
    """Raises Unacceptable when a close frame's payload is not one."""
    if not payload:
        return
    if len(payload) == 1:
        raise Unacceptable(PROTOCOL_ERROR)
    try:
        payload[2:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unacceptable(BAD_UTF8) from error
    code = int.from_bytes(payload[:2], "big")
    if code not in CODES_A_PEER_MAY_SEND and not 3000 <= code <= 4999:
        raise Unacceptable(PROTOCOL_ERROR)
