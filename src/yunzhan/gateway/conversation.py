"""Groups on this gateway: members, what is on its way to the log, and frames collected for a moment. Rights are the hub's.

A first message goes out at once; those of the next COLLECT_SECONDS go together, encoded once for all members.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from yunzhan.gateway.connection import Connection, Session
from yunzhan.gateway.log import Entry, GroupLog
from yunzhan.gateway.server import Server
from yunzhan.gateway.websocket import frame
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import PAGE_MESSAGES
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import RECENT_MESSAGES, Group, TextRefused, clean_attachment, clean_mentions, clean_text
from yunzhan.world.presence import Count

COLLECT_SECONDS = 0.05
END = (1 << 63) - 1
MESSAGES_A_FRAME = 200
Later = Callable[[float, Callable[[], None]], object]
Safely = Callable[[Callable[[], None]], object]
Spoken = m.Say | m.Edit | m.Remove
Said = Callable[[str, list[m.Utterance]], None]


class Conversation:
    """A group with its members here."""

    def __init__(self, key: str) -> None:
        self.group = Group(key)
        self.members: dict[Connection, None] = {}
        self.collected: list[m.Utterance] = []
        self.flush_due = False
        self.spoke_at: dict[str, int] = {}  # person → ms since 1970, only while the group is slow


@dataclass(frozen=True, slots=True)
class GroupRules:
    """Rules of a group that hold for all but moderators. `slow`: seconds between two messages of one person."""

    read_only: bool = False
    slow: int = 0


class Conversations:
    """All groups. `later` runs something after seconds, `safely` from another thread; `said` hears what was stored."""

    def __init__(self, server: Server, log: GroupLog, later: Later, safely: Safely, said: Said) -> None:
        self._server, self._log = server, log
        self._later, self._safely, self._said = later, safely, said
        self._all: dict[str, Conversation] = {}
        self._rules: dict[str, GroupRules] = {}

    def members(self, key: str) -> list[Connection]:
        found = self._all.get(key)
        return list(found.members) if found else []

    def heads(self, keys: Iterable[str]) -> dict[str, int]:
        """The newest number of each group."""
        return {key: self._all[key].group.last if key in self._all else self._log.bounds(key)[1] for key in keys}

    def join(self, connection: Connection, session: Session, command: m.Join, count: Count) -> None:
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
            command.ref, command.group, first, min(last, end - 1), count.people, count.scripted,
            *self.rules_for(session, command.group),
        )  # fmt: skip
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
        slow = self.rules_for(session, command.group)[1]
        if (
            slow
            and now_ms < found.spoke_at.get(session.person, 0) + slow * 1000
            and not found.group.knows(session.person, command.nonce)
        ):
            self._refuse(connection, command.ref, Reason.SLOW_MODE)
            return
        try:
            attachment = clean_attachment(command.attachment)
            text = "" if attachment and not command.text.strip() else clean_text(command.text)
        except TextRefused as refusal:
            self._refuse(connection, command.ref, refusal.reason)
            return
        if slow:
            found.spoke_at[session.person] = now_ms
        by, mentions = (session.flags, session.person, session.name), clean_mentions(command.mentions)
        said = m.Utterance(0, now_ms, *by, text, m.SAID, command.reply, attachment, mentions)
        self._append(connection, session, command, said)

    def edit(self, connection: Connection, session: Session, command: m.Edit, now_ms: int) -> None:
        """Another text for one's own message. Stored and acknowledged like a message."""
        before = self._find(command.group, command.target)
        if before is None or before.person != session.person:
            self._refuse(connection, command.ref, Reason.NOT_YOURS if before else Reason.NO_SUCH_MESSAGE)
            return
        try:
            text = clean_text(command.text)
        except TextRefused as refusal:
            self._refuse(connection, command.ref, refusal.reason)
            return
        by, mentions = (session.flags, session.person, session.name), clean_mentions(command.mentions)
        edited = m.Utterance(0, now_ms, *by, text, m.EDITED, before.seq, before.attachment, mentions)
        self._append(connection, session, command, edited)

    def remove(self, connection: Connection, session: Session, command: m.Remove, now_ms: int) -> None:
        """Takes away one's own message, or anybody's with the right to. Stored and acknowledged like a message."""
        before = self._find(command.group, command.target)
        if before is None:
            self._refuse(connection, command.ref, Reason.NO_SUCH_MESSAGE)
        elif before.person != session.person and not session.may[command.group].moderate:
            self._refuse(connection, command.ref, Reason.NOT_YOURS)
        else:
            gone = m.Utterance(0, now_ms, session.flags, session.person, "", "", m.REMOVED, before.seq)
            self._append(connection, session, command, gone)

    def _find(self, key: str, seq: int) -> m.Utterance | None:
        """The message of this number, if it was said and not taken away."""
        held = self._open(key).group.held(seq)
        page = [held] if held else self._log.page(key, seq - 1, seq + 1, 1, newest=True) if seq else []
        return page[0] if page and page[0].kind == m.SAID else None

    def _append(self, connection: Connection, session: Session, command: Spoken, message: m.Utterance) -> None:
        """Stores what was checked, unless it is known: then it is acknowledged again."""
        found = self._open(command.group)
        if not found.group.begin(session.person, command.nonce):
            before = found.group.said_before(session.person, command.nonce)
            if before:
                self._acknowledge(connection, command, before)
                return
            # on its way, perhaps for a connection that is gone: the log answers both with the same number

        def stored(entry: Entry, kept: m.Utterance | None) -> None:
            self._safely(lambda: self._stored(connection, command, found, entry, kept))

        self._log.append(Entry(command.group, command.nonce, message), stored)

    def take_away(self, key: str, seqs: Iterable[int], now_ms: int) -> None:
        """A moderator outside, or an erasure: entries that take these numbers away, for everybody and in the log.

        Told twice, it is done once: the number taken away is the entry's nonce.
        """
        found = self._open(key)

        def stored(_: Entry, kept: m.Utterance | None) -> None:
            if kept:
                self._safely(lambda: self._tell(found, kept))

        for seq in seqs:
            gone = m.Utterance(0, now_ms, 0, "", "", "", m.REMOVED, seq)
            self._log.append(Entry(key, seq, gone), stored)

    def set_rules(self, key: str, rules: GroupRules) -> None:
        """From now on; members hear of it at once when it is another than before."""
        if self._rules.get(key) == rules:
            return
        self._rules[key] = rules
        found = self._all.get(key)
        by_rights: dict[tuple[int, int], list[Connection]] = {}
        for connection in found.members if found else ():
            if connection.session:
                by_rights.setdefault(self.rules_for(connection.session, key), []).append(connection)
        for (rights, slow), members in by_rights.items():
            self._server.send_many(members, frame(encode(m.Rules(key, rights, slow))))

    def set_all_rules(self, told: dict[str, GroupRules]) -> None:
        """All rules that hold: a group that is not among them is open."""
        for key, rules in ({key: GroupRules() for key in self._rules} | told).items():
            self.set_rules(key, rules)

    def rules_for(self, session: Session, key: str) -> tuple[int, int]:
        """Rights (bits) and seconds between two messages, for this person in this group. Moderators are not slowed."""
        grant, rules = session.may[key], self._rules.get(key)
        if grant.moderate:
            return m.MAY_SAY | m.MAY_MODERATE, 0
        may_say = grant.say and not (rules and rules.read_only)
        return m.MAY_SAY if may_say else 0, rules.slow if rules else grant.slow

    def _stored(
        self, connection: Connection, command: Spoken, found: Conversation, entry: Entry, kept: m.Utterance | None
    ) -> None:
        if kept is None:
            found.group.fail(entry.message.person, entry.nonce)
            self._refuse(connection, command.ref, Reason.NOT_STORED)
            return
        is_new = found.group.stored(entry.nonce, kept)
        self._acknowledge(connection, command, kept)
        if is_new:
            self._collect(found, kept)

    def _tell(self, found: Conversation, kept: m.Utterance) -> None:
        if found.group.stored(0, kept):
            self._collect(found, kept)

    def _collect(self, found: Conversation, kept: m.Utterance) -> None:
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

    def flush_all(self) -> None:
        for found in self._all.values():
            self._flush(found)

    def _open(self, key: str) -> Conversation:
        found = self._all.get(key)
        if found is None:
            found = self._all[key] = Conversation(key)
            found.group.restore(self._log.page(key, 0, END, RECENT_MESSAGES, newest=True))
        return found

    def _acknowledge(self, connection: Connection, command: Spoken, kept: m.Utterance) -> None:
        fact = m.Accepted(command.ref, command.group, command.nonce, kept.seq, kept.at)
        self._server.send(connection, frame(encode(fact)))

    def _refuse(self, connection: Connection, ref: int, reason: Reason) -> None:
        self._server.send(connection, frame(encode(m.Refused(ref, reason, reason.name))))
