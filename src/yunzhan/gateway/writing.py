"""Bytes out: to one, to many, to those who keep up; what a reader has not taken waits, to a limit. What comes in is server's."""

import os
import select
from collections.abc import Iterable
from typing import Protocol

from yunzhan.gateway.connection import GONE, OPEN, Connection, Outbound
from yunzhan.wire.closing import TOO_SLOW, CloseCode
from yunzhan.wire.limits import BACKLOG_BYTES

READ, WRITE = select.EPOLLIN, select.EPOLLOUT
ANSWERS_TOGETHER = 16  # parts of one write


class Owner(Protocol):
    """Whose sockets these are: ends those that cannot be written to."""

    def close(self, connection: Connection, code: CloseCode) -> None: ...

    def drop(self, connection: Connection) -> None: ...


class Writing:
    """Writes to the sockets of one epoll.

    While what one connection has sent is acted on (`answer`, then `answered`), the answers to it are collected and leave in one
    write: a write that wakes a reader costs more than making what it carries.
    """

    def __init__(self, owner: Owner, epoll: select.epoll) -> None:
        self.sent = self.skipped = 0
        self._owner, self._epoll = owner, epoll
        self._answering: Connection | None = None
        self._answers: list[bytes] = []

    def answer(self, connection: Connection) -> None:
        """From now on until `answered`, what is written to it goes together."""
        self._answering = connection

    def answered(self) -> None:
        connection, self._answering = self._answering, None
        answers, self._answers = self._answers, []
        if answers and connection is not None and connection.state != GONE:
            self.write(connection, b"".join(answers))

    def ending(self, connection: Connection) -> None:
        """Its socket closes: what it was answered leaves before."""
        if connection is self._answering:
            self.answered()

    def write(self, connection: Connection, data: bytes) -> None:
        """A reader that falls BACKLOG_BYTES behind is closed before it costs more memory."""
        if connection is self._answering:
            self._answers.append(data)
            if len(self._answers) >= ANSWERS_TOGETHER:
                self.answered()
                self._answering = connection
            return
        if connection.outbound is not None:
            connection.outbound.add(data)
            if connection.outbound.size > BACKLOG_BYTES:
                self._owner.close(connection, TOO_SLOW)
            return
        try:
            written = os.write(connection.fd, data)
        except BlockingIOError:
            written = 0
        except OSError:
            self._owner.drop(connection)
            return
        self.sent += 1
        if written < len(data):
            self._queue(connection, data[written:])

    def write_many(self, connections: Iterable[Connection], data: bytes) -> None:
        """The same frames to many, none of which may be lost."""
        if self._answers:  # came first
            answering = self._answering
            self.answered()
            self._answering = answering
        write, size, whole = os.write, len(data), 0
        for connection in list(connections):
            if connection.state != OPEN:
                continue
            if connection.outbound is not None:
                self.write(connection, data)
                continue
            try:
                written = write(connection.fd, data)
            except BlockingIOError:
                written = 0
            except OSError:
                self._owner.drop(connection)
                continue
            if written == size:
                whole += 1
            else:
                self._queue(connection, data[written:])
        self.sent += whole

    def write_latest(self, connection: Connection, data: bytes) -> bool:
        """A frame that is worth nothing later: left out, and False, when the reader is behind."""
        if connection.outbound is not None:
            self.skipped += 1
            return False
        if connection.state == OPEN:
            self.write(connection, data)
        return True

    def _queue(self, connection: Connection, rest: bytes) -> None:
        connection.outbound = Outbound(rest)
        self._epoll.modify(connection.fd, READ | WRITE)

    def flush(self, connection: Connection) -> None:
        """The socket takes bytes again."""
        if connection.outbound is None:
            return
        data = b"".join(connection.outbound.parts)
        try:
            written = os.write(connection.fd, data)
        except BlockingIOError:
            return
        except OSError:
            self._owner.drop(connection)
            return
        if written < len(data):
            connection.outbound = Outbound(data[written:])
        else:
            connection.outbound = None
            self._epoll.modify(connection.fd, READ)
