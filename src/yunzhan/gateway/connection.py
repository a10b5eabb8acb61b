"""One socket's state and who is behind it, as small as both can be: a million of these are held."""

import unicodedata
from typing import TYPE_CHECKING

from yunzhan.gateway.rights import PRESENT, Rights
from yunzhan.wire.codec import encode_part
from yunzhan.wire.limits import NAME_LETTERS
from yunzhan.wire.messages import HOST, SCRIPTED, STAFF, Arrival
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass

if TYPE_CHECKING:
    from yunzhan.gateway.hall import Hall

SHAKING, OPEN, CLOSING, GONE = range(4)
FLAGS = {"guest": 0, "person": 0, "staff": STAFF, "host": HOST, "scripted": SCRIPTED}
AFTER_ID, AFTER_LOOK = 2, 5  # in an Arrival: the id comes first; flags and look before the texts


def clean_name(name: str) -> str:
    """The name as others see it: no control or formatting characters, not longer than a label."""
    kept = unicodedata.normalize("NFC", name)
    if not kept.isprintable():
        kept = "".join(c for c in kept if unicodedata.category(c)[0] != "C")
    return kept.strip()[:NAME_LETTERS] or "?"


class Session:
    """Who is behind a connection whose pass was good. Who they are is kept as Arrivals tells it, without the hall's number."""

    __slots__ = ("joined", "rights", "who")

    def __init__(self, pass_: Pass, name: str, rights: Rights) -> None:
        self.who = encode_part(Arrival(0, FLAGS[pass_.kind], pass_.look, pass_.person, name))[AFTER_ID:]
        self.rights = rights
        self.joined = PRESENT  # and a bit for each group of the pass, in its order

    @property
    def flags(self) -> int:
        return self.who[0]

    @property
    def scripted(self) -> bool:
        return bool(self.who[0] & SCRIPTED)

    @property
    def person(self) -> str:
        return self.who[AFTER_LOOK + 1 : AFTER_LOOK + 1 + self.who[AFTER_LOOK]].decode()

    @property
    def name(self) -> str:
        return self.who[AFTER_LOOK + 2 + self.who[AFTER_LOOK] :].decode()

    @property
    def fair(self) -> str:
        return self.rights.fair

    @property
    def halls(self) -> dict[str, HallGrant]:
        return self.rights.halls

    @property
    def may(self) -> dict[str, GroupGrant]:
        return self.rights.groups

    def is_in(self, group: str) -> bool:
        return bool(self.joined & self.rights.bit(group))

    def join(self, group: str) -> None:
        self.joined |= self.rights.bit(group)

    def part(self, group: str) -> None:
        self.joined &= ~self.rights.bit(group)

    def groups(self) -> list[str]:
        """Those that were joined."""
        return [key for key in self.rights.groups if self.is_in(key)] if self.joined > PRESENT else []


class Outbound:
    """What a reader that is behind has not taken yet."""

    __slots__ = ("parts", "size")

    def __init__(self, rest: bytes) -> None:
        self.parts = [rest]
        self.size = len(rest)

    def add(self, data: bytes) -> None:
        self.parts.append(data)
        self.size += len(data)


class Connection(Session):
    """A socket: its number, what is not yet written. From its Hello on it is its own Session.

    One object instead of two: 48 bytes of each of a million. What few have, or what fits a byte, is kept by the server.
    """

    __slots__ = ("fd", "hall", "outbound", "row", "state")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.state = SHAKING
        self.outbound: Outbound | None = None
        self.joined = 0
        self.hall: Hall | None = None
        self.row = 0

    @property
    def session(self) -> Session | None:
        """None before a good pass was shown, and when the person is gone."""
        return self if self.joined else None

    def greet(self, pass_: Pass, name: str, rights: Rights) -> Session:
        """The person behind it is known."""
        Session.__init__(self, pass_, name, rights)
        return self

    def forget(self) -> None:
        """Nobody is behind it any more; what waits for an answer still knows who it was."""
        self.joined = 0
