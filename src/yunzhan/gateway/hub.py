"""What messages do: commands in, facts out, over halls, groups and presence. Bytes and sockets are the server's."""

import time
from collections.abc import Callable
from typing import Any

from yunzhan.gateway.admission import NotAdmitted, admit
from yunzhan.gateway.connection import Connection, Session, clean_name
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.deadlines import Deadlines
from yunzhan.gateway.hall import Hall
from yunzhan.gateway.rights import SharedRights
from yunzhan.gateway.rules import Rules
from yunzhan.gateway.server import Server
from yunzhan.gateway.speaking import GroupRules, Speaking
from yunzhan.gateway.watching import Watching
from yunzhan.gateway.websocket import frame
from yunzhan.wire import VERSION, closing, limits, passes
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_command, encode
from yunzhan.wire.reasons import Reason
from yunzhan.wire.refusals import WireError
from yunzhan.world.grid import CELL_CM
from yunzhan.world.presence import Counts, Presence

TICK_MS = 100
FAIR, HALL, GROUP = range(3)
ONLY_LINE = 1
PARTS = (
    4  # of a tick, in halls with more than LARGE_HALL people: sending to thousands in one go would delay all that comes
)
LARGE_HALL = 500
LARGE_AUDIENCE = 2000  # on this node: so many are told a count within a ping's time instead of two seconds


