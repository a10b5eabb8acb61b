"""Who is told what happens on the server's sockets. The hub is the one that serves; tests have others."""

from typing import Protocol

from yunzhan.gateway.connection import Connection


class Listener(Protocol):
    """Who is told what happens on the sockets."""

    def opened(self, connection: Connection) -> None: ...

    def received(self, connection: Connection, message: bytes) -> None: ...

    def closed(self, connection: Connection) -> None: ...

    def pinged(self, connection: Connection) -> bytes:
        """Frames that go along with the ping, in the same write."""
        ...
