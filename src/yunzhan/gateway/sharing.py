"""Halls whose people are on several nodes: each node tells the others what its own do, once a turn. Who is where is seating's.

A node that opens a hall asks all others for their people there, and lets nobody in before it has heard them (OPEN_SECONDS). From
then on it hears their news, numbered: who misses a number asks that node for everybody again. Nobody owns a hall, so nobody has
to follow when a node dies: its people go (decision 4; what goes wrong and how it mends: docs/explanation/many-nodes.md).
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.hall_messages import HALL_SUBJECT, HallMessage, LineNews, News, Seat, Whole
from yunzhan.gateway.lines import Lines
from yunzhan.gateway.node_messages import WantHall
from yunzhan.gateway.seating import Seating
from yunzhan.gateway.words import word_of
from yunzhan.wire.passes import HallGrant
from yunzhan.world.nodes import BEAT_SECONDS

OPEN_SECONDS = 1.0  # so long whoever enters waits for a node that does not say whom it has in the hall
KEEP_SECONDS = 10.0  # a hall in which nobody of this node is any more is kept up, lest it be asked for again and again
SEATS_A_MESSAGE = 1500  # some 300 bytes each at most: below what a bus carries at once
DECODER = msgspec.msgpack.Decoder(HallMessage)
ENCODER = msgspec.msgpack.Encoder()


@dataclass
class Open:
    """A hall that this node has, and what it has heard of it."""

    seating: Seating
    opened_at: float
    used_at: float
    told_at: float
    hear: Callable[[bytes], None]
    listens: bool = False  # the subscription holds
    known: dict[str, int] = field(
        default_factory=dict
    )  # node → the number of the last thing heard, all before it as well
    heard: set[str] = field(default_factory=set)  # nodes that have said all once, however stale it is
    pieces: dict[str, list[Whole]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)  # since the last beat
    listeners: set[str] = field(default_factory=set)
    waiting: list[Callable[[], None]] = field(default_factory=list)

    @property
    def lines(self) -> Lines:
        return self.seating.lines


class Sharing:
    """All halls of this node. `clock` is monotonic seconds."""

    def __init__(self, cluster: Cluster, clock: Callable[[], float]) -> None:
        self.halls: dict[str, Open] = {}
        self.has_halls = asyncio.Event()
        self._cluster, self._clock = cluster, clock
        self._me = cluster.nodes.me
        self._numbers: dict[str, int] = {}  # of the last news of each hall, also of those that have closed
        cluster.on(WantHall, self._heard_want)
        cluster.on_change(self._nodes_changed)

    def when_known(self, grant: HallGrant, act: Callable[[], None]) -> None:
        """Calls `act` when it is known who is in the hall, with all lines in `halls`: at once, or after OPEN_SECONDS at most."""
        hall = self.halls.get(grant.key) or self._open(grant)
        hall.used_at = self._clock()
        hall.waiting.append(act)
        self._let_in(hall)

    def is_shared(self, key: str) -> bool:
        """Another node has this hall too."""
        return bool(self.halls[key].listeners)

    def tell(self) -> None:
        """Once a turn, after moves were taken: what is new in each hall, to the other nodes that have it."""
        now = self._clock()
        for key, hall in list(self.halls.items()):
            self._tell(key, hall, now)
            if hall.waiting:
                self._let_in(hall)

    def close_empty(self) -> None:
        """Lines without anybody, and halls in which nobody of this node is, nor was a moment ago. After `tell`."""
        now, is_alone = self._clock(), self._cluster.nodes.is_alone
        for key, hall in list(self.halls.items()):
            hall.lines.close_empty()
            if hall.waiting or any(line.members for line in hall.lines.all.values()):
                hall.used_at = now
            elif is_alone or now - hall.used_at > KEEP_SECONDS:
                self._close(key, hall)

    def beat(self) -> None:
        """Every BEAT_SECONDS: asks once more who has not told, or of whom something is missing."""
        for key, hall in self.halls.items():
            hall.asked.clear()
            missing = hall.seating.lacking()
            self._ask(
                key, hall, [node for node in self._cluster.nodes.others if node in missing or node not in hall.known]
            )

    def _open(self, grant: HallGrant) -> Open:
        key, now = grant.key, self._clock()
        hall = Open(Seating(Lines(grant), self._me), now, now, now, lambda payload: self._heard(key, payload))
        self.halls[key] = hall
        self.has_halls.set()
        self._cluster.bus.subscribe(subject(key), hall.hear)
        self._cluster.bus.settled(lambda: self._listens(key, hall))
        return hall

    def _listens(self, key: str, hall: Open) -> None:
        hall.listens = True
        if self.halls.get(key) is hall:
            self._ask(key, hall, self._cluster.nodes.others)
            self._let_in(hall)

    def _close(self, key: str, hall: Open) -> None:
        del self.halls[key]
        if not self.halls:
            self.has_halls.clear()
        self._cluster.bus.unsubscribe(subject(key), hall.hear)
        if hall.listeners:
            self._publish(key, Whole(self._me, self._next(key), 0, more=False, listens=False, lines=()))

    def _let_in(self, hall: Open) -> None:
        others = self._cluster.nodes.others
        is_known = not others or (hall.listens and all(node in hall.heard for node in others))
        if is_known or self._clock() - hall.opened_at >= OPEN_SECONDS:
            waiting, hall.waiting = hall.waiting, []
            for act in waiting:
                act()

    def _ask(self, key: str, hall: Open, nodes: Iterable[str]) -> None:
        """Not before the answer can be heard, and each node once between two beats."""
        for node in nodes:
            if hall.listens and node not in hall.asked:
                hall.asked.add(node)
                self._cluster.tell(node, WantHall(self._me, key))

    def _tell(self, key: str, hall: Open, now: float) -> None:
        if not hall.listeners:
            if hall.seating.skip_news():
                self._next(key)  # whoever heard the last one has missed this
            return
        news = hall.seating.news()
        if news or now - hall.told_at >= BEAT_SECONDS:
            hall.told_at = now
            for lines in _divided(news):
                self._publish(key, News(self._me, self._next(key), lines))

    def _tell_whole(self, key: str, hall: Open) -> None:
        mine, number = hall.seating.mine(), self._numbers.get(key, 0)
        for piece, start in enumerate(range(0, len(mine) or 1, SEATS_A_MESSAGE)):
            lines: dict[int, list[Seat]] = {}
            for line, seat in mine[start : start + SEATS_A_MESSAGE]:
                lines.setdefault(line, []).append(seat)
            told = tuple((line, tuple(seats)) for line, seats in lines.items())
            more = start + SEATS_A_MESSAGE < len(mine)
            self._publish(key, Whole(self._me, number, piece, more=more, listens=True, lines=told))

    def _next(self, key: str) -> int:
        number = self._numbers[key] = self._numbers.get(key, 0) + 1
        return number

    def _publish(self, key: str, message: HallMessage) -> None:
        self._cluster.bus.publish(subject(key), ENCODER.encode(message))

    def _heard_want(self, asked: WantHall) -> None:
        key, hall = asked.hall, self.halls.get(asked.hall)
        if hall is None:
            number = self._numbers.get(key, 0)
            self._publish(key, Whole(self._me, number, 0, more=False, listens=False, lines=()))
            return
        self._tell(key, hall, self._clock())  # what is new would be in the whole too, and told again after it
        if self._cluster.nodes.knows(asked.node):
            hall.listeners.add(asked.node)
        self._tell_whole(key, hall)

    def _heard(self, key: str, payload: bytes) -> None:
        message, hall = DECODER.decode(payload), self.halls.get(key)
        if hall is None or message.node == self._me or not self._cluster.nodes.knows(message.node):
            return  # who is not known is asked for everybody when it is heard of
        if isinstance(message, News):
            self._heard_news(key, hall, message)
        else:
            self._heard_whole(hall, message)

    def _heard_news(self, key: str, hall: Open, news: News) -> None:
        if hall.known.get(news.node) == news.number - 1:
            hall.known[news.node] = news.number
            hall.seating.hear(news.node, news.lines, self._clock())
        else:
            hall.known.pop(news.node, None)
            self._ask(key, hall, [news.node])

    def _heard_whole(self, hall: Open, told: Whole) -> None:
        node = told.node
        (hall.listeners.add if told.listens else hall.listeners.discard)(node)
        pieces = hall.pieces.pop(node, []) if told.piece else []
        if len(pieces) != told.piece or (pieces and pieces[0].number != told.number):
            return  # one was missed; it is asked for again
        pieces.append(told)
        if told.more:
            hall.pieces[node] = pieces
            return
        if hall.known.get(node) == told.number and node not in hall.seating.lacking():
            return  # somebody else asked
        lines: dict[int, list[Seat]] = {}
        for piece in pieces:
            for line, seats in piece.lines:
                lines.setdefault(line, []).extend(seats)
        hall.known[node] = told.number
        hall.heard.add(node)
        hall.seating.hear_whole(node, lines, self._clock())
        self._let_in(hall)

    def _nodes_changed(self, gone: list[str]) -> None:
        """Who is new is asked at the next beat: it may have been taken for dead, and what it had told forgotten."""
        for hall in self.halls.values():
            for node in gone:
                hall.seating.forget(node)
                hall.known.pop(node, None)
                hall.pieces.pop(node, None)
                hall.heard.discard(node)
                hall.listeners.discard(node)
                hall.asked.discard(node)
            self._let_in(hall)


def subject(key: str) -> str:
    """On which those who have a hall hear of it."""
    return f"{HALL_SUBJECT}.{word_of(key)}"


def _divided(news: list[LineNews]) -> list[tuple[LineNews, ...]]:
    """One message, also without news; several when very many have come at once, each line's order kept."""
    if sum(len(line.came) for line in news) <= SEATS_A_MESSAGE:
        return [tuple(news)]
    told: list[tuple[LineNews, ...]] = []
    for line in news:
        told.append((LineNews(line.line, line.gone, (), b"", ()),))
        for start in range(0, len(line.came), SEATS_A_MESSAGE):
            told.append((LineNews(line.line, b"", line.came[start : start + SEATS_A_MESSAGE], b"", ()),))
        told.append((LineNews(line.line, b"", (), line.moved, line.gestures),))
    return told
