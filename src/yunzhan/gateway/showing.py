"""Presenting at booths and guiding tours: who may, from where, and who is told. What a show is, is world's.

A show belongs to the connection that began it and ends with it. That connection's node tells the others, and each tells the
members of the hall's group that it has. Hands go to the show's node, answers back.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.connection import Connection, Session
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.node_messages import HandAnswer, HandTold, ShowTold
from yunzhan.gateway.pace import What
from yunzhan.gateway.rules import Rules
from yunzhan.gateway.server import Server
from yunzhan.gateway.websocket import frame
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.limits import SHOW_REACH_CM
from yunzhan.wire.passes import BoothGrant
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import TextRefused
from yunzhan.world.shows import TOUR, Show, ShowRefused, clean_pages, clean_title

HALL_GROUP = "hall:"
ShowCommand = m.Show | m.Turn | m.EndShow | m.RaiseHand | m.AnswerHand


class Answers(Protocol):
    """The hub's way to talk back."""

    rules: Rules

    def send(self, connection: Connection, fact: m.FactMessage) -> None: ...

    def refuse(self, connection: Connection, ref: int, reason: Reason, detail: str = "") -> None: ...

    def in_time(self, connection: Connection, what: What) -> bool:
        """False when it is too fast."""

    def now_ms(self) -> int:
        """Since 1970."""


@dataclass(eq=False, slots=True)
class Held:
    """A show of this node, who presents it, and where those are who raised a hand: here, or with the node of that name."""

    show: Show
    by: Connection
    hands: dict[str, Connection | str] = field(default_factory=dict)


