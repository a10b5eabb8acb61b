"""When each socket's time is over: 8 bytes a socket number, looked through at once. What happens then is the caller's."""

import numpy as np

NEVER = np.inf


class Deadlines:
    """A moment for each socket number, of any one clock in seconds."""

    def __init__(self) -> None:
        self._at = np.full(1024, NEVER)

    def set(self, fd: int, at: float) -> None:
        if fd >= len(self._at):
            self._at = np.concatenate((self._at, np.full(max(len(self._at) // 4, fd + 1 - len(self._at)), NEVER)))
        self._at[fd] = at

    def clear(self, fd: int) -> None:
        if fd < len(self._at):
            self._at[fd] = NEVER

    def due(self, now: float) -> list[int]:
        """The socket numbers whose moment has come; they are set until they are cleared."""
        found: list[int] = np.flatnonzero(self._at <= now).tolist()
        return found
