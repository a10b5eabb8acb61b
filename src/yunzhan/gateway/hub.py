"""What messages do: commands in, facts out, over groups and presence. Halls are visiting's, bytes and sockets the server's."""

import time
from collections.abc import Callable
from typing import Any

from yunzhan.gateway.admission import NotAdmitted, admit
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.connection import Connection, Session, clean_name
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.deadlines import Deadlines
from yunzhan.gateway.pace import Paces, What
from yunzhan.gateway.rights import Rights, SharedRights
from yunzhan.gateway.rules import Rules
from yunzhan.gateway.scopes import FAIR, GROUP
from yunzhan.gateway.server import Server
from yunzhan.gateway.showing import Showing
from yunzhan.gateway.speaking import GroupRules, Speaking
from yunzhan.gateway.visiting import TICK_MS, Visiting
from yunzhan.gateway.watching import Watching
from yunzhan.gateway.websocket import frame
from yunzhan.wire import VERSION, closing, limits
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_command, encode
from yunzhan.wire.limits import PING_SECONDS
from yunzhan.wire.reasons import Reason
from yunzhan.wire.refusals import WireError
from yunzhan.world.presence import Counts, Presence

LARGE_AUDIENCE = 2000  # on this node: so many are told a count within a ping's time instead of two seconds


