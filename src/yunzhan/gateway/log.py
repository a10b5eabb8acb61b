"""What every group log promises. How each keeps it is in its own file; who may say what is the hub's.

Stored: a message that `append` answered with a number survives the death of any one process or machine it is meant to survive.
Numbered: its number is one more than the one before in its group, whoever wrote that. Once: the same (group, person, nonce) again
is the same message. A failed write numbers nothing. Taken away: an entry of kind REMOVED is answered when the text of what it is
about is gone from the log; a number is never used again. Reading: a page that has number N has every number before N that it was
asked for and that is still kept; a page may lack what was stored on another node a moment ago.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from yunzhan.wire.messages import Utterance


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be stored; `message.seq` is 0 until it is. An entry of kind REMOVED takes away what it is about."""

    group: str
    nonce: int
    message: Utterance


Stored = Callable[[Entry, Utterance | None], None]  # None: it could not be stored
Read = Callable[[list[Utterance] | None], None]  # None: the log cannot be read now


class GroupLog(Protocol):
    """`then` is called with what was asked for, at once or later, on the thread of who asks; None when it cannot be read now."""

    def append(self, entry: Entry, stored: Stored) -> None:
        """Stores, then calls `stored` (perhaps on the log's own thread), in the order of the calls for a group."""

    def page(self, group: str, after: int, before: int, limit: int, *, newest: bool, then: Read) -> None:
        """At most `limit` messages with after < number < before, the newest or the oldest of them, oldest first."""

    def bounds(self, group: str, then: Callable[[tuple[int, int] | None], None]) -> None:
        """The oldest and the newest number kept, (0, 0) when there is none."""

    def find(self, group: str, person: str, nonce: int, then: Read) -> None:
        """The message that this person said with this nonce, if any."""

    def groups(self, after: str, limit: int, then: Callable[[list[tuple[str, int]] | None], None]) -> None:
        """Groups whose name comes after `after`, with the last number given in each, by name."""

    def last(self, group: str, then: Callable[[int | None], None]) -> None:
        """The last number given in the group, also when that message was removed; 0 when there is none."""

    async def drain(self) -> None:
        """Returns when everything that was appended is answered."""
