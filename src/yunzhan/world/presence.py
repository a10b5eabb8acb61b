"""How many people are here: people, not sockets, scripted visitors apart. Where the counts are shown is decided elsewhere."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Count:
    """People and scripted visitors at one place."""

    people: int = 0
    scripted: int = 0


@dataclass
class _Place:
    people: Counter[str] = field(default_factory=Counter)
    scripted: Counter[str] = field(default_factory=Counter)


class Presence:
    """Counts the persons at places (a fair, a hall, a group: any string), however many sockets each has there."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._changed: set[str] = set()

    def arrive(self, place: str, person: str, *, scripted: bool) -> None:
        known = self._places.setdefault(place, _Place())
        (known.scripted if scripted else known.people)[person] += 1
        self._changed.add(place)

    def leave(self, place: str, person: str, *, scripted: bool) -> None:
        known = self._places[place]
        sockets = known.scripted if scripted else known.people
        sockets[person] -= 1
        if not sockets[person]:
            del sockets[person]
        self._changed.add(place)

    def count(self, place: str) -> Count:
        known = self._places.get(place)
        return Count(len(known.people), len(known.scripted)) if known else Count()

    def persons(self, place: str) -> tuple[Iterable[str], Iterable[str]]:
        """Who is there: people, and scripted visitors."""
        known = self._places.get(place)
        return (known.people.keys(), known.scripted.keys()) if known else ((), ())

    def touch(self) -> None:
        """Every place counts as changed: somebody has to be told all of it."""
        self._changed.update(self._places)

    def changed(self) -> set[str]:
        """The places whose count may have changed since the last call."""
        changed, self._changed = self._changed, set()
        return changed
