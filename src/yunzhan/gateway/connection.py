"""One socket's state, as small as it can be: a million of these are held. What a person may do is in Session."""

from typing import TYPE_CHECKING

from yunzhan.wire.limits import (
    COMMANDS_PER_SECOND,
    GESTURES_PER_SECOND,
    JUMPS_PER_SECOND,
    SAYS_PER_SECOND,
    TOO_FAST_REFUSALS,
)
from yunzhan.wire.messages import HOST, SCRIPTED, STAFF
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass

if TYPE_CHECKING:
    from yunzhan.gateway.hall import Hall
    from yunzhan.gateway.websocket import Assembler

SHAKING, OPEN, CLOSING, GONE = range(4)
FLAGS = {"guest": 0, "person": 0, "staff": STAFF, "host": HOST, "scripted": SCRIPTED}


class Bucket:
    """A token bucket: so many a second, so many at once. The clock is an argument."""

    __slots__ = ("at", "burst", "rate", "tokens")

    def __init__(self, limit: tuple[int, int], now: float) -> None:
        self.rate, self.burst = limit
        self.tokens = float(self.burst)
        self.at = now

    def take(self, now: float) -> bool:
        self.tokens = min(self.burst, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


class Session:
    """Who is behind a connection whose pass was good."""

    __slots__ = (
        "commands", "expires", "fair", "flags", "gestures", "groups", "halls", "jumps", "look", "may", "name", "number",
        "patience", "person", "says",
    )  # fmt: skip

    def __init__(self, pass_: Pass, name: str, number: int, now: float) -> None:
        self.person = pass_.person
        self.name = name
        self.number = number
        self.fair = pass_.fair
        self.flags = FLAGS[pass_.kind]
        self.look = pass_.look
        self.expires = pass_.expires
        self.halls: dict[str, HallGrant] = {grant.key: grant for grant in pass_.halls}
        self.may: dict[str, GroupGrant] = {grant.key: grant for grant in pass_.groups}
        self.groups: set[str] = set()
        self.commands = Bucket(COMMANDS_PER_SECOND, now)
        self.says = Bucket(SAYS_PER_SECOND, now)
        self.jumps = Bucket(JUMPS_PER_SECOND, now)
        self.gestures = Bucket(GESTURES_PER_SECOND, now)
        self.patience = Bucket((1, TOO_FAST_REFUSALS), now)  # refusals for speed; one a second is forgiven

    @property
    def scripted(self) -> bool:
        return bool(self.flags & SCRIPTED)


class Connection:
    """A socket: its number, what is half read, what is not yet written, and who it is."""

    __slots__ = ("backlog", "extras", "fd", "fragments", "hall", "missed", "out", "partial", "row", "session", "state")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.state = SHAKING
        self.partial: bytes | None = None
        self.fragments: Assembler | None = None
        self.out: list[bytes] | None = None
        self.backlog = 0
        self.missed = 0
        self.extras = 0  # frames since the last ping that are no whole message
        self.session: Session | None = None
        self.hall: Hall | None = None
        self.row = 0
