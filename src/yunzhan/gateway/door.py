"""The listening socket: lets new connections in until there is no number left for one. What they say is the server's."""

import ctypes
import errno
import select
import socket
from collections.abc import Iterator

ACCEPTS_PER_CALL = 64
BACKLOG = 65535
EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
# The C library's own: Python's asks two more things of the system and makes an object and an address, for twice the time.
_ACCEPT = ctypes.CDLL(None, use_errno=True).accept4
_ACCEPT.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
FLAGS = socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC


class Door:
    """Watched by the server's epoll. Raises OSError when the port is taken."""

    def __init__(self, epoll: select.epoll, host: str, port: int) -> None:
        self._epoll = epoll
        self._socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # accepted sockets inherit it
        self._socket.bind((host, port))
        self._socket.listen(BACKLOG)
        self._socket.setblocking(False)
        self._rests = True
        self.fd = self._socket.fileno()
        self.port = int(self._socket.getsockname()[1])
        self.wake()

    def accept(self) -> Iterator[int]:
        """Who is waiting outside, at most ACCEPTS_PER_CALL.

        When no number is left for another socket the door rests: watched on, it would be ready for ever.
        """
        for _ in range(ACCEPTS_PER_CALL):
            fresh: int = _ACCEPT(self.fd, None, None, FLAGS)
            if fresh < 0:
                if ctypes.get_errno() in EXHAUSTED:
                    self._epoll.unregister(self.fd)
                    self._rests = True
                return
            yield fresh

    def wake(self) -> None:
        """Is watched again, if it rested."""
        if self._rests:
            self._epoll.register(self.fd, select.EPOLLIN)
            self._rests = False

    def close(self) -> None:
        if not self._rests:
            self._epoll.unregister(self.fd)
        self._socket.close()
