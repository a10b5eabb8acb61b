"""Presenting at booths and guiding tours: who may, from where, and who is told. What a show is, is world's.

A show belongs to the connection that began it and ends with it; it is told to all members of the hall's group on this node,
which is the one where all are who go into that hall or look at its list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from yunzhan.gateway.connection import Connection, Session
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.rules import Rules
from yunzhan.gateway.server import Server
from yunzhan.gateway.websocket import frame
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
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

    def now_ms(self) -> int:
        """Since 1970."""


@dataclass(eq=False, slots=True)
class Held:
    """A show, who presents it, and the connections of those who raised a hand, by person."""

    show: Show
    by: Connection
    hands: dict[str, Connection] = field(default_factory=dict)


class Showing:
    """All shows of this gateway. `clock` is monotonic seconds."""

    def __init__(self, answers: Answers, clock: Callable[[], float]) -> None:
        self._answers, self._clock = answers, clock
        self._groups: dict[str, dict[str, Held]] = {}

    def bind(self, server: Server, conversations: Conversations) -> None:
        self._server, self._conversations = server, conversations

    def act(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        """Every command about a show: the same limits, then its own."""
        assert isinstance(command, ShowCommand)
        try:
            if not session.take("turns", self._clock()):
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
        held = self._groups.get(group)
        if held:
            self._server.send(connection, b"".join(frame(encode(one.show.told())) for one in held.values()))

    def gone(self, connection: Connection) -> None:
        """Out of the hall, or the connection is closed: what they presented is over, and they ask for nothing any more."""
        for one in self._all():
            if one.by is connection:
                self._end(one)
                continue
            people = [person for person, asker in one.hands.items() if asker is connection]
            for person in people:
                self._lower(one, person)

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
        if before is None:
            self._groups.setdefault(group, {})[key] = before = Held(fresh, connection)
        elif before.show.person != session.person:
            raise ShowRefused(Reason.SHOWN_BY_ANOTHER)
        else:
            before.show, before.by = before.show.replace(fresh), connection
        self._tell(group, before.show.told())

    def _raise_hand(self, connection: Connection, session: Session, command: m.RaiseHand) -> None:
        one = self._find(command.group, command.show)
        if command.up and self._is_muted(session):
            raise ShowRefused(Reason.MUTED)
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
            if asker is not None:
                self._answers.send(asker, m.HandAnswered(command.group, command.show, int(bool(command.given))))
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

    def _tell(self, group: str, fact: m.FactMessage) -> None:
        self._server.send_many(self._conversations.members(group), frame(encode(fact)))

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
