"""When each socket's time is over: 4 bytes a socket number, looked through at once. What happens then is the caller's."""

import math

import numpy as np

NEVER = 2**32 - 1


class Deadlines:
    """A whole second for each socket number, of any one clock that is not negative."""

    def __init__(self) -> None:
        self._at = np.full(1024, NEVER, np.uint32)

    def set(self, fd: int, at: float) -> None:
        if fd >= len(self._at):
            more = max(len(self._at) // 8, fd + 1 - len(self._at))
            self._at = np.concatenate((self._at, np.full(more, NEVER, np.uint32)))
        self._at[fd] = min(math.ceil(at), NEVER)

    def clear(self, fd: int) -> None:
        if fd < len(self._at):
            self._at[fd] = NEVER

    def due(self, now: float) -> list[int]:
        """The socket numbers whose moment has come; they are set until they are cleared."""
        found: list[int] = np.flatnonzero(self._at <= math.floor(now)).tolist()
        return found
