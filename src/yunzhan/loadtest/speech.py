"""The wire as the page describes it, from the client's side: its own writing of the bytes, so that it proves the page."""

import base64
import os
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

VERSION = 3
HELLO, ENTER, JOIN, SAY, MOVE_KIND = 0x01, 0x02, 0x10, 0x12, 0x50
WELCOME, REFUSED, ENTERED, CORRECTED, PLACES, SAID, ACCEPTED = 0x81, 0x82, 0x84, 0x85, 0x90, 0xA0, 0xA1
ENTRANCE = 0xFFFF
RECORD = SHOWN = 6
MOVE_FRAME = 14
CELL_STEP_CM = 4


def short(text: str) -> bytes:
    data = text.encode()
    return bytes((len(data),)) + data


def long(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(2, "little") + data


def hello(badge: str) -> bytes:
    return bytes((HELLO, VERSION)) + long(badge)


def enter(hall: str, x: int, z: int) -> bytes:
    return bytes((ENTER, 1, 0)) + short(hall) + x.to_bytes(2, "little") + z.to_bytes(2, "little") + bytes(4)


def join(group: str) -> bytes:
    return bytes((JOIN, 2, 0)) + short(group) + bytes(8)


def say(group: str, nonce: int, text: str) -> bytes:
    return bytes((SAY, 3, 0)) + short(group) + nonce.to_bytes(8, "little") + long(text) + bytes(11)


def moves(places: np.ndarray, seq: int) -> bytes:
    """Move frames of MOVE_FRAME bytes, one after the other, for rows of motion, x, z (cm) and yaw."""
    frames = np.zeros((len(places), MOVE_FRAME), np.uint8)
    frames[:, 0], frames[:, 1], frames[:, 6], frames[:, 13] = 0x82, 0x88, MOVE_KIND, seq
    frames[:, 7], frames[:, 12] = places[:, 0], places[:, 3]
    frames[:, 8], frames[:, 9] = places[:, 1] & 255, places[:, 1] >> 8
    frames[:, 10], frames[:, 11] = places[:, 2] & 255, places[:, 2] >> 8
    return frames.tobytes()


def shown(places: np.ndarray, columns: int, rows: int, cell_cm: int) -> bytes:
    """How the same places come back, SHOWN bytes each: the cell, then x, z, yaw and motion of a record."""
    column, row = np.minimum(places[:, 1] // cell_cm, columns - 1), np.minimum(places[:, 2] // cell_cm, rows - 1)
    cell = row * columns + column
    out = np.empty((len(places), SHOWN), np.uint8)
    out[:, 0], out[:, 1] = cell & 255, cell >> 8
    out[:, 2] = np.minimum((places[:, 1] - column * cell_cm) // CELL_STEP_CM, 255)
    out[:, 3] = np.minimum((places[:, 2] - row * cell_cm) // CELL_STEP_CM, 255)
    out[:, 4], out[:, 5] = places[:, 3], places[:, 0]
    return out.tobytes()


def read_places(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a Places message: who, and where as `shown` writes it."""
    cell = message[3:5]
    for at in range(5, len(message) - RECORD + 1, RECORD):
        yield message[at] | message[at + 1] << 8, cell + message[at + 2 : at + RECORD]


@dataclass(frozen=True, slots=True)
class Entered:
    """What Entered says that a walker needs."""

    me: int
    x: int
    z: int
    cell_cm: int
    columns: int
    rows: int
    line: int


def read_entered(message: bytes) -> Entered:
    at = 4 + message[3]
    number = [int.from_bytes(message[at + i : at + i + 2], "little") for i in (0, 2, 4)]
    cell = int.from_bytes(message[at + 7 : at + 9], "little")
    line = int.from_bytes(message[at + 13 : at + 15], "little")
    return Entered(number[0], number[1], number[2], cell, message[at + 9], message[at + 10], line)


def read_said(message: bytes) -> list[int]:
    """The numbers of the messages in a Said, in its order."""
    at = 2 + message[1]
    count, at = int.from_bytes(message[at : at + 2], "little"), at + 2
    numbers = []
    for _ in range(count):
        numbers.append(int.from_bytes(message[at : at + 8], "little"))
        at += 17  # number, time, flags
        at += 1 + message[at]  # person
        at += 1 + message[at]  # name
        at += 2 + int.from_bytes(message[at : at + 2], "little")  # text
        at += 9  # kind, target
        at += 1 + message[at]  # attachment
        mentions, at = int.from_bytes(message[at : at + 2], "little"), at + 2
        for _ in range(mentions):
            at += 1 + message[at]
    return numbers


def read_accepted(message: bytes) -> tuple[int, int]:
    """The nonce of an Accepted, and the number the message was stored under."""
    at = 4 + message[3]
    return int.from_bytes(message[at : at + 8], "little"), int.from_bytes(message[at + 8 : at + 16], "little")


def mask(payload: bytes) -> bytes:
    """A binary WebSocket frame as a client sends it; the mask is zero, which RFC 6455 allows and costs nothing."""
    size = len(payload)
    head = bytes((0x82, 0x80 | size)) if size < 126 else bytes((0x82, 0xFE)) + size.to_bytes(2, "big")
    return head + bytes(4) + payload


def handshake(host: str, origin: str = "") -> bytes:
    """`origin` is what a browser would send; a program has none."""
    key = base64.b64encode(os.urandom(16)).decode()
    origin_line = f"Origin: {origin}\r\n" if origin else ""
    return (
        f"GET / HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{origin_line}\r\n"
    ).encode()


def skip_places(data: bytes) -> tuple[int, int]:
    """How many Places messages stand at the front of `data`, and where they end: for those who only count them."""
    count, at, end = 0, 0, len(data)
    while end - at >= 5 and data[at] == 0x82:
        size, head = data[at + 1], 2
        if size == 126:
            size, head = data[at + 2] << 8 | data[at + 3], 4
        if size == 127 or at + head + size > end or not size or data[at + head] != PLACES:
            break
        count += 1
        at += head + size
    return count, at


def split_frames(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """Whole frames (opcode, payload) at the front of `data`, and what is left of it."""
    frames, at = [], 0
    while len(data) - at >= 2:
        size, head = data[at + 1] & 127, 2
        if size >= 126:
            extra = 2 if size == 126 else 8
            if len(data) - at < 2 + extra:
                break
            size, head = int.from_bytes(data[at + 2 : at + 2 + extra], "big"), 2 + extra
        if len(data) - at < head + size:
            break
        frames.append((data[at] & 15, data[at + head : at + head + size]))
        at += head + size
    return frames, data[at:]