class Hub:
    """The listener of a Server. `clock` is monotonic seconds, `wall` seconds since 1970."""

    def __init__(
        self, pass_key: bytes, clock: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
    ) -> None:
        self.presence = Presence()
        self.counts: Counts = self.presence
        self.rules = Rules()
        self.watching = Watching()
        self._pass_key = pass_key
        self._clock, self._wall = clock, wall
        self._numbers = 0
        self.visiting = visiting = Visiting(self, clock)
        self.showing = showing = Showing(self)
        self.tick_ms = TICK_MS
        self._rights = SharedRights()
        self._passes = Deadlines()
        self._paces = Paces()
        self._news: dict[str, tuple[bytes, float]] = {}  # of large places, told with the next ping, and since when
        self._news_of: dict[tuple[Rights, int], bytes] = {}  # the same for all who are in the same places
        self._acts: dict[type[m.CommandMessage], Callable[[Connection, Session, m.CommandMessage], None]] = {
            m.Enter: visiting.enter, m.Leave: visiting.leave, m.Jump: visiting.jump, m.Join: self._join, m.Part: self._part,
            m.Say: self._speak, m.Edit: self._speak, m.Remove: self._speak, m.Browse: self._browse, m.Watch: self._watch,
            m.Show: showing.act, m.Turn: showing.act, m.EndShow: showing.act, m.RaiseHand: showing.act,
            m.AnswerHand: showing.act, m.Ping: self._ping, m.Move: self._move, m.Hello: self._again,
            m.Lines: visiting.lines, m.Gesture: visiting.gesture,
        }  # fmt: skip

    def bind(self, server: Server, cluster: Cluster, conversations: Conversations, speaking: Speaking) -> None:
        """The server to send through, the other nodes, and the groups to join and to speak in: all know each other."""
        self.server, self.conversations, self.speaking = server, conversations, speaking
        self.visiting.bind(server, cluster)
        self.showing.bind(server, cluster, conversations)

    def send(self, connection: Connection, fact: m.FactMessage) -> None:
        self.server.send(connection, frame(encode(fact)))

    def refuse(self, connection: Connection, ref: int, reason: Reason, detail: str = "") -> None:
        self.send(connection, m.Refused(ref, reason, detail[:60]))
        session = connection.session
        if reason is Reason.TOO_FAST and session is not None and not self.in_time(connection, "refusals"):
            self.server.close(connection, closing.TOO_FAST)

    def in_time(self, connection: Connection, what: What) -> bool:
        """Whether they may do it now; False when it is too fast."""
        return self._paces.take(connection.fd, what, self._clock())

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
        elif not self._paces.command(connection.fd, self._clock()):
            self.refuse(connection, getattr(command, "ref", 0), Reason.TOO_FAST)
        else:
            self._acts[type(command)](connection, session, command)

    def closed(self, connection: Connection) -> None:
        session = connection.session
        if session is None:
            return
        self.showing.gone(connection)
        self.visiting.gone(connection, session)
        self.watching.forget(connection)
        for key in session.groups():
            self.conversations.part(connection, key)
            self.presence.leave(f"{GROUP}{key}", session.person, scripted=session.scripted)
        self.presence.leave(f"{FAIR}{session.fair}", session.person, scripted=session.scripted)
        self._passes.clear(connection.fd)
        connection.forget()

    def pinged(self, connection: Connection) -> bytes:
        """The counts of large places go along with the ping: a frame of their own to each would cost more than all else."""
        session = connection.session
        if session is None or not self._news:
            return b""
        places = session.rights, session.joined
        news = self._news_of.get(places)
        if news is None:
            names = [f"{FAIR}{session.fair}", *(f"{GROUP}{key}" for key in session.groups())]
            news = self._news_of[places] = b"".join(self._news[name][0] for name in names if name in self._news)
        return news

    def _greet(self, connection: Connection, command: m.CommandMessage) -> None:
        try:
            pass_ = admit(command, self._pass_key, self.rules, self._wall())
        except NotAdmitted as refusal:
            self.server.close(connection, refusal.close)
            return
        self._numbers += 1
        session = connection.greet(pass_, clean_name(pass_.name), self._rights.of(pass_))
        self._passes.set(connection.fd, pass_.expires)
        self._paces.begin(connection.fd)
        self.server.greeted(connection)
        place = f"{FAIR}{pass_.fair}"
        self.presence.arrive(place, pass_.person, scripted=session.scripted)
        welcome = m.Welcome(VERSION, self._numbers, pass_.person, self.now_ms(), self.tick_ms)
        self.server.send(connection, frame(encode(welcome)) + self.counted(place))

    def counted(self, place: str) -> bytes:
        """The frame that tells how many are at a place."""
        count = self.counts.count(place)
        return frame(encode(m.Presence(int(place[0]), place[1:], count.people, count.scripted)))

    def left_hall(self, connection: Connection) -> None:
        self.showing.gone(connection)

    def now_ms(self) -> int:
        return int(self._wall() * 1000)

    def _again(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        self.refuse(connection, 0, Reason.ALREADY_GREETED)

    def _move(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        self.refuse(connection, 0, Reason.NOT_IN_HALL)

    def _ping(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Ping)
        self.send(connection, m.Pong(command.stamp, self.now_ms()))

    def _join(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Join)
        grant = session.may.get(command.group)
        if grant is None:
            self.refuse(connection, command.ref, Reason.GROUP_NOT_IN_PASS)
            return
        place = f"{GROUP}{grant.key}"
        if not session.is_in(grant.key):
            if session.joined.bit_count() - 1 >= limits.GROUPS_PER_CONNECTION:  # without PRESENT
                self.refuse(connection, command.ref, Reason.TOO_MANY_GROUPS)
                return
            session.join(grant.key)
            self.presence.arrive(place, session.person, scripted=session.scripted)
        self.conversations.join(connection, session, command, self.counts.count(place))
        self.showing.tell(connection, grant.key)

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
        if not self.in_time(connection, "says"):
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
        elif not self.in_time(connection, "pages"):
            self.refuse(connection, command.ref, Reason.TOO_FAST)
        else:
            self.conversations.browse(connection, command)

    def tell_presence(self) -> None:
        """Every two seconds: counts that changed, to those whom they concern. Passes that are over end here too."""
        now = self._clock()
        self._paces.rest(now)
        self._news = {place: news for place, news in self._news.items() if now - news[1] <= PING_SECONDS}
        self._news_of.clear()
        for place in self.counts.changed():
            fact, here = self.counted(place), self.presence.count(place)
            if here.people + here.scripted > LARGE_AUDIENCE:
                self._news[place] = fact, now
            else:
                self._news.pop(place, None)
                self.server.send_many(self._at(place), fact)
        for key, last in self.conversations.known_heads(self.watching.groups()).items():
            watchers = self.watching.news(key, last)
            if watchers:
                self.server.send_many(watchers, frame(encode(m.Heads((m.Head(key, last),)))))
        self.showing.sweep()
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
        return self.visiting.members(key)

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
