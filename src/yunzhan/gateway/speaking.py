"""What people say, change and take away in groups: checks and rights, then ordering. Pages and members are conversation's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from yunzhan.bus.bus import Later
from yunzhan.gateway.connection import Connection, Session
from yunzhan.gateway.conversation import Conversation, Conversations
from yunzhan.gateway.log import Entry
from yunzhan.gateway.ordering import Ordering
from yunzhan.gateway.server import Server
from yunzhan.gateway.websocket import frame
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import TextRefused, clean_attachment, clean_mentions, clean_text

Spoken = m.Say | m.Edit | m.Remove


@dataclass(frozen=True, slots=True)
class GroupRules:
    """Rules of a group that hold for all but moderators. `slow`: seconds between two messages of one person."""

    read_only: bool = False
    slow: int = 0


class Speaking:
    """The half of the groups that writes."""

    def __init__(self, server: Server, conversations: Conversations, ordering: Ordering) -> None:
        self._server, self._conversations, self._ordering = server, conversations, ordering
        self._rules: dict[str, GroupRules] = {}
        conversations.rights = self.rules_for

    def say(self, connection: Connection, session: Session, command: m.Say, now_ms: int) -> None:
        """Checks, stores, then acknowledges and tells the others; a nonce that was said before is acknowledged again."""
        try:
            attachment = clean_attachment(command.attachment)
            text = "" if attachment and not command.text.strip() else clean_text(command.text)
        except TextRefused as refusal:
            self._conversations.refuse(connection, command.ref, refusal.reason)
            return
        by, mentions = (session.flags, session.person, session.name), clean_mentions(command.mentions)
        said = m.Utterance(0, now_ms, *by, text, m.SAID, command.reply, attachment, mentions)
        self._append(connection, session, command, said, self.rules_for(session, command.group)[1])

    def edit(self, connection: Connection, session: Session, command: m.Edit, now_ms: int) -> None:
        """Another text for one's own message. Stored and acknowledged like a message."""

        def found(before: m.Utterance) -> None:
            if before.person != session.person:
                self._conversations.refuse(connection, command.ref, Reason.NOT_YOURS)
                return
            try:
                text = clean_text(command.text)
            except TextRefused as refusal:
                self._conversations.refuse(connection, command.ref, refusal.reason)
                return
            by, mentions = (session.flags, session.person, session.name), clean_mentions(command.mentions)
            edited = m.Utterance(0, now_ms, *by, text, m.EDITED, before.seq, before.attachment, mentions)
            self._append(connection, session, command, edited)

        self._find(connection, session, command, found)

    def remove(self, connection: Connection, session: Session, command: m.Remove, now_ms: int) -> None:
        """Takes away one's own message, or anybody's with the right to. Stored and acknowledged like a message."""

        def found(before: m.Utterance) -> None:
            if before.person != session.person and not session.may[command.group].moderate:
                self._conversations.refuse(connection, command.ref, Reason.NOT_YOURS)
            else:
                gone = m.Utterance(0, now_ms, session.flags, session.person, "", "", m.REMOVED, before.seq)
                self._append(connection, session, command, gone)

        self._find(connection, session, command, found)

    def take_away(self, key: str, seqs: Iterable[int], now_ms: int) -> Later:
        """A moderator outside, or an erasure: entries that take these numbers away, for everybody and in the log.

        Told twice, it is done once: the number taken away is the entry's nonce. Answered when all of it is stored.
        """
        waiting, done = set(seqs), Later()
        if not waiting:
            done.give(b"")

        def stored(seq: int, kept: m.Utterance | Reason) -> None:
            if isinstance(kept, m.Utterance):
                waiting.discard(seq)
                if not waiting:
                    done.give(b"")

        for seq in sorted(waiting):
            gone = m.Utterance(0, now_ms, 0, "", "", "", m.REMOVED, seq)
            self._ordering.order(Entry(key, seq, gone), 0, partial(stored, seq))
        return done

    def set_rules(self, key: str, rules: GroupRules) -> None:
        """From now on; members hear of it at once when it is another than before."""
        if self._rules.get(key) == rules:
            return
        self._rules[key] = rules
        by_rights: dict[tuple[int, int], list[Connection]] = {}
        for connection in self._conversations.members(key):
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

    def _find(
        self, connection: Connection, session: Session, command: m.Edit | m.Remove, then: Callable[[m.Utterance], None]
    ) -> None:
        """Calls `then` with the message that is to be changed. Answers itself when it is gone: as the first time when this very
        command was what took it away and its acknowledgement was lost, else with a refusal."""
        key, seq, log = command.group, command.target, self._ordering.log
        refuse = partial(self._conversations.refuse, connection, command.ref)

        def told(page: list[m.Utterance] | None) -> None:
            if page is None:
                refuse(Reason.NOT_STORED)
            elif page and page[0].kind == m.SAID:
                then(page[0])
            else:
                log.find(key, session.person, command.nonce, again)

        def again(page: list[m.Utterance] | None) -> None:
            if page:
                self._acknowledge(connection, command, page[0])
            else:
                refuse(Reason.NOT_STORED if page is None else Reason.NO_SUCH_MESSAGE)

        def opened(found: Conversation) -> None:
            held = found.group.held(seq)
            if held or not seq:
                told([held] if held else [])
            else:
                log.page(key, seq - 1, seq + 1, 1, newest=True, then=told)

        self._conversations.when_open(key, opened, lambda: told(None))

    def _append(
        self, connection: Connection, session: Session, command: Spoken, message: m.Utterance, slow: int = 0
    ) -> None:
        """Stores what was checked, unless it is known: then it is acknowledged again."""

        def opened(found: Conversation) -> None:
            group = found.group
            if not group.begin(session.person, command.nonce):
                before = group.said_before(session.person, command.nonce)
                if before:
                    self._acknowledge(connection, command, before)
                    return
                # on its way, perhaps for a connection that is gone: the log answers both with the same number

            def answered(kept: m.Utterance | Reason) -> None:
                if isinstance(kept, m.Utterance):
                    group.answered(command.nonce, kept)
                    self._acknowledge(connection, command, kept)
                else:
                    group.fail(session.person, command.nonce)
                    self._conversations.refuse(connection, command.ref, kept)

            self._ordering.order(Entry(command.group, command.nonce, message), slow, answered)

        failed = lambda: self._conversations.refuse(connection, command.ref, Reason.NOT_STORED)  # noqa: E731
        self._conversations.when_open(command.group, opened, failed)

    def _acknowledge(self, connection: Connection, command: Spoken, kept: m.Utterance) -> None:
        fact = m.Accepted(command.ref, command.group, command.nonce, kept.seq, kept.at)
        self._server.send(connection, frame(encode(fact)))