class Showing:
    """All shows of this gateway."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._groups: dict[str, dict[str, Held]] = {}
        self._elsewhere: dict[tuple[str, str], tuple[str, m.Showing]] = {}  # group and show → node, as it is now
        self._away: dict[Connection, set[tuple[str, str]]] = {}  # hands of people here at shows of other nodes

    def bind(self, server: Server, cluster: Cluster, conversations: Conversations) -> None:
        self._server, self._cluster, self._conversations = server, cluster, conversations
        cluster.on(ShowTold, self._heard_show)
        cluster.on(HandTold, self._heard_hand)
        cluster.on(HandAnswer, self._heard_answer)
        cluster.on_change(self._nodes_changed)

    def act(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        """Every command about a show: the same limits, then its own."""
        assert isinstance(command, ShowCommand)
        try:
            if not self._answers.in_time(connection, "turns"):
                raise ShowRefused(Reason.TOO_FAST)
            if not session.is_in(command.group):
                raise ShowRefused(Reason.NOT_IN_GROUP)
            if isinstance(command, m.Show):
                self._show(connection, session, command)
            elif isinstance(command, m.RaiseHand):
                self._raise_hand(connection, session, command)
            else:
                self._change(connection, command)
        except (ShowRefused, TextRefused) as refusal:
            self._answers.refuse(connection, command.ref, refusal.reason)
        else:
            self._answers.send(connection, m.Done(command.ref))

    def tell(self, connection: Connection, group: str) -> None:
        """Everything that is shown there, to who has just joined."""
        told = [one.show.told() for one in self._groups.get(group, {}).values()]
        told += [fact for (where, _key), (_node, fact) in self._elsewhere.items() if where == group]
        if told:
            self._server.send(connection, b"".join(frame(encode(fact)) for fact in told))

    def gone(self, connection: Connection) -> None:
        """Out of the hall, or the connection is closed: what they presented is over, and they ask for nothing any more."""
        for one in self._all():
            if one.by is connection:
                self._end(one)
                continue
            people = [person for person, asker in one.hands.items() if asker is connection]
            for person in people:
                self._lower(one, person)
        session = connection.session
        for place in self._away.pop(connection, set()):
            if place in self._elsewhere and session is not None:
                self._tell_hand(self._elsewhere[place][0], session, *place, up=False)

    def sweep(self) -> None:
        """Every two seconds: who has walked away from their booth, or may not speak any more, does not present any more."""
        for one in self._all():
            session = one.by.session
            if session is None or self._is_muted(session):
                self._end(one)
            elif not one.show.is_tour:
                grant = session.rights.booths.get((one.show.group.removeprefix(HALL_GROUP), one.show.key))
                if grant is None or not stands_at(one.by, grant, 2 * SHOW_REACH_CM):
                    self._end(one)

    def _all(self) -> list[Held]:
        return [one for shows in self._groups.values() for one in shows.values()] if self._groups else []

    def _show(self, connection: Connection, session: Session, command: m.Show) -> None:
        hall, group, key = connection.hall, command.group, command.show
        if hall is None or group != f"{HALL_GROUP}{hall.key}":
            raise ShowRefused(Reason.NOT_IN_HALL)
        if key.startswith(TOUR):
            if key != f"{TOUR}{session.person}" or not session.flags & (m.STAFF | m.HOST):
                raise ShowRefused(Reason.MAY_NOT_SHOW)
        else:
            grant = session.rights.booths.get((hall.key, key))
            if grant is None:
                raise ShowRefused(Reason.MAY_NOT_SHOW)
            if not stands_at(connection, grant, SHOW_REACH_CM):
                raise ShowRefused(Reason.NOT_AT_BOOTH)
        if self._is_muted(session):
            raise ShowRefused(Reason.MUTED)
        title, pages = clean_title(command.title), clean_pages(command.pages)
        fresh = Show(group, key, session.person, session.name, title, pages, self._answers.now_ms())
        before = self._groups.get(group, {}).get(key)
        other = self._elsewhere.get((group, key))
        if other is not None and other[1].person != session.person:
            raise ShowRefused(Reason.SHOWN_BY_ANOTHER)
        if before is None:
            self._groups.setdefault(group, {})[key] = before = Held(fresh, connection)
        elif before.show.person != session.person:
            raise ShowRefused(Reason.SHOWN_BY_ANOTHER)
        else:
            before.show, before.by = before.show.replace(fresh), connection
        self._tell(group, before.show.told())

    def _raise_hand(self, connection: Connection, session: Session, command: m.RaiseHand) -> None:
        if command.up and self._is_muted(session):
            raise ShowRefused(Reason.MUTED)
        other = self._elsewhere.get((command.group, command.show))
        if other is not None:
            raised, place = self._away.setdefault(connection, set()), (command.group, command.show)
            (raised.add if command.up else raised.discard)(place)
            self._tell_hand(other[0], session, *place, up=bool(command.up))
            return
        one = self._find(command.group, command.show)
        if one.by is connection:
            raise ShowRefused(Reason.MAY_NOT_SAY)
        if not command.up:
            self._lower(one, session.person)
            return
        one.show.raise_hand(m.Hand(session.person, session.name), up=True)
        one.hands[session.person] = connection
        self._tell_hands(one)

    def _change(self, connection: Connection, command: m.Turn | m.EndShow | m.AnswerHand) -> None:
        """What only the one who presents may."""
        one = self._find(command.group, command.show)
        if one.by is not connection:
            raise ShowRefused(Reason.NOT_YOURS)
        if isinstance(command, m.EndShow):
            self._end(one)
        elif isinstance(command, m.Turn):
            turned = one.show.turn(
                command.page, playing=bool(command.playing), position=command.position, at=self._answers.now_ms()
            )
            self._tell(command.group, turned)
        else:
            had = command.person in one.show.floor
            one.show.answer(command.person, given=bool(command.given))
            asker = one.hands.get(command.person) if command.given else one.hands.pop(command.person, None)
            given = bool(command.given)
            if isinstance(asker, str):
                self._cluster.tell(asker, HandAnswer(command.group, command.show, command.person, given))
            elif asker is not None:
                self._answers.send(asker, m.HandAnswered(command.group, command.show, int(given)))
            self._tell_hands(one)
            if command.given or had:
                self._tell(command.group, one.show.told())

    def _find(self, group: str, key: str) -> Held:
        one = self._groups.get(group, {}).get(key)
        if one is None:
            raise ShowRefused(Reason.NO_SUCH_SHOW)
        return one

    def _lower(self, one: Held, person: str) -> None:
        had = person in one.show.floor
        one.show.raise_hand(m.Hand(person, ""), up=False)
        if one.hands.pop(person, None) is not None:
            self._tell_hands(one)
        if had:
            self._tell(one.show.group, one.show.told())

    def _end(self, one: Held) -> None:
        group, key = one.show.group, one.show.key
        del self._groups[group][key]
        if not self._groups[group]:
            del self._groups[group]
        self._tell(group, m.ShowEnded(group, key))

    def _tell(self, group: str, fact: m.Showing | m.Turned | m.ShowEnded) -> None:
        """To the group's members here, and to the other nodes."""
        data = encode(fact)
        self._server.send_many(self._conversations.members(group), frame(data))
        self._cluster.tell_all(ShowTold(self._cluster.nodes.me, data))

    def _nodes_changed(self, gone: list[str]) -> None:
        """A node that came hears what is shown here; what a node showed that is gone is over."""
        for place, (node, fact) in list(self._elsewhere.items()):
            if node in gone:
                del self._elsewhere[place]
                self._tell_members(m.ShowEnded(fact.group, fact.show))
        for one in self._all():
            one.hands = {person: where for person, where in one.hands.items() if where not in gone}
            if not gone:
                self._cluster.tell_all(ShowTold(self._cluster.nodes.me, encode(one.show.told())))

    def _heard_show(self, told: ShowTold) -> None:
        fact = decode_fact(told.fact)
        if told.node == self._cluster.nodes.me or not isinstance(fact, m.Showing | m.Turned | m.ShowEnded):
            return
        place = fact.group, fact.show
        known = self._elsewhere.get(place)
        if isinstance(fact, m.Showing):
            self._elsewhere[place] = told.node, fact
            if known == (told.node, fact):
                return  # said again for a node that came
        elif known is None or known[0] != told.node:
            return
        elif isinstance(fact, m.ShowEnded):
            del self._elsewhere[place]
        else:
            turned = msgspec.structs.replace(
                known[1], page=fact.page, playing=fact.playing, position=fact.position, at=fact.at
            )
            self._elsewhere[place] = told.node, turned
        self._tell_members(fact)

    def _tell_members(self, fact: m.Showing | m.Turned | m.ShowEnded) -> None:
        self._server.send_many(self._conversations.members(fact.group), frame(encode(fact)))

    def _tell_hand(self, node: str, session: Session, group: str, key: str, *, up: bool) -> None:
        self._cluster.tell(node, HandTold(self._cluster.nodes.me, group, key, session.person, session.name, up))

    def _heard_hand(self, told: HandTold) -> None:
        one = self._groups.get(told.group, {}).get(told.show)
        if one is None:
            return
        if not told.up:
            self._lower(one, told.person)
            return
        with suppress(ShowRefused):  # so many wait that another would not be seen
            one.show.raise_hand(m.Hand(told.person, told.name), up=True)
            one.hands[told.person] = told.node
            self._tell_hands(one)

    def _heard_answer(self, told: HandAnswer) -> None:
        fact = m.HandAnswered(told.group, told.show, int(told.given))
        for connection in self._conversations.members(told.group):
            if connection.session is not None and connection.session.person == told.person:
                self._answers.send(connection, fact)

    def _tell_hands(self, one: Held) -> None:
        self._answers.send(one.by, m.Hands(one.show.group, one.show.key, tuple(one.show.hands.values())))

    def _is_muted(self, session: Session) -> bool:
        return self._answers.rules.is_muted(session.fair, session.person, self._answers.now_ms())


def stands_at(connection: Connection, booth: BoothGrant, reach_cm: int) -> bool:
    """Whether the person's avatar is in the booth's hall and at most so far from its edge."""
    hall = connection.hall
    if hall is None or hall.key != booth.hall:
        return False
    dx = max(0.0, abs(float(hall.space.x[connection.row]) - booth.x_cm) - booth.width_cm / 2)
    dz = max(0.0, abs(float(hall.space.z[connection.row]) - booth.z_cm) - booth.depth_cm / 2)
    return dx * dx + dz * dz <= reach_cm * reach_cm
