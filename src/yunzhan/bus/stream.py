"""What a durable stream promises: payloads on disk, in order, under a condition. What a payload means is its owner's.

Atomic: `append` stores all of its items, one behind the other, or none. Guarded: it stores them only while nothing else came
to the subjects it names, so that two writers who both believe to be the only one cannot both succeed. Durable: what `append`
answered for is read again after any one machine is lost. Reading: whoever has read a position can trust that nothing will appear
before it; a read may be a moment behind an append on another machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fresh:
    """A payload to be stored. `id` is its own for hours: the same one again is not stored."""

    subject: str
    id: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A payload that is stored. Positions grow over all subjects."""

    position: int
    subject: str
    payload: bytes


class StreamError(Exception):
    """The stream did not do it.

    StreamError
    ├── Overtaken     something else came to the subject; nothing was stored
    ├── Known         an id was stored before; nothing was stored
    ├── NoRoom        the disk or the stream's limit is full; nothing was stored
    └── StreamDown    no answer: whether it was stored has to be read
    """


class Overtaken(StreamError):
    """Something else came to the subject; nothing was stored."""


class Known(StreamError):
    """An id was stored before, at `position` when that is known; nothing was stored."""

    def __init__(self, position: int = 0) -> None:
        super().__init__(f"at {position}")
        self.position = position


class NoRoom(StreamError):
    """The disk or the stream's limit is full; nothing was stored."""


class StreamDown(StreamError):
    """No answer: whether it was stored has to be read."""


class Stream(Protocol):
    """Subjects are `a.b.c`; a pattern may end in `.*` for any one last word."""

    async def append(self, items: Sequence[Fresh], after: Mapping[str, int]) -> int:
        """Stores while each subject of `after` ends at the position named (0: is empty); returns the last item's position.

        The items before it have the positions before it. Raises StreamError.
        """

    async def last(self, pattern: str) -> Kept | None:
        """The newest. Raises StreamDown."""

    async def read(self, pattern: str, position: int, limit: int) -> list[Kept]:
        """At most `limit` from `position` on, oldest first. Raises StreamDown."""

    async def subjects(self, pattern: str) -> dict[str, int]:
        """How many each subject has; here a pattern may end in `.>` for any last words. Raises StreamDown."""

    async def erase(self, position: int) -> None:
        """Overwrites one on every disk; one that is gone is no fault. Raises StreamDown."""
