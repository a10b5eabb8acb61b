"""How many people are here: people, not sockets, scripted visitors apart. Where the counts are shown is decided elsewhere.

A person is a 64-bit hash here: 8 bytes, and what nodes tell each other. Two of a million share one with a chance of 1 in 37
million, which is the only way in which a count is not exact.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import numpy as np

from yunzhan.world.tally import Tally

Hashes = np.ndarray
NOBODY: Hashes = np.empty(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Count:
    """People and scripted visitors at one place."""

    people: int = 0
    scripted: int = 0


class Counts(Protocol):
    """Where counts are read: this node's own, or those of all nodes."""

    def count(self, place: str) -> Count: ...

    def changed(self) -> set[str]:
        """The places whose count may have changed since the last call."""


def hash_of(person: str) -> int:
    return int.from_bytes(blake2b(person.encode(), digest_size=8).digest(), "little")


class Presence:
    """Counts persons at places (a digit for the kind, then a fair's, hall's or group's key), however many sockets each has."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Tally, Tally]] = {}  # people, scripted
        self._changed: set[str] = set()

    def arrive(self, place: str, person: str, *, scripted: bool) -> None:
        known = self._places.get(place) or self._places.setdefault(place, (Tally(), Tally()))
        known[scripted].add(hash_of(person))
        self._changed.add(place)

    def leave(self, place: str, person: str, *, scripted: bool) -> None:
        known = self._places[place]
        known[scripted].remove(hash_of(person))
        if not known[0] and not known[1]:
            del self._places[place]
        self._changed.add(place)

    def count(self, place: str) -> Count:
        known = self._places.get(place)
        return Count(known[0].different, known[1].different) if known else Count()

    def places(self, scope: int) -> dict[str, Count]:
        """What is after the scope's digit in the name of each such place, with its count."""
        return {place[1:]: self.count(place) for place in self._places if place[0] == str(scope)}

    def hashes(self, place: str) -> tuple[Hashes, Hashes]:
        """Who is there, sorted: people, and scripted visitors."""
        known = self._places.get(place)
        return (known[0].numbers(), known[1].numbers()) if known else (NOBODY, NOBODY)

    def touch(self) -> None:
        """Every place counts as changed: somebody has to be told all of it."""
        self._changed.update(self._places)

    def changed(self) -> set[str]:
        """The places whose count may have changed since the last call."""
        changed, self._changed = self._changed, set()
        return changed
