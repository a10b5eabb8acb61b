"""People over all nodes: what this node tells of its own, what it counts for others, and the totals everybody hears.

A place is counted by one node, its leader. Who is at a place of this node is world/presence's, how hashes add up world/census's.
"""

from collections.abc import Callable

import numpy as np

from yunzhan.bus.bus import Later
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.node_messages import Gather, Gathered, Present, Totals
from yunzhan.world.census import Census, union_size
from yunzhan.world.presence import NOBODY, Count, Hashes, Presence

TELL_SECONDS = 1.0
TOTAL_SECONDS = 0.5
QUIET_ROUNDS = 3  # after nodes came or went: the new leader of a place has not heard from all of them yet
GATHER_SECONDS = 0.15  # a node that has not answered by then is named missing
HASHES_A_MESSAGE = 50_000  # 8 bytes each: below what a bus carries at once
COUNTS_A_MESSAGE = 2_000
LARGE, LARGE_ROUNDS = 100_000, 4  # sorting a million hashes costs 80 ms: such a place is counted every fourth time


class Counting:
    """`later` runs something after seconds."""

    def __init__(
        self, cluster: Cluster, presence: Presence, later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        self._cluster, self._presence, self._later = cluster, presence, later
        self._census = Census()
        self._totals: dict[str, Count] = {}
        self._changed: set[str] = set()  # totals that this node has not passed on yet
        self._dirty: set[str] = set()  # places led here whose total has to be counted
        self._parts: dict[tuple[str, str], list[tuple[Hashes, Hashes]]] = {}
        self._gathering: dict[int, tuple[dict[str, tuple[Hashes, Hashes]], Later]] = {}
        self._refs = self._rounds = self._quiet = 0
        cluster.on(Present, self._heard_present)
        cluster.on(Totals, self._heard_totals)
        cluster.on(Gather, self._heard_gather)
        cluster.on(Gathered, self._heard_gathered)
        cluster.on_change(self._nodes_changed)

    def count(self, place: str) -> Count:
        """Over all nodes, as last told; never less than what is here. A node alone knows at once."""
        here = self._presence.count(place)
        total = self._totals.get(place, Count()) if self._cluster.nodes.others else here
        return Count(max(here.people, total.people), max(here.scripted, total.scripted))

    def places(self, scope: int) -> dict[str, Count]:
        """What is after the scope's digit in the name of each place where anybody is, with its count."""
        if not self._cluster.nodes.others:
            return self._presence.places(scope)
        return {place[1:]: self.count(place) for place in self._totals if place[0] == str(scope)}

    def changed(self) -> set[str]:
        """The places whose total has changed since the last call."""
        if not self._cluster.nodes.others:
            return self._presence.changed()
        changed, self._changed = self._changed, set()
        return changed

    def tell(self) -> None:
        """Every TELL_SECONDS: who is here, for each place where that changed, to who counts it."""
        if not self._cluster.nodes.others:
            self._totals.clear()
            return  # hashing everybody for nobody
        for place in self._presence.changed():
            people, scripted = self._presence.hashes(place)
            parts = -(-max(len(people), len(scripted), 1) // HASHES_A_MESSAGE)
            leader = self._cluster.nodes.leader(place)
            for part in range(parts):
                cut = slice(part * HASHES_A_MESSAGE, (part + 1) * HASHES_A_MESSAGE)
                told = Present(
                    self._cluster.nodes.me, place, people[cut].tobytes(), scripted[cut].tobytes(), part, parts
                )
                self._cluster.tell(leader, told)

    def total(self) -> None:
        """Every TOTAL_SECONDS: counts what this node leads and somebody told anew, and tells everybody."""
        self._rounds += 1
        self._quiet -= self._quiet > 0
        if self._quiet:
            return
        counts = []
        for place in sorted(self._dirty):
            if self._totals.get(place, Count()).people > LARGE and self._rounds % LARGE_ROUNDS:
                continue
            self._dirty.discard(place)
            count = self._census.count(place)
            counts.append((place, count.people, count.scripted))
        for start in range(0, len(counts), COUNTS_A_MESSAGE):
            self._cluster.tell_all(Totals(tuple(counts[start : start + COUNTS_A_MESSAGE])))

    def gather(self, place: str) -> Later:
        """Exactly who is at a place now, asked of every node: the answer is "people scripted missing" as text."""
        self._refs += 1
        answer = Later()
        self._gathering[self._refs] = {}, answer
        ref = self._refs
        self._later(GATHER_SECONDS, lambda: self._gathered(ref))
        self._cluster.tell_all(Gather(self._cluster.nodes.me, ref, place))
        return answer

    def _heard_present(self, told: Present) -> None:
        parts = self._parts.setdefault((told.place, told.node), [])
        if told.part == 0:
            parts.clear()
        parts.append((np.frombuffer(told.people, np.uint64), np.frombuffer(told.scripted, np.uint64)))
        if told.part + 1 < told.parts:
            return
        del self._parts[told.place, told.node]
        people, scripted = (np.concatenate(side) if len(side) > 1 else side[0] for side in zip(*parts, strict=True))
        self._census.tell(told.place, told.node, people, scripted)
        self._dirty.add(told.place)

    def _heard_totals(self, told: Totals) -> None:
        for place, people, scripted in told.counts:
            count = Count(people, scripted)
            if self._totals.get(place, Count()) == count:
                continue
            self._changed.add(place)
            if people or scripted:
                self._totals[place] = count
            else:
                del self._totals[place]

    def _nodes_changed(self, gone: list[str]) -> None:
        for node in gone:
            self._dirty |= self._census.forget(node)
        leads = self._cluster.nodes.leads
        for place in self._census.places():  # another node counts it now, and is told by everybody
            if not leads(place):
                self._census.drop(place)
        self._dirty = {place for place in self._dirty if leads(place)}
        # whoever counted it may be gone: what nobody has there any more must become nothing
        self._dirty |= {place for place in self._totals if leads(place)}
        self._quiet = QUIET_ROUNDS
        self._presence.touch()
        self.tell()

    def _heard_gather(self, asked: Gather) -> None:
        people, scripted = self._presence.hashes(asked.place)
        told = Gathered(self._cluster.nodes.me, asked.ref, people.tobytes(), scripted.tobytes())
        self._cluster.tell(asked.node, told)

    def _heard_gathered(self, told: Gathered) -> None:
        known = self._gathering.get(told.ref)
        if known is None:
            return
        heard, _ = known
        heard[told.node] = np.frombuffer(told.people, np.uint64), np.frombuffer(told.scripted, np.uint64)
        if heard.keys() >= set(self._cluster.nodes.alive):
            self._gathered(told.ref)

    def _gathered(self, ref: int) -> None:
        known = self._gathering.pop(ref, None)
        if known is None:
            return
        heard, answer = known
        missing = len(set(self._cluster.nodes.alive) - heard.keys())
        people = union_size([*(people for people, _ in heard.values())] or [NOBODY])
        scripted = union_size([*(scripted for _, scripted in heard.values())] or [NOBODY])
        answer.give(f"{people} {scripted} {missing}".encode())
