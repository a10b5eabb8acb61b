"""How many people are at a place over all nodes: one on two nodes counts once. How nodes tell each other is the gateway's.

A node tells the persons it has at a place as sorted 64-bit hashes, 8 bytes each (made by presence): all of them once, then who
came and who went. What it tells is numbered, so that whatever was missed is noticed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from yunzhan.world.presence import NOBODY, Both, Count, Hashes, News, hash_of
from yunzhan.world.tally import distinct


def hashes_of(people: Iterable[str]) -> Hashes:
    """Sorted, so that they can be told, compared and put together."""
    found = np.fromiter((hash_of(person) for person in people), np.uint64)
    found.sort()
    return found


class NewsMissed(Exception):
    """What a node tells does not follow what is known of it: it has to tell all again."""


@dataclass(slots=True)
class _Told:
    number: int
    here: Both


class Union:
    """How many different hashes several parts hold together; when they change by a little, counting again costs little."""

    def __init__(self) -> None:
        self._heap: Hashes | None = None  # all of all parts, sorted; the same one as often as parts have it
        self._came: list[Hashes] = []
        self._went: list[Hashes] = []
        self._size: int | None = None  # as it was counted, until something changes
        self._rests = False

    def change(self, came: Hashes, went: Hashes) -> None:
        """What the parts have more and less than before."""
        if not len(came) and not len(went):
            return
        self._size, self._rests = None, False
        if self._heap is not None:
            self._came.append(came)
            self._went.append(went)

    def rest(self) -> None:
        """Forgets what counting again would need, 8 bytes for each of all, when nothing has changed since the call before."""
        if self._rests and self._size is not None:
            self._heap = None
        self._rests = True

    def size(self, parts: Sequence[Hashes]) -> int:
        """Of the parts as they are now. A million sorted anew take 120 ms, a thousand put among them ten."""
        if self._size is None:
            self._size = self._counted(parts)
        return self._size

    def _counted(self, parts: Sequence[Hashes]) -> int:
        came, went = (np.sort(np.concatenate([NOBODY, *some])) for some in (self._came, self._went))
        self._came, self._went = [], []
        if len(parts) < 2:
            self._heap = None
            return sum(len(part) for part in parts)
        if self._heap is None or len(came) + len(went) > len(self._heap):
            self._heap = np.sort(np.concatenate(parts), kind="stable")
        else:
            heap = np.insert(self._heap, np.searchsorted(self._heap, came), came)
            same = np.arange(len(went)) - np.searchsorted(went, went)  # of one that went from two parts, the second
            self._heap = np.delete(heap, np.searchsorted(heap, went) + same)
        return int(np.count_nonzero(np.diff(self._heap))) + (len(self._heap) > 0)


class Census:
    """What every node last told of every place."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, _Told]] = {}  # place → node
        self._unions: dict[str, tuple[Union, Union]] = {}

    def tell(self, place: str, node: str, number: int, news: News) -> None:
        """The number-th thing that this node tells of the place. Raises NewsMissed; then nothing has changed."""
        known = self._told.get(place, {}).get(node)
        if news.whole:
            here, went = news.came, known.here if known else (NOBODY, NOBODY)
        elif known is None or number != known.number + 1:
            raise NewsMissed
        else:
            here = (
                _changed(known.here[0], news.came[0], news.went[0]),
                _changed(known.here[1], news.came[1], news.went[1]),
            )
            went = news.went
        unions = self._unions.setdefault(place, (Union(), Union()))
        for union, more, less in zip(unions, news.came, went, strict=True):
            union.change(more, less)
        nodes = self._told.setdefault(place, {})
        nodes[node] = _Told(number, here)
        if not len(here[0]) and not len(here[1]):
            del nodes[node]
        if not nodes:
            self.drop(place)

    def number(self, place: str, node: str) -> int:
        """Of the last thing this node told of the place; 0 when it has nobody there."""
        known = self._told.get(place, {}).get(node)
        return known.number if known else 0

    def forget(self, node: str) -> set[str]:
        """A node is gone; the places whose count changes by it."""
        places = {place for place, nodes in self._told.items() if node in nodes}
        for place in places:
            self.tell(place, node, 0, News(True, (NOBODY, NOBODY)))
        return places

    def drop(self, place: str) -> None:
        """Somebody else counts this place now."""
        self._told.pop(place, None)
        self._unions.pop(place, None)

    def count(self, place: str) -> Count:
        nodes = self._told.get(place, {}).values()
        people, scripted = self._unions.get(place) or (Union(), Union())
        return Count(people.size([told.here[0] for told in nodes]), scripted.size([told.here[1] for told in nodes]))

    def places(self) -> list[str]:
        return list(self._told)

    def rest(self) -> None:
        """Now and then: forgets what costs memory where nothing changes."""
        for unions in self._unions.values():
            for union in unions:
                union.rest()


def _changed(known: Hashes, came: Hashes, went: Hashes) -> Hashes:
    """Raises NewsMissed when somebody went who was not there, or came who was."""
    at = np.searchsorted(known, went)
    if not np.array_equal(known[np.minimum(at, len(known) - 1)] if len(known) else NOBODY, went):
        raise NewsMissed
    stayed = np.delete(known, at)
    together = np.insert(stayed, np.searchsorted(stayed, came), came)
    if len(distinct(together)) < len(together):
        raise NewsMissed
    return together
