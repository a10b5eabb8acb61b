"""Groups on this gateway: members, pages, and frames collected for a moment. Who may say what is speaking's to decide.

A first message goes out at once; those of the next COLLECT_SECONDS go together, encoded once for all members. Where sending one
takes long (ten thousand members), the next waits longer, at most LONGEST_COLLECT_SECONDS: the loop never does only this.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from yunzhan.gateway.connection import Connection, Session
from yunzhan.gateway.members import Members
from yunzhan.gateway.ordering import END, Later, Ordering
from yunzhan.gateway.server import Server
from yunzhan.gateway.websocket import frame
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import PAGE_MESSAGES
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import RECENT_MESSAGES, Group
from yunzhan.world.presence import Count

COLLECT_SECONDS = 0.05
LONGEST_COLLECT_SECONDS = 0.25
MESSAGES_A_FRAME = 200
BEHIND_SECONDS = 0.05  # before the log is asked again for what it cannot show yet
REACHED_SECONDS = 0.2  # what was told is on its way when one hears how far a group is
REACHED_LOOKS = 40  # then the number somebody says to have heard is taken for none of ours
IDLE_SWEEPS = 60
Act = Callable[["Conversation"], None]


@dataclass(eq=False, slots=True)
class Conversation:
    """A group with its members here."""

    group: Group
    members: Members
    collected: list[m.Utterance] = field(default_factory=list)
    flush_due: bool = False
    flush_seconds: float = 0.0
    first: int = 0  # the oldest number the log keeps, as far as known
    opening: list[tuple[Act, Callable[[], None]]] | None = field(default_factory=list)  # who waits until it is read
    early: list[m.Utterance] = field(default_factory=list)  # told before it was read
    filling: bool = False
    target: int = 0  # how far others say that this group is
    newest: tuple[tuple[int, int, bool], bytes] | None = (
        None  # the page that who comes anew gets, and what it depends on
    )
    idle: int = 0

    @property
    def is_behind(self) -> bool:
        return bool(self.group.gap) or self.group.last < self.target


class Conversations:
    """All groups. `later` runs something after seconds; `rights` says what a person may do in a group and how slowly."""

    def __init__(self, server: Server, ordering: Ordering, later: Later, clock: Callable[[], float]) -> None:
        self._server, self._ordering, self._later, self._clock = server, ordering, later, clock
        self.rights: Callable[[Session, str], tuple[int, int]] = lambda _session, _key: (0, 0)
        self._all: dict[str, Conversation] = {}
        ordering.heard, ordering.reached = self._heard, self._reached
        ordering.cluster.on_change(lambda gone: self.ask_how_far() if gone else None)

    def members(self, key: str) -> list[Connection]:
        found = self._all.get(key)
        return list(found.members) if found else []

    def heads(self, keys: Iterable[str], then: Callable[[dict[str, int]], None]) -> None:
        """The newest number of each group; asks the log for those nobody here has heard of."""
        wanted = list(keys)
        known = self.known_heads(wanted)
        missing = [key for key in wanted if key not in known]
        waiting = set(missing)

        def told(key: str, last: int | None) -> None:
            if last is not None:
                self._ordering.heads.setdefault(key, last)
            waiting.discard(key)
            known[key] = last or 0
            if not waiting:
                then({key: known[key] for key in wanted})

        for key in missing:
            self._ordering.log.last(key, partial(told, key))
        if not missing:
            then(known)

    def known_heads(self, keys: Iterable[str]) -> dict[str, int]:
        """The same without asking: only what is known here."""
        heads = self._ordering.heads
        known = {key: self._all[key].group.last if self._is_open(key) else heads.get(key) for key in keys}
        return {key: last for key, last in known.items() if last is not None}

    def join(self, connection: Connection, session: Session, command: m.Join, count: Count) -> None:
        opened = self._all.get(command.group)
        if opened is not None and opened.opening is None and command.after <= opened.group.last:
            self._join(opened, connection, session, command, count)
            return
        join: Act = lambda found: self._join(found, connection, session, command, count)  # noqa: E731
        failed = partial(self.refuse, connection, command.ref, Reason.NOT_STORED)
        self.when_open(command.group, partial(self._join_when_reached, join, failed, command, REACHED_LOOKS), failed)

    def _join_when_reached(
        self, join: Act, failed: Callable[[], None], command: m.Join, looks: int, found: Conversation
    ) -> None:
        """Who comes from another node may have heard more than was told here yet: it must not be told again."""
        if command.after <= found.group.last or not looks:
            join(found)
            return
        self._ordering.log.last(command.group, partial(self._reached, command.group))
        again = partial(self._join_when_reached, join, failed, command, looks - 1)
        self._later(BEHIND_SECONDS, lambda: self.when_open(command.group, again, failed))

    def _join(
        self, found: Conversation, connection: Connection, session: Session, command: m.Join, count: Count
    ) -> None:
        def told(messages: list[m.Utterance] | None, *, more: bool = False) -> None:
            if connection.session is not session or not session.is_in(command.group):
                return  # gone, or parted again
            if messages is None:
                self.refuse(connection, command.ref, Reason.NOT_STORED)
                return
            # what is collected is in the pages already: its own frame must be out before this member is in
            self._flush(found)
            more, messages = more or len(messages) > RECENT_MESSAGES, messages[:RECENT_MESSAGES]
            newest = messages[-1].seq if messages else end
            since = found.group.after(max(newest, end)) if not more else []
            self._send_pages(
                connection, session, command, found, count, messages + (since or []), more=more or since is None
            )
            found.members.add(connection)

        recent, end = list(found.group.recent), found.group.last
        if not command.after:
            older = bool(recent) and 0 < found.first < recent[0].seq
            told(recent[-PAGE_MESSAGES:], more=len(recent) > PAGE_MESSAGES or older)
        elif (missed := found.group.after(command.after)) is not None:
            told(missed)
        else:
            log = self._ordering.log
            log.page(command.group, command.after, end + 1, RECENT_MESSAGES + 1, newest=False, then=told)

    def _send_pages(
        self, connection: Connection, session: Session, command: m.Join, found: Conversation, count: Count,
        messages: list[m.Utterance], *, more: bool,
    ) -> None:  # fmt: skip
        rights = self.rights(session, command.group)
        joined = m.Joined(
            command.ref, command.group, found.first, found.group.last, count.people, count.scripted, *rights
        )
        data = frame(encode(joined))
        if not command.after:
            data += self._newest_page(command, found, messages, more=more)
            self._server.send(connection, data)
            return
        for start in range(0, len(messages) or 1, PAGE_MESSAGES):
            page = tuple(messages[start : start + PAGE_MESSAGES])
            is_more = more or start + PAGE_MESSAGES < len(messages)
            data += frame(encode(m.Page(command.ref, command.group, int(is_more), page)))
        self._server.send(connection, data)

    @staticmethod
    def _newest_page(command: m.Join, found: Conversation, messages: list[m.Utterance], *, more: bool) -> bytes:
        """Encoded once for all who come before anything new is said: a page of fifty messages takes longer than all else."""
        depends = command.ref, found.group.last, more
        if found.newest is None or found.newest[0] != depends:
            page = m.Page(command.ref, command.group, int(more), tuple(messages))
            found.newest = depends, frame(encode(page))
        return found.newest[1]

    def part(self, connection: Connection, key: str) -> None:
        found = self._all.get(key)
        if found:
            found.members.discard(connection)

    def browse(self, connection: Connection, command: m.Browse) -> None:
        limit = min(command.limit or PAGE_MESSAGES, PAGE_MESSAGES)

        def told(messages: list[m.Utterance] | None) -> None:
            if messages is None:
                self.refuse(connection, command.ref, Reason.NOT_STORED)
                return
            fact = m.Page(command.ref, command.group, int(len(messages) > limit), tuple(messages[-limit:]))
            self._server.send(connection, frame(encode(fact)))

        self._ordering.log.page(command.group, 0, command.before or END, limit + 1, newest=True, then=told)

    def refuse(self, connection: Connection, ref: int, reason: Reason) -> None:
        self._server.send(connection, frame(encode(m.Refused(ref, reason, reason.name))))

    def when_open(self, key: str, act: Act, failed: Callable[[], None]) -> None:
        """Calls `act` when the group's newest messages are here, at once when they are; `failed` when they cannot be read."""
        found = self._all.get(key)
        if found is None:
            found = self._all[key] = Conversation(Group(key), Members(self._server.connections))
            assert found.opening is not None
            found.opening.append((act, failed))
            self._open(key, found)
        elif found.opening is not None:
            found.opening.append((act, failed))
        else:
            act(found)

    def _is_open(self, key: str) -> bool:
        return key in self._all and self._all[key].opening is None

    def _open(self, key: str, found: Conversation) -> None:
        log = self._ordering.log

        def bounds_told(bounds: tuple[int, int] | None) -> None:
            if bounds is None:
                opened(None)
                return
            found.first = bounds[0]
            log.page(key, 0, END, RECENT_MESSAGES, newest=True, then=opened)

        def opened(messages: list[m.Utterance] | None) -> None:
            waiting, found.opening = found.opening or [], None
            if messages is None:
                self._close(key)
                for _, failed in waiting:
                    failed()
                return
            found.group.restore(messages)
            early, found.early = found.early, []
            self._take(found, early)
            for act, _ in waiting:
                act(found)

        self._ordering.listen(key, lambda: log.bounds(key, bounds_told))

    def _close(self, key: str) -> None:
        self._ordering.unlisten(key)
        del self._all[key]

    def sweep(self) -> None:
        """Once a second: groups in which nobody has been for a minute are not listened to any more."""
        for key, found in list(self._all.items()):
            found.newest = None
            found.idle = 0 if found.members or found.opening is not None else found.idle + 1
            if found.idle > IDLE_SWEEPS and not found.collected:
                self._close(key)

    def ask_how_far(self) -> None:
        """What was told while this node could not hear, or by a node that died before it told, is in the log."""
        for key in list(self._all):
            self._ordering.log.last(key, partial(self._reached, key))

    def _heard(self, key: str, messages: list[m.Utterance]) -> None:
        found = self._all.get(key)
        if found is None:
            return
        if found.opening is not None:
            found.early += messages
        else:
            self._take(found, messages)

    def _take(self, found: Conversation, messages: list[m.Utterance]) -> None:
        self._collect(found, found.group.receive(messages))
        if found.is_behind:
            self._fill(found)

    def _reached(self, key: str, last: int | None) -> None:
        found = self._all.get(key)
        if found is not None and last and last > max(found.target, found.group.last):
            found.target = last
            self._later(REACHED_SECONDS, lambda: self._fill(found))

    def _fill(self, found: Conversation) -> None:
        """Reads what was not told, until nothing is missing."""
        if found.filling or found.opening is not None or not found.is_behind:
            return
        found.filling = True
        wanted = found.group.gap or found.target

        def told(page: list[m.Utterance] | None) -> None:
            found.filling = False
            if page:
                self._collect(found, found.group.fill(page))
            if found.group.last >= wanted:
                self._fill(found)
            else:  # the log's copy that answered is behind itself
                self._later(BEHIND_SECONDS, lambda: self._fill(found))

        log, last = self._ordering.log, found.group.last
        log.page(found.group.key, last, END, RECENT_MESSAGES, newest=False, then=told)

    def _collect(self, found: Conversation, messages: list[m.Utterance]) -> None:
        if not messages:
            return
        found.first = found.first or messages[0].seq
        found.collected += messages
        if not found.flush_due:
            found.flush_due = True
            self._flush(found)
            self._later(self._pause(found), lambda: self._collected(found))

    def _collected(self, found: Conversation) -> None:
        if found.collected:
            self._flush(found)
            self._later(self._pause(found), lambda: self._collected(found))
        else:
            found.flush_due = False

    @staticmethod
    def _pause(found: Conversation) -> float:
        """Sending takes at most two thirds of the time: five messages a second to ten thousand need not wait for each other."""
        return min(max(COLLECT_SECONDS, found.flush_seconds / 2), LONGEST_COLLECT_SECONDS)

    def _flush(self, found: Conversation) -> None:
        if not found.collected:
            return
        began = self._clock()
        messages, found.collected = found.collected, []
        for start in range(0, len(messages), MESSAGES_A_FRAME):
            fact = m.Said(found.group.key, tuple(messages[start : start + MESSAGES_A_FRAME]))
            self._server.send_many(found.members, frame(encode(fact)))
        found.flush_seconds = self._clock() - began

    def flush_all(self) -> None:
        for found in self._all.values():
            self._flush(found)
