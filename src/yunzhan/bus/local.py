"""The bus on one machine: a Unix socket that the gateway serves. `LocalClient` is for programs without an event loop.

A message on the socket: u32 length of what follows, u8 verb, u32 number, u8 length of the subject, subject, payload.
"""

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from struct import Struct

from yunzhan.bus.bus import PAYLOAD_BYTES, BusDown, BusError, Handler, Later, NoAnswer, PayloadTooLarge
from yunzhan.bus.memory import MemoryBus

HEAD = Struct("<IBIB")
PUBLISH, SUBSCRIBE, REQUEST, ANSWER, NOBODY = range(1, 6)
SUBSCRIBER_BACKLOG_BYTES = 8_388_608
SUBSCRIBE_SECONDS = 5.0
RECONNECT_SECONDS = 0.5


def pack(verb: int, number: int, subject: str, payload: bytes) -> bytes:
    if len(payload) > PAYLOAD_BYTES:
        raise PayloadTooLarge(subject)
    name = subject.encode()
    return HEAD.pack(HEAD.size - 4 + len(name) + len(payload), verb, number, len(name)) + name + payload


def unpack(body: bytes) -> tuple[int, int, str, bytes]:
    """Verb, number, subject and payload of a message without its length."""
    _, verb, number, length = HEAD.unpack_from(b"\0\0\0\0" + body)
    start = HEAD.size - 4
    return verb, number, body[start : start + length].decode(), body[start + length :]


class LocalBus(MemoryBus):
    """The gateway's side: handlers in this process, and everybody who is connected to the socket."""

    def __init__(self) -> None:
        super().__init__()
        self._subscribers: dict[str, list[asyncio.StreamWriter]] = {}
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def serve(self, path: Path) -> None:
        """Listens on `path`, readable by this user only; a socket left by a dead process is replaced."""
        path.unlink(missing_ok=True)  # noqa: ASYNC240 - one inode, before anybody is served
        old = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(self._talk, str(path))
        finally:
            os.umask(old)

    async def close(self) -> None:
        if self._server:
            self._server.close()
        for writer in list(self._writers):
            writer.close()

    def publish(self, subject: str, payload: bytes) -> None:
        super().publish(subject, payload)
        data = pack(PUBLISH, 0, subject, payload)
        for writer in list(self._subscribers.get(subject, [])):
            if writer.transport.get_write_buffer_size() > SUBSCRIBER_BACKLOG_BYTES:
                writer.close()  # it does not read: better gone than the gateway out of memory
            else:
                writer.write(data)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while True:
                length = int.from_bytes(await reader.readexactly(4), "little")
                if length > PAYLOAD_BYTES + 300:
                    break
                self._act(writer, *unpack(await reader.readexactly(length)))
        except (asyncio.IncompleteReadError, ConnectionError, UnicodeDecodeError):
            pass
        finally:
            self._writers.discard(writer)
            for writers in self._subscribers.values():
                with contextlib.suppress(ValueError):
                    writers.remove(writer)
            writer.close()

    def _act(self, writer: asyncio.StreamWriter, verb: int, number: int, subject: str, payload: bytes) -> None:
        if verb == SUBSCRIBE:
            writers = self._subscribers.setdefault(subject, [])
            if writer not in writers:  # a client says it again after a reconnect
                writers.append(writer)
            writer.write(pack(ANSWER, number, subject, b""))
        elif verb == PUBLISH:
            self.publish(subject, payload)
        elif verb == REQUEST:
            answers = self._answers(subject, payload)
            if not answers:
                writer.write(pack(NOBODY, number, subject, b""))
            elif isinstance(answer := answers[0], Later):
                answer.wait(lambda given: writer.write(pack(ANSWER, number, subject, given)))
            else:
                writer.write(pack(ANSWER, number, subject, answer))


