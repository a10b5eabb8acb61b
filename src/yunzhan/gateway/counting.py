"""People over all nodes: what this node tells of its own, what it counts for others, and the totals everybody hears.

A place is counted by one node, its leader. Who is at a place of this node is world/presence's, how hashes add up world/census's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from yunzhan.bus.bus import Later
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.node_messages import Gather, Gathered, Present, Totals
from yunzhan.world.census import Census, NewsMissed
from yunzhan.world.presence import Count, News, Presence

TELL_SECONDS = 1.0
TOTAL_SECONDS = 0.5
QUIET_ROUNDS = 3  # after nodes came or went: the new leader of a place has not heard from all of them yet
GATHER_SECONDS = 1.0  # a node that has not answered by then is named missing
HASHES_A_MESSAGE = 50_000  # 8 bytes each: below what a bus carries at once
COUNTS_A_MESSAGE = 2_000
NOT_MINE = -1  # a Gathered's number: another node is told
EVERYWHERE = ""
AGAIN_ROUNDS = (
    60  # of telling: so often every place is told once also without news, so that nothing missed stays missed
)
REST_ROUNDS = 10


@dataclass
class _Asked:
    place: str
    answer: Later
    waiting: set[str]
    missing: int = 0


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
        self._told: dict[str, tuple[str, int]] = {}  # place → who was told of it, and the number of the last thing
        self._moved = False  # somebody else may have to be told from now on
        self._unsettled = False  # what was told here may be another node's to count
        self._known: set[str] = set()  # nodes that were asked for what they have
        self._asked: dict[int, _Asked] = {}
        self._refs = self._quiet = self._rounds = 0
        cluster.on(Present, self._heard_present)
        cluster.on(Totals, self._heard_totals)
        cluster.on(Gather, self._heard_gather)
        cluster.on(Gathered, self._heard_gathered)
        cluster.on_change(self._nodes_changed)

    def count(self, place: str) -> Count:
        """Over all nodes, as last told; never less than what is here. A node alone knows at once."""
        here = self._presence.count(place)
        total = None if self._cluster.nodes.is_alone else self._totals.get(place)
        if total is None:
            return here
        return Count(max(here.people, total.people), max(here.scripted, total.scripted))

    def places(self, scope: int) -> dict[str, Count]:
        """What is after the scope's digit in the name of each place where anybody is, with its count."""
        if self._cluster.nodes.is_alone:
            return self._presence.places(scope)
        return {place[1:]: self.count(place) for place in self._totals if place[0] == str(scope)}

    def changed(self) -> set[str]:
        """The places whose total has changed since the last call."""
        if self._cluster.nodes.is_alone:
            return self._presence.changed()
        changed, self._changed = self._changed, set()
        return changed

    def tell(self) -> None:
        """Every TELL_SECONDS: who came and who went, for each place where somebody did, to who counts it."""
        if self._cluster.nodes.is_alone:  # hashing everybody for nobody
            self._totals.clear()
            self._told.clear()
            self._presence.forget_news()
            return
        places, leader = self._presence.changed(), self._cluster.nodes.leader
        if self._moved:
            self._moved = False
            places |= {place for place in self._presence.everywhere if self._told.get(place, ("",))[0] != leader(place)}
        self._rounds += 1
        if self._rounds % REST_ROUNDS == 0:
            self._census.rest()
        again = {place for place in self._told if hash(place) % AGAIN_ROUNDS == self._rounds % AGAIN_ROUNDS}
        for place in places - again:
            self._tell(place)
        for place in again:
            self._tell(place, again=True)

    def tell_all_again(self) -> None:
        """What was told, also that nobody is anywhere any more, may not have been heard."""
        me = self._cluster.nodes.me
        for node in self._cluster.nodes.alive:
            self._cluster.tell(
                node, Present(me, EVERYWHERE, 0, whole=True, more=False, came=(b"", b""), went=(b"", b""))
            )
        self._told.clear()
        self._moved = True
        self.tell()

    def total(self) -> None:
        """Every TOTAL_SECONDS: counts what this node leads and somebody told anew, and tells everybody."""
        self._quiet -= self._quiet > 0
        if self._quiet:
            return
        leads = self._cluster.nodes.leads
        if self._unsettled:
            self._unsettled = False
            for place in self._census.places():  # another node counts it now, and is told by everybody
                if not leads(place):
                    self._census.drop(place)
        counts = []
        for place in sorted(place for place in self._dirty if leads(place)):
            count = self._census.count(place)
            counts.append((place, count.people, count.scripted))
        self._dirty.clear()
        for start in range(0, len(counts), COUNTS_A_MESSAGE):
            self._cluster.tell_all(Totals(tuple(counts[start : start + COUNTS_A_MESSAGE])))

    def gather(self, place: str) -> Later:
        """Exactly who is at a place now, asked of the node that counts it: the answer is "people scripted missing" as text.

        Every node tells what has changed since it told before; one that does not answer counts with what it told last.
        """
        self._refs += 1
        ref, nodes = self._refs, self._cluster.nodes
        asked = self._asked[ref] = _Asked(place, Later(), set(nodes.alive))
        self._later(GATHER_SECONDS, lambda: self._gathered(ref))
        self._cluster.tell_all(Gather(nodes.me, ref, place, whole=False))
        return asked.answer

    def _tell(self, place: str, *, whole: bool = False, again: bool = False) -> int:
        """Tells who counts a place what is new, `again` also when nothing is; the last thing's number, 0 when nobody is here."""
        leader, is_empty = self._cluster.nodes.leader(place), self._presence.count(place) == Count()
        if is_empty and place not in self._told and not whole:
            return 0
        to, number = self._told.get(place, ("", 0))
        news = self._presence.news(place, whole=whole or to != leader)
        if again or news:
            for told in _messages(self._cluster.nodes.me, place, number, news):
                number = told.number
                self._cluster.tell(leader, told)
        if is_empty and again:
            self._told.pop(place, None)  # that nobody is there has been told twice
        else:
            self._told[place] = leader, number
        return 0 if is_empty else number

    def _heard_present(self, told: Present) -> None:
        if not self._cluster.nodes.knows(told.node):
            return  # it is asked for everything when it is heard of again
        if told.place == EVERYWHERE:
            self._dirty |= self._census.forget(told.node)
            return
        (came, scripted_came), (went, scripted_went) = (
            tuple(np.frombuffer(side, np.uint64) for side in sides) for sides in (told.came, told.went)
        )
        news = News(told.whole, (came, scripted_came), (went, scripted_went))
        try:
            self._census.tell(told.place, told.node, told.number, news)
        except NewsMissed:
            self._cluster.tell(told.node, Gather(self._cluster.nodes.me, 0, told.place, whole=True))
            return
        if not told.more:
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
        nodes = self._cluster.nodes
        # whoever counted it may be gone: what nobody has there any more must become nothing
        self._dirty |= {place for place in {*self._totals, *self._census.places()} if nodes.leads(place)}
        self._quiet = QUIET_ROUNDS
        self._moved = self._unsettled = True
        alive = set(nodes.others)
        for node in alive - self._known:  # it may have been taken for dead, and what it had told forgotten
            self._cluster.tell(node, Gather(nodes.me, 0, EVERYWHERE, whole=True))
        self._known = alive

    def _heard_gather(self, asked: Gather) -> None:
        if asked.place == EVERYWHERE:
            self._told = {place: (to, number) for place, (to, number) in self._told.items() if to != asked.node}
            self._moved = True
            return
        number = NOT_MINE
        if self._cluster.nodes.leader(asked.place) == asked.node:
            number = self._tell(asked.place, whole=asked.whole)
        if asked.ref:
            self._cluster.tell(asked.node, Gathered(self._cluster.nodes.me, asked.ref, number))

    def _heard_gathered(self, told: Gathered) -> None:
        asked = self._asked.get(told.ref)
        if asked is None or told.node not in asked.waiting or not self._cluster.nodes.knows(told.node):
            return
        if told.number == NOT_MINE:
            asked.missing += 1
        elif told.number != self._census.number(asked.place, told.node):
            self._cluster.tell(told.node, Gather(self._cluster.nodes.me, told.ref, asked.place, whole=True))
            return
        asked.waiting.discard(told.node)
        if not asked.waiting:
            self._gathered(told.ref)

    def _gathered(self, ref: int) -> None:
        asked = self._asked.pop(ref, None)
        if asked is None:
            return
        count = self._census.count(asked.place)
        missing = asked.missing + sum(self._cluster.nodes.knows(node) for node in asked.waiting)
        asked.answer.give(f"{count.people} {count.scripted} {missing}".encode())


def _messages(node: str, place: str, number: int, news: News) -> Iterator[Present]:
    """Several when there are very many hashes."""
    sides = (*news.came, *news.went)
    size = max(map(len, sides))
    for start in range(0, size or 1, HASHES_A_MESSAGE):
        number += 1
        came, scripted_came, went, scripted_went = (side[start : start + HASHES_A_MESSAGE].tobytes() for side in sides)
        whole, more = news.whole and not start, start + HASHES_A_MESSAGE < size
        yield Present(node, place, number, whole, more, (came, scripted_came), (went, scripted_went))
