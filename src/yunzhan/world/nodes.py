"""Which gateway nodes are alive, and which leads a group, a hall or a count. How they hear of each other is the gateway's.

A node speaks every BEAT_SECONDS and is dead after DEAD_SECONDS of silence. The leader of a thing is the live node with the
highest hash of both names (rendezvous): when a node goes, only what it led moves, and everybody agrees without a word.
A node that stood still itself (a starved machine, a debugger) has heard nobody meanwhile: that time is nobody's silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

BEAT_SECONDS = 1.0
DEAD_SECONDS = 3.0
FULL_PEOPLE = 5000  # moving in halls: what one core carries (docs/explanation/benchmarks.md)
STILL_SECONDS = 1.0  # between two looks: more means that this node itself did not run


@lru_cache(maxsize=65536)
def weight(node: str, key: str) -> int:
    """How much this node is the right one for this thing."""
    return int.from_bytes(blake2b(f"{node}\0{key}".encode(), digest_size=8).digest(), "big")


def leader_of(key: str, nodes: Iterable[str]) -> str:
    return max(nodes, key=lambda node: (weight(node, key), node))


@dataclass(slots=True)
class _Seen:
    at: float
    people: int
    address: str
    leaving: bool


class Nodes:
    """The nodes this one has heard of, itself among them. Times are seconds of any steady clock."""

    def __init__(self, me: str, address: str = "") -> None:
        self.me = me
        self._seen: dict[str, _Seen] = {me: _Seen(0.0, 0, address, leaving=False)}
        self._leaders: dict[str, str] = {}
        self._looked: float | None = None

    def heard(self, node: str, now: float, *, people: int = 0, address: str = "", leaving: bool = False) -> bool:
        """True when this changes who is alive: a node is new, or it says that it goes and leads nothing any more."""
        known = self._seen.get(node)
        self._seen[node] = _Seen(now, people, address, leaving)
        if known is not None and known.leaving == leaving:
            return False
        self._leaders.clear()
        return True

    def forget_silent(self, now: float) -> list[str]:
        """The nodes that are dead since the last call; it is made several times a second."""
        still = now - self._looked if self._looked is not None else 0.0
        self._looked = now
        if still > STILL_SECONDS:
            for seen in self._seen.values():
                seen.at = min(seen.at + still, now)
        dead = [node for node, seen in self._seen.items() if node != self.me and now - seen.at > DEAD_SECONDS]
        for node in dead:
            del self._seen[node]
        if dead:
            self._leaders.clear()
        return dead

    def forget(self, node: str) -> bool:
        """It has said goodbye. False when it was not known."""
        self._leaders.clear()
        return node != self.me and self._seen.pop(node, None) is not None

    @property
    def alive(self) -> list[str]:
        return sorted(self._seen)

    @property
    def is_alone(self) -> bool:
        return len(self._seen) == 1

    def knows(self, node: str) -> bool:
        """It is alive, as far as one knows."""
        return node in self._seen

    @property
    def others(self) -> list[str]:
        return [node for node in self.alive if node != self.me]

    def leader(self, key: str) -> str:
        """Who leads this thing now; nodes that are about to go lead only when there is no other."""
        found = self._leaders.get(key)
        if found is None:
            staying = [node for node, seen in self._seen.items() if not seen.leaving]
            found = self._leaders[key] = leader_of(key, staying or self._seen)
        return found

    def leads(self, key: str) -> bool:
        return self.leader(key) == self.me

    @property
    def addresses(self) -> list[str]:
        """Where clients find the nodes that stay, the emptiest first."""
        staying = [seen for seen in self._seen.values() if seen.address and not seen.leaving]
        return [seen.address for seen in sorted(staying, key=lambda seen: (seen.people, seen.address))]

    @property
    def full_addresses(self) -> list[str]:
        """Of those, where there is no room for a crowd any more."""
        full = {seen.address for seen in self._seen.values() if seen.people >= FULL_PEOPLE}
        return [address for address in self.addresses if address in full]