class LocalClient:
    """The other programs' side. Safe to use from several threads; connects when it is first needed, and again after a loss."""

    def __init__(self, path: Path | str) -> None:
        self._path = str(path)
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._handlers: dict[str, list[Handler]] = {}
        self._waiting: dict[int, list[tuple[int, bytes]]] = {}
        self._answered = threading.Condition()
        self._numbers = count(1)
        self._closed = threading.Event()

    def publish(self, subject: str, payload: bytes) -> None:
        self._send(pack(PUBLISH, 0, subject, payload))

    def subscribe(self, subject: str, handler: Handler) -> None:
        """From now on, also after the gateway was restarted; `handler` runs on this client's own thread."""
        with self._lock:  # the thread that keeps the connection reads the same table
            self._handlers.setdefault(subject, []).append(handler)
        with contextlib.suppress(
            BusError
        ):  # nobody there, or too busy to answer now: it is said again at each connection
            self.request_raw(SUBSCRIBE, subject, b"", SUBSCRIBE_SECONDS)
        threading.Thread(target=self._keep_connected, daemon=True, name="bus-keeper").start()

    def request(self, subject: str, payload: bytes, timeout: float) -> bytes:
        verb, answer = self.request_raw(REQUEST, subject, payload, timeout)
        if verb == NOBODY:
            raise NoAnswer(subject)
        return answer

    def request_raw(self, verb: int, subject: str, payload: bytes, timeout: float) -> tuple[int, bytes]:
        number = next(self._numbers)
        box: list[tuple[int, bytes]] = []
        self._waiting[number] = box
        try:
            self._send(pack(verb, number, subject, payload))
            with self._answered:
                if not self._answered.wait_for(lambda: box or self._closed.is_set(), timeout):
                    raise NoAnswer(f"{subject} within {timeout} s")
            if not box:
                raise BusDown(self._path)
            return box[0]
        finally:
            del self._waiting[number]

    def close(self) -> None:
        self._closed.set()
        with self._lock:
            if self._socket:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)
                self._socket.close()
                self._socket = None

    def _send(self, data: bytes) -> None:
        with self._lock:
            for attempt in (1, 2):
                try:
                    self._connected().sendall(data)
                except OSError as error:
                    self._socket = None
                    if attempt == 2:
                        raise BusDown(self._path) from error
                else:
                    return

    def _connected(self) -> socket.socket:
        if self._socket is None:
            fresh = socket.socket(socket.AF_UNIX)
            try:
                fresh.connect(self._path)
            except OSError:
                fresh.close()
                raise
            self._socket = fresh
            threading.Thread(target=self._listen, args=(fresh,), daemon=True, name="bus-listener").start()
            for number, subject in enumerate(self._handlers):
                fresh.sendall(pack(SUBSCRIBE, 0xFFFF_0000 + number, subject, b""))
        return self._socket

    def _keep_connected(self) -> None:
        while not self._closed.wait(RECONNECT_SECONDS):
            with self._lock, contextlib.suppress(OSError):
                self._connected()

    def _listen(self, connected: socket.socket) -> None:
        with contextlib.suppress(OSError):
            for body in read_bodies(connected):
                verb, number, subject, payload = unpack(body)
                if verb == PUBLISH:
                    for handler in self._handlers.get(subject, []):
                        with contextlib.suppress(Exception):
                            handler(payload)
                elif (box := self._waiting.get(number)) is not None:  # who has given up waiting is not there any more
                    with self._answered:
                        box.append((verb, payload))
                        self._answered.notify_all()
        with self._lock:
            if self._socket is connected:
                self._socket = None
        connected.close()


def read_bodies(connected: socket.socket) -> Iterator[bytes]:
    """The messages on a socket without their lengths, until it is closed."""
    buffer = bytearray()
    while chunk := connected.recv(65536):
        buffer += chunk
        while len(buffer) >= 4 and len(buffer) >= (end := 4 + int.from_bytes(buffer[:4], "little")):
            yield bytes(buffer[4:end])
            del buffer[:end]
