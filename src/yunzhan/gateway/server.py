"""Sockets: accept, read, write, close, on one epoll that the event loop watches (see polling). What a message means is the hub's.

One shared read buffer, one number and one slotted object a connection, no task or timer of its own; a frame that goes to many
is encoded once (design and measured figures: docs/explanation/gateway.md).
"""

import asyncio
import contextlib
import mmap
import os
import select
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence

from yunzhan.gateway.connection import CLOSING, GONE, OPEN, SHAKING, Connection
from yunzhan.gateway.door import Door
from yunzhan.gateway.listener import Listener
from yunzhan.gateway.polling import Polling
from yunzhan.gateway.websocket import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Assembler,
    Pages,
    Unacceptable,
    answer_handshake,
    check_close,
    close_frame,
    frame,
    http,
    read_frame,
    whole_message,
)
from yunzhan.gateway.writing import READ, WRITE, Writing
from yunzhan.wire.closing import FAULT, GOING_AWAY, NO_HELLO, PROTOCOL_ERROR, SILENT, TOO_FAST, CloseCode
from yunzhan.wire.limits import HELLO_SECONDS, MISSED_PINGS, MOVES_PER_SECOND, PING_SECONDS

PONG_FRAME = 6  # 2 bytes of head, 4 of mask: our ping carries nothing
READ_BYTES = 262_144
EVENTS_PER_CALL = 512
SWEEP_SECONDS = 1.0
GOODBYE_SECONDS = 2.0
EVENTS_KEPT = 50
EXTRA_FRAMES = 250  # pings, pongs and fragments between two of our pings; a browser sends one
MOVE_FRAME = 14  # 2 bytes of head, 4 of mask, 8 of Move
PING_FRAME = frame(b"", PING)
HAS_SPOKEN = 255  # who has needs no ping this time


