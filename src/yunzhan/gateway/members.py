"""Connections of one server that belong together: a dict of few, a byte a socket number of many. What they share is the caller's.

A dict takes 30 bytes a member: where most of a worker's twenty thousand are in a group, a byte for every socket takes less.
"""

from collections.abc import Iterator, Sequence
from itertools import compress

from yunzhan.gateway.connection import Connection

FEW = 512


class Members:
    """Each once. `connections`: the server's own, by socket number; who is taken off it must have been discarded before."""

    __slots__ = ("_connections", "_few", "_many", "_size")

    def __init__(self, connections: Sequence[Connection | None]) -> None:
        self._connections = connections
        self._few: dict[Connection, None] = {}
        self._many: bytearray | None = None
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Connection]:
        if self._many is None:
            return iter(self._few)
        return (connection for connection in compress(self._connections, self._many) if connection is not None)

    def add(self, connection: Connection) -> None:
        if self._many is None:
            self._few[connection] = None
            self._size = len(self._few)
            if self._size > FEW:
                self._spread()
            return
        fd = connection.fd
        if fd >= len(self._many):
            self._many.extend(bytes(fd + 1 - len(self._many)))
        self._size += not self._many[fd]
        self._many[fd] = 1

    def discard(self, connection: Connection) -> None:
        if self._many is None:
            self._few.pop(connection, None)
            self._size = len(self._few)
        elif connection.fd < len(self._many):
            self._size -= self._many[connection.fd]
            self._many[connection.fd] = 0

    def _spread(self) -> None:
        few, self._few, self._many, self._size = self._few, {}, bytearray(), 0
        for connection in few:
            self.add(connection)
