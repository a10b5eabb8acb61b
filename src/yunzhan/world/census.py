"""How many people are at a place over all nodes: one on two nodes counts once. How nodes tell each other is the gateway's.

A node tells the persons it has at a place as sorted 64-bit hashes, 8 bytes each (made by presence).
"""

from collections.abc import Iterable

import numpy as np

from yunzhan.world.presence import NOBODY, Count, Hashes, hash_of


def hashes_of(people: Iterable[str]) -> Hashes:
    """Sorted, so that they can be told, compared and put together."""
    found = np.fromiter((hash_of(person) for person in people), np.uint64)
    found.sort()
    return found


class Census:
    """What every node last told of every place."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, tuple[Hashes, Hashes]]] = {}  # place → node → people, scripted

    def tell(self, place: str, node: str, people: Hashes, scripted: Hashes) -> None:
        """All that this node has there now; nobody at all forgets it."""
        nodes = self._told.setdefault(place, {})
        nodes[node] = people, scripted
        if not len(people) and not len(scripted):
            del nodes[node]
        if not nodes:
            del self._told[place]

    def forget(self, node: str) -> set[str]:
        """A node is gone; the places whose count changes by it."""
        places = {place for place, nodes in self._told.items() if node in nodes}
        for place in places:
            self.tell(place, node, NOBODY, NOBODY)
        return places

    def drop(self, place: str) -> None:
        """Somebody else counts this place now."""
        self._told.pop(place, None)

    def count(self, place: str) -> Count:
        nodes = self._told.get(place, {}).values()
        return Count(union_size([people for people, _ in nodes]), union_size([scripted for _, scripted in nodes]))

    def places(self) -> list[str]:
        return list(self._told)


def union_size(parts: list[Hashes]) -> int:
    """How many different ones there are; one node alone needs no sorting."""
    return len(np.unique(np.concatenate(parts))) if len(parts) > 1 else sum(len(part) for part in parts)