class Hub:
    """The listener of a Server. `clock` is monotonic seconds, `wall` seconds since 1970."""

    def __init__(
        self, pass_key: bytes, clock: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
    ) -> None:
        self.halls: dict[str, Hall] = {}
        self.presence = Presence()
        self.counts: Counts = self.presence
        self.rules = Rules()
        self.watching = Watching()
        self._pass_key = pass_key
        self._clock, self._wall = clock, wall
        self._numbers = 0
        self.tick_ms = TICK_MS
        self._turn = 0  # of the parts of a tick
        self.tick_seconds = self._slowest_tick = 0.0
        self._rights = SharedRights()
        self._passes = Deadlines()
        self._news: dict[str, bytes] = {}  # of large places, told with the next ping
        self._acts: dict[type[m.CommandMessage], Callable[[Connection, Session, m.CommandMessage], None]] = {
            m.Enter: self._enter, m.Leave: self._leave, m.Jump: self._jump, m.Join: self._join, m.Part: self._part,
            m.Say: self._speak, m.Edit: self._speak, m.Remove: self._speak, m.Browse: self._browse, m.Watch: self._watch,
            m.Ping: self._ping, m.Move: self._move, m.Hello: self._again, m.Lines: self._lines, m.Gesture: self._gesture,
        }  # fmt: skip

    def bind(self, server: Server, conversations: Conversations, speaking: Speaking) -> None:
        """The server to send through, and the groups to join and to speak in: all know each other."""
        self.server, self.conversations, self.speaking = server, conversations, speaking

    def send(self, connection: Connection, fact: m.FactMessage) -> None:
        self.server.send(connection, frame(encode(fact)))

    def refuse(self, connection: Connection, ref: int, reason: Reason, detail: str = "") -> None:
        self.send(connection, m.Refused(ref, reason, detail[:60]))
        session = connection.session
        if reason is Reason.TOO_FAST and session is not None and not session.take("refusals", self._clock()):
            self.server.close(connection, closing.TOO_FAST)

    def opened(self, connection: Connection) -> None:
        """Nothing to do before the Hello."""

    def received(self, connection: Connection, message: bytes) -> None:
        session = connection.session
        if session is not None and connection.hall is not None and len(message) == 8 and message[0] == m.Move.KIND:
            connection.hall.moved(connection, message)
            return
        try:
            command = decode_command(message)
        except WireError:
            self.server.close(connection, closing.MALFORMED)
            return
        if session is None:
            self._greet(connection, command)
        elif not session.command(self._clock()):
            self.refuse(connection, getattr(command, "ref", 0), Reason.TOO_FAST)
        else:
            self._acts[type(command)](connection, session, command)

    def closed(self, connection: Connection) -> None:
        session = connection.session
        if session is None:
            return
        if connection.hall is not None:
            self._go(connection, session)
        self.watching.forget(connection)
        for key in session.groups():
            self.conversations.part(connection, key)
            self.presence.leave(f"{GROUP}{key}", session.person, scripted=session.scripted)
        self.presence.leave(f"{FAIR}{session.fair}", session.person, scripted=session.scripted)
        self._passes.clear(connection.fd)
        connection.session = None

    def pinged(self, connection: Connection) -> bytes:
        """The counts of large places go along with the ping: a frame of their own to each would cost more than all else."""
        session = connection.session
        if session is None:
            return b""
        session.rest(self._clock())
        if not self._news:
            return b""
        places = [f"{FAIR}{session.fair}", *(f"{GROUP}{key}" for key in session.groups())]
        return b"".join(self._news[place] for place in places if place in self._news)

    def _greet(self, connection: Connection, command: m.CommandMessage) -> None:
        try:
            pass_ = admit(command, self._pass_key, self.rules, self._wall())
        except NotAdmitted as refusal:
            self.server.close(connection, refusal.close)
            return
        self._numbers += 1
        session = connection.session = Session(pass_, clean_name(pass_.name), self._rights.of(pass_))
        self._passes.set(connection.fd, pass_.expires)
        self.server.greeted(connection)
        place = f"{FAIR}{pass_.fair}"
        self.presence.arrive(place, pass_.person, scripted=session.scripted)
        welcome = m.Welcome(VERSION, self._numbers, pass_.person, self.now_ms(), self.tick_ms)
        self.server.send(connection, frame(encode(welcome)) + self._counted(place))

    def _counted(self, place: str) -> bytes:
        """The frame that tells how many are at a place."""
        count = self.counts.count(place)
        return frame(encode(m.Presence(int(place[0]), place[1:], count.people, count.scripted)))

    def now_ms(self) -> int:
        return int(self._wall() * 1000)

    def _again(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        self.refuse(connection, 0, Reason.ALREADY_GREETED)

    def _move(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        self.refuse(connection, 0, Reason.NOT_IN_HALL)

    def _ping(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Ping)
        self.send(connection, m.Pong(command.stamp, self.now_ms()))

    def _enter(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Enter)
        grant = session.halls.get(command.hall)
        if grant is None:
            self.refuse(connection, command.ref, Reason.HALL_NOT_IN_PASS)
            return
        if command.line not in (m.ANY_LINE, ONLY_LINE):
            self.refuse(connection, command.ref, Reason.HALL_FULL)
            return
        now = self._clock()
        x, z, yaw = command.x, command.z, command.yaw
        if x == z == m.ANYWHERE:
            x, z, yaw = self._near_entrance(grant, connection.fd)
        hall = self.halls.get(grant.key) or self.halls.setdefault(grant.key, Hall(grant, now))
        if not hall.space.inside(x, z):
            self.refuse(connection, command.ref, Reason.OUTSIDE_HALL)
            return
        if hall.space.is_full:
            self.refuse(connection, command.ref, Reason.HALL_FULL)
            return
        if connection.hall is not None:
            self._go(connection, session)
        hall.enter(connection, session.who, x, z, yaw, now)
        self.presence.arrive(f"{HALL}{hall.key}", session.person, scripted=session.scripted)
        space = hall.space
        entered = m.Entered(
            command.ref,
            hall.key,
            connection.row,
            x,
            z,
            yaw,
            CELL_CM,
            space.grid.columns,
            space.grid.rows,
            len(space),
            ONLY_LINE,
            1,
        )
        self.server.send(connection, frame(encode(entered)) + self._counted(f"{HALL}{hall.key}"))

    def _lines(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Lines)
        if command.hall not in session.halls:
            self.refuse(connection, command.ref, Reason.HALL_NOT_IN_PASS)
            return
        hall = self.halls.get(command.hall)
        line = m.Line(ONLY_LINE, len(hall.space) if hall else 0, limits.HALL_PEOPLE)
        self.send(connection, m.LineList(command.ref, command.hall, (line,)))

    def _gesture(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Gesture)
        hall = connection.hall
        if hall is None:
            self.refuse(connection, 0, Reason.NOT_IN_HALL)
        elif not session.take("gestures", self._clock()):
            self.refuse(connection, 0, Reason.TOO_FAST)
        elif command.target != m.NOBODY and command.target not in hall.members:
            self.refuse(connection, 0, Reason.NOT_HERE)
        else:
            fact = frame(encode(m.Gestured(connection.row, command.gesture, command.target)))
            self.server.send_many(hall.around(connection), fact)

    @staticmethod
    def _near_entrance(grant: passes.HallGrant, number: int) -> tuple[int, int, int]:
        """People who come one after the other do not stand inside each other: five columns, 80 cm apart."""
        x = grant.entrance_x_cm + (number % 5 - 2) * 80
        z = grant.entrance_z_cm - number // 5 % 4 * 80
        return min(max(x, 0), grant.width_cm), min(max(z, 0), grant.depth_cm), grant.entrance_yaw % 256

    def _leave(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Leave)
        if connection.hall is None:
            self.refuse(connection, command.ref, Reason.NOT_IN_HALL)
            return
        self._go(connection, session)
        self.send(connection, m.Done(command.ref))

    def _go(self, connection: Connection, session: Session) -> None:
        assert connection.hall is not None
        hall = connection.hall
        hall.leave(connection)
        self.presence.leave(f"{HALL}{hall.key}", session.person, scripted=session.scripted)

    def _jump(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Jump)
        hall = connection.hall
        if hall is None:
            self.refuse(connection, command.ref, Reason.NOT_IN_HALL)
        elif not session.take("jumps", self._clock()):
            self.refuse(connection, command.ref, Reason.TOO_FAST)
        elif not hall.space.inside(command.x, command.z):
            self.refuse(connection, command.ref, Reason.OUTSIDE_HALL)
        else:
            hall.space.place(connection.row, command.x, command.z, command.yaw, self._clock())
            self.send(connection, m.Done(command.ref))

    def _join(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Join)
        grant = session.may.get(command.group)
        if grant is None:
            self.refuse(connection, command.ref, Reason.GROUP_NOT_IN_PASS)
            return
        place = f"{GROUP}{grant.key}"
        if not session.is_in(grant.key):
            if len(session.groups()) >= limits.GROUPS_PER_CONNECTION:
                self.refuse(connection, command.ref, Reason.TOO_MANY_GROUPS)
                return
            session.join(grant.key)
            self.presence.arrive(place, session.person, scripted=session.scripted)
        self.conversations.join(connection, session, command, self.counts.count(place))

    def _part(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Part)
        if not session.is_in(command.group):
            self.refuse(connection, command.ref, Reason.NOT_IN_GROUP)
            return
        session.part(command.group)
        self.conversations.part(connection, command.group)
        self.presence.leave(f"{GROUP}{command.group}", session.person, scripted=session.scripted)
        self.send(connection, m.Done(command.ref))

    def _speak(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        """Say, Edit and Remove: the same limits and rights, then the conversation's own checks."""
        assert isinstance(command, m.Say | m.Edit | m.Remove)
        talk, now = self.speaking, self.now_ms()
        if not session.take("says", self._clock()):
            self.refuse(connection, command.ref, Reason.TOO_FAST)
        elif not session.is_in(command.group):
            self.refuse(connection, command.ref, Reason.NOT_IN_GROUP)
        elif not talk.rules_for(session, command.group)[0] & m.MAY_SAY:
            self.refuse(connection, command.ref, Reason.MAY_NOT_SAY)
        elif self.rules.is_muted(session.fair, session.person, now):
            self.refuse(connection, command.ref, Reason.MUTED)
        elif isinstance(command, m.Say):
            talk.say(connection, session, command, now)
        elif isinstance(command, m.Edit):
            talk.edit(connection, session, command, now)
        else:
            talk.remove(connection, session, command, now)

    def _watch(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Watch)
        if any(key not in session.may for key in command.groups):
            self.refuse(connection, command.ref, Reason.GROUP_NOT_IN_PASS)
        elif len(command.groups) > limits.WATCHED_GROUPS:
            self.refuse(connection, command.ref, Reason.TOO_MANY_GROUPS)
        else:
            self.send(connection, m.Done(command.ref))
            self.conversations.heads(command.groups, lambda heads: self._watched(connection, session, heads))

    def _watched(self, connection: Connection, session: Session, heads: dict[str, int]) -> None:
        if connection.session is session:
            self.send(connection, m.Heads(tuple(m.Head(key, last) for key, last in heads.items())))
            self.watching.watch(connection, heads)

    def _browse(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Browse)
        if not session.is_in(command.group):
            self.refuse(connection, command.ref, Reason.NOT_IN_GROUP)
        else:
            self.conversations.browse(connection, command)

    def tick_part(self) -> None:
        """PARTS times in a tick: a large hall sends to another part of its people each time, a small one to all at the first."""
        self._turn = (self._turn + 1) % PARTS
        large = [hall for hall in self.halls.values() if len(hall.members) > LARGE_HALL]
        small = [hall for hall in self.halls.values() if len(hall.members) <= LARGE_HALL]
        self._tick(large, self._turn, PARTS)
        if self._turn == 0:
            self._tick(small)

    def tick(self) -> None:
        """Every hall sends what changed, to all at once."""
        self._tick(list(self.halls.values()))

    def _tick(self, halls: list[Hall], part: int = 0, parts: int = 1) -> None:
        now = self._clock()
        for hall in halls:
            for connection in hall.tick(self.server, now, part, parts):
                self.server.close(connection, closing.TOO_FAST)
            if not hall.members:
                del self.halls[hall.key]
        self.tick_seconds = self._clock() - now
        self._slowest_tick = max(self._slowest_tick, self.tick_seconds)

    def take_slowest_tick(self) -> float:
        """Of all ticks since this was asked before."""
        slowest, self._slowest_tick = self._slowest_tick, 0.0
        return slowest

    def tell_presence(self) -> None:
        """Every two seconds: counts that changed, to those whom they concern. Passes that are over end here too."""
        for place in self.counts.changed():
            fact, audience = self._counted(place), self._at(place)
            if len(audience) > LARGE_AUDIENCE:
                self._news[place] = fact
            else:
                self._news.pop(place, None)
                self.server.send_many(audience, fact)
        for key, last in self.conversations.known_heads(self.watching.groups()).items():
            watchers = self.watching.news(key, last)
            if watchers:
                self.server.send_many(watchers, frame(encode(m.Heads((m.Head(key, last),)))))
        for fd in self._passes.due(self._wall()):
            self._passes.clear(fd)
            connection = self.server.at(fd)
            if connection is not None:
                self.server.close(connection, closing.PASS_EXPIRED)

    def _at(self, place: str) -> list[Connection]:
        """The connections at a place."""
        scope, key = int(place[0]), place[1:]
        if scope == FAIR:
            return self._of_fair(key)
        if scope == GROUP:
            return self.conversations.members(key)
        return list(self.halls[key].members.values()) if key in self.halls else []

    def _of_fair(self, fair: str) -> list[Connection]:
        """Everybody who was greeted; `fair` empty: of every fair."""
        return [c for c in self.server.everybody() if c.session and (not fair or c.session.fair == fair)]

    def ban(self, told: dict[str, Any]) -> None:
        """Out, and not in again; the website does not sign another pass."""
        self.rules.ban(told)
        self._put_out({str(told["person"])})

    def hear_rules(self, told: dict[str, Any]) -> None:
        """Everything that is forbidden now, and the rules of groups."""
        fresh = self.rules.replace(told)
        if "groups" in told:
            rules = {str(key): GroupRules(bool(closed), int(slow)) for key, closed, slow in told["groups"]}
            self.speaking.set_all_rules(rules)
        if fresh:
            self._put_out(fresh)

    def _put_out(self, people: set[str]) -> None:
        for connection in self._of_fair(""):
            session = connection.session
            if session and session.person in people and self.rules.is_banned(session.fair, session.person):
                self.server.close(connection, closing.BANNED)

    def announce(self, fair: str, text: str, kind: int = 0) -> None:
        """A notice to everybody of a fair, or to all when `fair` is empty."""
        data = frame(encode(m.Notice(kind, text)))
        self.server.send_many(self._of_fair(fair), data)
