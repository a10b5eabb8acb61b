"""Groups on this gateway: members, what is on its way to the log, and frames collected for a moment. Rights are the hub's.

A first message goes out at once; those of the next COLLECT_SECONDS go together, encoded once for all members.
"""

from collections.abc import Callable, Iterable

from yunzhan.gateway.connection import Connection, Session
from yunzhan.gateway.log import Entry, GroupLog
from yunzhan.gateway.server import Server
from yunzhan.gateway.websocket import frame
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import PAGE_MESSAGES
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import RECENT_MESSAGES, Group, TextRefused, clean_text
from yunzhan.world.presence import Count

COLLECT_SECONDS = 0.05
END = (1 << 63) - 1
MESSAGES_A_FRAME = 200
Later = Callable[[float, Callable[[], None]], object]
Safely = Callable[[Callable[[], None]], object]
Said = Callable[[str, list[m.Utterance]], None]


class Conversation:
    """A group with its members here."""

    def __init__(self, key: str) -> None:
        self.group = Group(key)
        self.members: dict[Connection, None] = {}
        self.collected: list[m.Utterance] = []
        self.flush_due = False


class Conversations:
    """All groups. `later` runs something after seconds, `safely` from another thread; `said` hears what was stored."""

    def __init__(self, server: Server, log: GroupLog, later: Later, safely: Safely, said: Said) -> None:
        self._server, self._log = server, log
        self._later, self._safely, self._said = later, safely, said
        self._all: dict[str, Conversation] = {}

    def members(self, key: str) -> list[Connection]:
        found = self._all.get(key)
        return list(found.members) if found else []

    def join(self, connection: Connection, command: m.Join, count: Count, *, may_say: bool) -> None:
        found = self._open(command.group)
        self._flush(
            found
        )  # what is collected is in the page already: its own frame must be out before this member is in
        first, last = self._log.bounds(command.group)
        # the log may hold newer ones that have not been told to anybody yet: those come as Said, not twice
        end = found.group.last + 1
        if command.after:
            messages = found.group.after(command.after)
            if messages is None:
                messages = self._log.page(command.group, command.after, end, RECENT_MESSAGES + 1, newest=False)
            more, messages = len(messages) > RECENT_MESSAGES, messages[:RECENT_MESSAGES]
        else:
            messages = self._log.page(command.group, 0, end, PAGE_MESSAGES + 1, newest=True)
            more, messages = len(messages) > PAGE_MESSAGES, messages[-PAGE_MESSAGES:]
        joined = m.Joined(
            command.ref, command.group, first, min(last, end - 1), count.people, count.scripted, int(may_say)
        )
        data = frame(encode(joined))
        for start in range(0, len(messages) or 1, PAGE_MESSAGES):
            page = tuple(messages[start : start + PAGE_MESSAGES])
            is_more = more or start + PAGE_MESSAGES < len(messages)
            data += frame(encode(m.Page(command.ref, command.group, int(is_more), page)))
        self._server.send(connection, data)
        found.members[connection] = None

    def part(self, connection: Connection, key: str) -> None:
        found = self._all.get(key)
        if found:
            found.members.pop(connection, None)

    def browse(self, connection: Connection, command: m.Browse) -> None:
        limit = min(command.limit or PAGE_MESSAGES, PAGE_MESSAGES)
        messages = self._log.page(command.group, 0, command.before or END, limit + 1, newest=True)
        page = tuple(messages[-limit:])
        fact = m.Page(command.ref, command.group, int(len(messages) > limit), page)
        self._server.send(connection, frame(encode(fact)))

    def say(self, connection: Connection, session: Session, command: m.Say, now_ms: int) -> None:
        """Checks, stores, then acknowledges and tells the others; a nonce that was said before is acknowledged again."""
        found = self._open(command.group)
        try:
            text = clean_text(command.text)
        except TextRefused as refusal:
            self._refuse(connection, command.ref, refusal.reason)
            return
        if not found.group.begin(session.person, command.nonce):
            before = found.group.said_before(session.person, command.nonce)
            if before:
                self._acknowledge(connection, command, before)
                return
            # on its way, perhaps for a connection that is gone: the log answers both with the same number
        message = m.Utterance(0, now_ms, session.flags, session.person, session.name, text)

        def stored(entry: Entry, kept: m.Utterance | None) -> None:
            self._safely(lambda: self._stored(connection, command, found, entry, kept))

        self._log.append(Entry(command.group, command.nonce, message), stored)

    def _stored(
        self, connection: Connection, command: m.Say, found: Conversation, entry: Entry, kept: m.Utterance | None
    ) -> None:
        if kept is None:
            found.group.fail(entry.message.person, entry.nonce)
            self._refuse(connection, command.ref, Reason.NOT_STORED)
            return
        is_new = found.group.stored(entry.nonce, kept)
        self._acknowledge(connection, command, kept)
        if not is_new:
            return
        found.collected.append(kept)
        if not found.flush_due:
            found.flush_due = True
            self._later(COLLECT_SECONDS, lambda: self._collected(found))
            self._flush(found)

    def _collected(self, found: Conversation) -> None:
        if found.collected:
            self._later(COLLECT_SECONDS, lambda: self._collected(found))
            self._flush(found)
        else:
            found.flush_due = False

    def _flush(self, found: Conversation) -> None:
        if not found.collected:
            return
        messages, found.collected = found.collected, []
        for start in range(0, len(messages), MESSAGES_A_FRAME):
            fact = m.Said(found.group.key, tuple(messages[start : start + MESSAGES_A_FRAME]))
            self._server.send_many(found.members, frame(encode(fact)))
            self._said(found.group.key, list(fact.messages))

    def remove(self, key: str, seqs: Iterable[int]) -> None:
        """Takes messages away here, in the log, and on every screen."""
        gone = list(seqs)
        found = self._open(key)
        self._flush(found)
        self._log.remove(key, gone)
        found.group.remove(gone)
        self._server.send_many(found.members, frame(encode(m.Removed(key, tuple(gone)))))

    def flush_all(self) -> None:
        for found in self._all.values():
            self._flush(found)

    def _open(self, key: str) -> Conversation:
        found = self._all.get(key)
        if found is None:
            found = self._all[key] = Conversation(key)
            found.group.restore(self._log.page(key, 0, END, RECENT_MESSAGES, newest=True))
        return found

    def _acknowledge(self, connection: Connection, command: m.Say, kept: m.Utterance) -> None:
        fact = m.Accepted(command.ref, command.group, command.nonce, kept.seq, kept.at)
        self._server.send(connection, frame(encode(fact)))

    def _refuse(self, connection: Connection, ref: int, reason: Reason) -> None:
        self._server.send(connection, frame(encode(m.Refused(ref, reason, reason.name))))
