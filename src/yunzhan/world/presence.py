"""How many people are here: people, not sockets, scripted visitors apart. Where the counts are shown is decided elsewhere.

A person is a 64-bit hash here: 8 bytes, and what nodes tell each other. Two of a million share one with a chance of 1 in 37
million, which is the only way in which a count is not exact.
"""

from array import array
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, Protocol

import numpy as np

from yunzhan.world.tally import Tally, distinct

Hashes = np.ndarray
NOBODY: Hashes = np.empty(0, np.uint64)
Both = tuple[Hashes, Hashes]  # people, and scripted visitors; each sorted
HASHES_KEPT = 16  # who comes in is counted at several places at once
MOST_NEWS = 5_000  # at one place; then all who are there take less than who came and went


class Count(NamedTuple):
    """People and scripted visitors at one place."""

    people: int = 0
    scripted: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """Who came to a place and who went since it was told before; `whole`: all who are there instead."""

    whole: bool
    came: Both
    went: Both = (NOBODY, NOBODY)

    def __bool__(self) -> bool:
        return self.whole or any(map(len, (*self.came, *self.went)))


class Counts(Protocol):
    """Where counts are read: this node's own, or those of all nodes."""

    def count(self, place: str) -> Count: ...

    def changed(self) -> set[str]:
        """The places whose count may have changed since the last call."""


@lru_cache(maxsize=HASHES_KEPT)
def hash_of(person: str) -> int:
    return int.from_bytes(blake2b(person.encode(), digest_size=8).digest(), "little")


class Presence:
    """Counts persons at places (a digit for the kind, then a fair's, hall's or group's key), however many sockets each has."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Tally, Tally]] = {}  # people, scripted
        self._changed: set[str] = set()
        self._news: dict[str, tuple[_Untold, _Untold]] = {}  # of places that somebody is told of: people, scripted

    def arrive(self, place: str, person: str, *, scripted: bool) -> None:
        known = self._places.get(place) or self._places.setdefault(place, (Tally(), Tally()))
        number = hash_of(person)
        if known[scripted].add(number):
            self._note(place, number, scripted=scripted, came=True)
        self._changed.add(place)

    def leave(self, place: str, person: str, *, scripted: bool) -> None:
        known = self._places[place]
        number = hash_of(person)
        if known[scripted].remove(number):
            self._note(place, number, scripted=scripted, came=False)
        if not known[0] and not known[1]:
            del self._places[place]
        self._changed.add(place)

    def count(self, place: str) -> Count:
        known = self._places.get(place)
        return Count(known[0].different, known[1].different) if known else Count()

    def places(self, scope: int) -> dict[str, Count]:
        """What is after the scope's digit in the name of each such place, with its count."""
        return {place[1:]: self.count(place) for place in self._places if place[0] == str(scope)}

    @property
    def everywhere(self) -> set[str]:
        """The places where anybody is."""
        return set(self._places)

    def hashes(self, place: str) -> Both:
        """Who is there, sorted: people, and scripted visitors."""
        known = self._places.get(place)
        return (known[0].numbers(), known[1].numbers()) if known else (NOBODY, NOBODY)

    def news(self, place: str, *, whole: bool) -> News:
        """What has not been told of a place; all of it when that is asked for, or when nobody has been told of it lately."""
        known = self._news.pop(place, None)
        if place in self._places:
            self._news[place] = _Untold(), _Untold()
        if whole or known is None:
            return News(True, self.hashes(place))
        (came, went), (scripted_came, scripted_went) = (untold.after_all() for untold in known)
        return News(False, (came, scripted_came), (went, scripted_went))

    def forget_news(self) -> None:
        """Nobody is told any more."""
        self._news.clear()

    def _note(self, place: str, number: int, *, scripted: bool, came: bool) -> None:
        known = self._news.get(place)
        if known is None:
            return
        numbers = known[scripted].came if came else known[scripted].went
        numbers.append(number)
        if len(numbers) > MOST_NEWS:
            del self._news[place]

    def changed(self) -> set[str]:
        """The places whose count may have changed since the last call."""
        changed, self._changed = self._changed, set()
        return changed


class _Untold:
    """Who came and who went, in plain numbers: objects that come and go by the thousand would leave holes in the memory."""

    __slots__ = ("came", "went")

    def __init__(self) -> None:
        self.came, self.went = array("Q"), array("Q")

    def after_all(self) -> Both:
        """Sorted; who came and went again, or went and came again, is in neither."""
        came, went = (np.sort(np.array(numbers, np.uint64)) for numbers in (self.came, self.went))
        everybody = distinct(np.sort(np.concatenate((came, went))))
        more = _times(came, everybody) - _times(went, everybody)
        return everybody[more > 0], everybody[more < 0]


def _times(numbers: Hashes, each: Hashes) -> np.ndarray:
    """How often each is among the sorted numbers."""
    found: np.ndarray = np.searchsorted(numbers, each, "right") - np.searchsorted(numbers, each, "left")
    return found
