"""How fast one person may do what, without a bucket for each: the moment when all that was spent has come back.

A bucket of `burst` tokens that gains `rate` a second is the same as that one moment, so that a person who has done nothing for a
while needs none of it.
"""

from array import array
from itertools import repeat
from typing import Literal

from yunzhan.wire.limits import (
    COMMANDS_PER_SECOND,
    GESTURES_PER_SECOND,
    JUMPS_PER_SECOND,
    PAGES_PER_SECOND,
    SAYS_PER_SECOND,
    TOO_FAST_REFUSALS,
    TURNS_PER_SECOND,
)

What = Literal["gestures", "jumps", "pages", "refusals", "says", "turns"]
Limit = tuple[int, int]  # a second, at once
# refusals for speed: one a second is forgiven
LIMITS: dict[What, Limit] = {
    "gestures": GESTURES_PER_SECOND, "jumps": JUMPS_PER_SECOND, "pages": PAGES_PER_SECOND,
    "refusals": (1, TOO_FAST_REFUSALS), "says": SAYS_PER_SECOND, "turns": TURNS_PER_SECOND,
}  # fmt: skip
SOME = 1e-9  # of a token: what adding and taking floats may lose


def spend(whole: float, limit: Limit, now: float) -> tuple[bool, float]:
    """Whether one more is not too fast, and when all will have come back. A refusal costs nothing."""
    rate, burst = limit
    whole = min(max(whole, now), now + burst / rate)
    taken = (whole - now) * rate + 1 <= burst + SOME
    return taken, whole + 1 / rate if taken else whole


class Pace:
    """One person's. The clock (monotonic seconds) is an argument; one that is set back costs nobody more than a whole bucket."""

    __slots__ = ("gestures", "jumps", "pages", "refusals", "says", "turns")

    def __init__(self) -> None:
        self.gestures = self.jumps = self.pages = self.refusals = self.says = self.turns = 0.0

    def take(self, what: What, now: float) -> bool:
        """False when it is too fast."""
        taken, whole = spend(getattr(self, what), LIMITS[what], now)
        setattr(self, what, whole)
        return taken

    def is_whole(self, now: float) -> bool:
        """Nothing is spent: it is as good as a new one."""
        return max(self.gestures, self.jumps, self.pages, self.refusals, self.says, self.turns) <= now


class Paces:
    """Everybody's on a server, by socket number: 8 bytes each, and a Pace for who has just done what has limits of its own."""

    def __init__(self) -> None:
        self._commands = array("d")  # when all commands spent will have come back
        self._others: dict[int, Pace] = {}

    def begin(self, fd: int) -> None:
        """Somebody new, who has spent nothing."""
        if fd >= len(self._commands):
            self._commands.extend(repeat(0.0, fd + 1 - len(self._commands)))
        self._commands[fd] = 0.0
        self._others.pop(fd, None)

    def command(self, fd: int, now: float) -> bool:
        """False when commands come too fast."""
        taken, self._commands[fd] = spend(self._commands[fd], COMMANDS_PER_SECOND, now)
        return taken

    def take(self, fd: int, what: What, now: float) -> bool:
        """False when it is too fast."""
        if fd not in self._others:
            self._others[fd] = Pace()
        return self._others[fd].take(what, now)

    def rest(self, now: float) -> None:
        """Forgets what costs memory and says nothing."""
        for fd in [fd for fd, pace in self._others.items() if pace.is_whole(now)]:
            del self._others[fd]
