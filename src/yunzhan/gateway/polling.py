"""When the sockets of a server are looked at: at once when it is quiet, together when much comes. What comes is the server's.

A turn of the event loop costs more than reading a move. So after something came the loop does not watch the sockets, and they are
looked at GAP_SECONDS later, all that came meanwhile in one turn; when nothing came the loop watches them again.

The sockets' epoll never leaves the loop's own: to take it in again the kernel walks through all its sockets, looking for rings
of epolls, under a lock that all processes share. So the loop also waits until it can be written to, which an epoll never can.
"""

import asyncio
from collections.abc import Callable

GAP_SECONDS = 0.008


class Polling:
    """`poll` handles what is ready, at most `most` events, and returns how many."""

    def __init__(self, loop: asyncio.AbstractEventLoop, fd: int, poll: Callable[[], int], most: int) -> None:
        self._loop, self._fd, self._poll, self._most = loop, fd, poll, most
        self._next: asyncio.Handle | None = None
        loop.add_writer(fd, _never)
        loop.add_reader(fd, self._begin)

    def end(self) -> None:
        self._loop.remove_reader(self._fd)
        self._loop.remove_writer(self._fd)
        if self._next is not None:
            self._next.cancel()

    def _begin(self) -> None:
        self._loop.remove_reader(self._fd)
        self._look()

    def _look(self) -> None:
        try:
            count = self._poll()
        except BaseException:
            self._watch()
            raise
        if count >= self._most:
            self._next = self._loop.call_soon(self._look)  # there may be more; the others have their turn between
        elif count:
            self._next = self._loop.call_later(GAP_SECONDS, self._look)
        else:
            self._watch()

    def _watch(self) -> None:
        self._next = None
        self._loop.add_reader(self._fd, self._begin)


def _never() -> None:
    """Nothing becomes writable."""