class Server:
    """All sockets of one gateway process. `clock` is monotonic seconds."""

    def __init__(
        self, listener: Listener, origins: frozenset[str] = frozenset(), clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.count = 0  # of connections
        self.received_messages = 0
        self.events: deque[tuple[str, dict[str, object]]] = deque(
            maxlen=EVENTS_KEPT
        )  # what a log should tell; the newest when there are too many
        self.closed_by: Counter[str] = Counter()  # by the close code's name
        self.pages: Pages = {"/healthz": lambda: http("200 OK", "ok\n")}
        self.held: list[Connection] | None = None  # in who has shaken hands and is not listened to yet; None: all are
        self._listener = listener
        self._origins = origins
        self._clock = clock
        self._epoll = select.epoll()
        self._writing = Writing(self, self._epoll)
        self._door: Door | None = None
        self._buffer = mmap.mmap(-1, READ_BYTES)  # pages that nothing was read into cost no memory
        self._view = memoryview(self._buffer)
        self._vector = [self._buffer]
        self._by_fd: list[Connection | None] = []
        self._missed = bytearray()  # pings, by the socket's number as in `_by_fd`; or HAS_SPOKEN since the last round
        self._extras = bytearray()  # frames since the last ping that are no whole message
        self._partial: dict[int, bytes] = {}  # what is half read
        self._fragments: dict[int, Assembler] = {}
        self._waiting: dict[int, float] = {}  # who must shake hands, say Hello or goodbye until then: few at any time
        self._sweeps = 0

    def listen(self, host: str, port: int) -> int:
        """Opens the door; returns the port (port 0: one the machine chooses). Raises OSError when it is taken."""
        self._door = Door(self._epoll, host, port)
        return self._door.port

    @property
    def is_open(self) -> bool:
        """New connections are taken and listened to."""
        return self._door is not None and self.held is None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        self._polling = Polling(loop, self._epoll.fileno(), self.poll, EVENTS_PER_CALL)

    def detach(self) -> None:
        self._polling.end()

    def adopt(self, fd: int) -> Connection:
        """Takes over a connected, non-blocking socket."""
        connection = Connection(fd)
        if fd >= len(self._by_fd):
            more = fd + 1 - len(self._by_fd)
            self._by_fd.extend([None] * more)
            self._missed.extend(bytes(more))
            self._extras.extend(bytes(more))
        self._by_fd[fd] = connection
        self._missed[fd] = self._extras[fd] = 0
        self.count += 1
        self._waiting[fd] = self._clock() + HELLO_SECONDS
        self._epoll.register(fd, READ)
        return connection

    @property
    def connections(self) -> Sequence[Connection | None]:
        """By the socket's number, as they come and go: always the same list."""
        return self._by_fd

    def everybody(self) -> list[Connection]:
        return [connection for connection in self._by_fd if connection is not None]

    def at(self, fd: int) -> Connection | None:
        return self._by_fd[fd] if fd < len(self._by_fd) else None

    def owed(self, connection: Connection) -> int:
        """Bytes that this connection has not taken yet."""
        return connection.outbound.size if connection.outbound else 0

    def greeted(self, connection: Connection) -> None:
        """The connection has said who it is: no deadline any more."""
        self._waiting.pop(connection.fd, None)

    def poll(self) -> int:
        """Handles what is ready, at most EVENTS_PER_CALL, so that timers and the bus get their turn; returns how many."""
        by_fd, missed, buffer = self._by_fd, self._missed, self._buffer
        door = self._door.fd if self._door else -1
        ready = self._epoll.poll(0, EVENTS_PER_CALL)
        for fd, event in ready:
            if fd == door and self._door:
                for fresh in self._door.accept():
                    self._hear_first(self.adopt(fresh))
                continue
            connection = by_fd[fd]
            if connection is None:
                continue
            if event & WRITE:
                self._writing.flush(connection)
            if not event & ~WRITE:
                continue
            try:
                size = os.readv(fd, self._vector)
            except BlockingIOError:
                continue
            except OSError:
                size = 0
            if not size:
                self.drop(connection)
                continue
            if size == PONG_FRAME and buffer[0] == 0x8A and buffer[1] == 0x80 and self._takes_pong(connection):
                missed[fd] = 0
                continue
            missed[fd] = HAS_SPOKEN
            hall = connection.hall
            if (
                hall is not None and buffer[0] == 0x82 and buffer[1] == 0x88
                and fd not in self._partial and fd not in self._fragments
                and (count := self._moves(size))
            ):  # fmt: skip
                # the hot path: a thousand people, ten of these a second each; unmasked and read together at the tick
                hall.inbox += self._view[:size]
                hall.senders.extend((connection.row,) * count)
                self.received_messages += count
                continue
            self._read(connection, bytes(self._view[:size]))
        return len(ready)

    def _hear_first(self, connection: Connection) -> None:
        """Who has just come has mostly sent the request already: it is answered without another look at the epoll."""
        try:
            size = os.readv(connection.fd, self._vector)
        except BlockingIOError:
            return
        except OSError:
            size = 0
        if size:
            self._read(connection, bytes(self._view[:size]))
        else:
            self.drop(connection)

    def _takes_pong(self, connection: Connection) -> bool:
        """Counts the answer to our ping, all that most of a million send; False where more than that has to be looked at."""
        fd = connection.fd
        if connection.state != OPEN or fd in self._partial or self._extras[fd] >= EXTRA_FRAMES:
            return False
        self._extras[fd] += 1
        return True

    def _moves(self, size: int) -> int:
        """How many frames of a Move's size the buffer holds when it holds nothing else; 0 when it does."""
        if size == MOVE_FRAME:
            return 1
        count, rest = divmod(size, MOVE_FRAME)
        if rest or count > MOVES_PER_SECOND[1]:
            return 0
        heads = self._buffer[:size:MOVE_FRAME] + self._buffer[1:size:MOVE_FRAME]
        return count if heads == b"\x82" * count + b"\x88" * count else 0

    def _read(self, connection: Connection, data: bytes) -> None:
        fd = connection.fd
        if fd in self._partial:
            data = self._partial.pop(fd) + data
        try:
            if connection.state == SHAKING:
                self._shake(connection, data)
                return
            at, size = 0, len(data)
            self._writing.answer(connection)
            while at < size and connection.state in (OPEN, CLOSING):
                found = read_frame(data, at)
                if found is None:
                    self._partial[fd] = data[at:]
                    return
                opcode, final, payload, at = found
                if opcode != BINARY or not final:
                    if self._extras[fd] >= EXTRA_FRAMES:
                        raise Unacceptable(TOO_FAST)
                    self._extras[fd] += 1
                self._act(connection, opcode, final, payload)
        except Unacceptable as problem:
            self.close(connection, problem.close)
        finally:
            self._writing.answered()

    def _shake(self, connection: Connection, data: bytes) -> None:
        answer = answer_handshake(data, self._origins, self.pages)
        if answer is None:
            self._partial[connection.fd] = data
            return
        self._writing.write(connection, answer.data)
        if not answer.open:
            self.drop(connection)
            return
        if connection.state == SHAKING:
            connection.state = OPEN
            if self.held is not None:
                self.held.append(connection)
                self._epoll.modify(connection.fd, 0)
            self._listener.opened(connection)

    def hear_the_held(self) -> None:
        """Nobody is held any more: what they have sent meanwhile lies in their sockets and is read now."""
        held, self.held = self.held or [], None
        for connection in held:
            if connection.state in (OPEN, CLOSING):
                self._epoll.modify(connection.fd, READ)

    def _act(self, connection: Connection, opcode: int, final: bool, payload: bytes) -> None:
        if connection.state == CLOSING:
            if opcode == CLOSE:
                self.drop(connection)
            return
        if opcode in (BINARY, TEXT):
            if connection.fd in self._fragments:
                raise Unacceptable(PROTOCOL_ERROR)
            if final:
                self._receive(connection, whole_message(opcode, payload))
            else:
                self._fragments[connection.fd] = Assembler(opcode, payload)
        elif opcode == PING:
            self.send(connection, frame(payload, PONG))
        elif opcode == CLOSE:
            check_close(payload)
            self._writing.write(connection, frame(payload[:2], CLOSE))
            self.drop(connection)
        elif opcode == CONTINUATION:
            fragments = self._fragments.get(connection.fd)
            if fragments is None:
                raise Unacceptable(PROTOCOL_ERROR)
            fragments.add(payload)
            if final:
                del self._fragments[connection.fd]
                self._receive(connection, whole_message(fragments.opcode, bytes(fragments.parts)))

    def hand_over(self, connection: Connection, message: bytes) -> None:
        """A message that looked like a move from outside and is none."""
        if connection.state == OPEN:
            self._receive(connection, message)

    def _receive(self, connection: Connection, message: bytes) -> None:
        self.received_messages += 1
        try:
            self._listener.received(connection, message)
        except Exception as fault:  # ours, not theirs; the other connections go on
            self.events.append(("fault", {"connection": connection.fd, "fault": repr(fault)}))
            self.close(connection, FAULT)

    def send(self, connection: Connection, data: bytes) -> None:
        """Frames to one. A reader that falls BACKLOG_BYTES behind is closed before it costs more memory."""
        if connection.state == OPEN:
            self._writing.write(connection, data)

    def send_many(self, connections: Iterable[Connection], data: bytes) -> None:
        """The same frames to many, none of which may be lost."""
        self._writing.write_many(connections, data)

    def send_latest(self, connection: Connection, data: bytes) -> bool:
        """A frame that is worth nothing later: left out, and False, when the reader is behind."""
        return self._writing.write_latest(connection, data)

    @property
    def sent_frames(self) -> int:
        """Written at once and whole."""
        return self._writing.sent

    @property
    def skipped_frames(self) -> int:
        """Left out by `send_latest`."""
        return self._writing.skipped

    def close(self, connection: Connection, code: CloseCode) -> None:
        """Says why, and waits a moment for the peer's goodbye; one that is behind is not waited for."""
        if connection.state not in (SHAKING, OPEN):
            return
        self.closed_by[code.name] += 1
        if code is not GOING_AWAY:
            person = connection.session.person if connection.session else None
            self.events.append(("closed", {"connection": connection.fd, "person": person, "why": code.name}))
        if connection.state == SHAKING or connection.outbound is not None:
            self.drop(connection)
            return
        self._leave(connection)
        connection.state = CLOSING
        self._waiting[connection.fd] = self._clock() + GOODBYE_SECONDS
        self._writing.write(connection, close_frame(code))

    def drop(self, connection: Connection) -> None:
        """The socket is gone, now."""
        self._writing.ending(connection)
        if connection.state == GONE:
            return
        self._leave(connection)
        connection.state = GONE
        self._waiting.pop(connection.fd, None)
        self._by_fd[connection.fd] = None
        self.count -= 1
        with contextlib.suppress(OSError):
            os.close(connection.fd)
        connection.outbound = None
        self._partial.pop(connection.fd, None)
        self._fragments.pop(connection.fd, None)

    def _leave(self, connection: Connection) -> None:
        """Tells the listener once that nothing more will come."""
        if connection.state == OPEN:
            connection.state = CLOSING
            self._listener.closed(connection)

    def sweep(self) -> None:
        """Once a second: deadlines that have passed, and pings for a PING_SECONDS-th of those who say nothing."""
        now = self._clock()
        for fd in [fd for fd, due in self._waiting.items() if due <= now]:
            connection = self._by_fd[fd]
            if connection is not None and connection.state == OPEN:
                self.close(connection, NO_HELLO)
            elif connection is not None:
                self.drop(connection)
        if self._door:
            self._door.wake()
        self._sweeps += 1
        missed, pinged, write_latest = self._missed, self._listener.pinged, self._writing.write_latest
        for connection in self._by_fd[self._sweeps % PING_SECONDS :: PING_SECONDS]:
            if connection is None or connection.state != OPEN:
                continue
            fd = connection.fd
            self._extras[fd] = 0
            if missed[fd] == HAS_SPOKEN:
                missed[fd], ping = 1, b""
            elif missed[fd] >= MISSED_PINGS:
                self.close(connection, SILENT)
                continue
            else:
                missed[fd], ping = missed[fd] + 1, PING_FRAME
            if told := ping + pinged(connection):
                write_latest(connection, told)

    def shut_door(self) -> None:
        """No new connections."""
        if self._door:
            self._door.close()
            self._door = None

    def end(self) -> None:
        """Every socket is gone, and the epoll."""
        self.shut_door()
        for connection in self.everybody():
            self.drop(connection)
        self._epoll.close()
