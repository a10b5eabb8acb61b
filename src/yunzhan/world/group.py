"""Who talks with whom, in numbered order: checks, doubles and the recent frames. The durable log is the gateway's.

A group does not number messages itself before they are stored: the log does, and `stored` tells the group.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable

from yunzhan.wire.limits import ATTACHMENT_LETTERS, CATCH_UP_MESSAGES, MENTIONS, TEXT_LETTERS
from yunzhan.wire.messages import EDITED, REMOVED, Utterance
from yunzhan.wire.reasons import Reason

RECENT_MESSAGES = CATCH_UP_MESSAGES
REMEMBERED_NONCES = 2000
ATTACHMENT = re.compile(r"(sticker|picture):[a-z0-9][a-z0-9/_.-]*", re.ASCII)
# Line breaks, tabs and the joiners that scripts and emoji need; other control and formatting characters are refused.
ALLOWED_CONTROLS = {"\n", "\t", "\u200c", "\u200d"}


class TextRefused(Exception):
    """A text nobody may say; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


def clean_text(text: str) -> str:
    """The text as it is stored: normalised (NFC), without space around. Raises TextRefused."""
    if len(text) > TEXT_LETTERS * 4:
        raise TextRefused(Reason.TEXT_TOO_LONG)
    text = unicodedata.normalize("NFC", text).strip()
    if not any(not c.isspace() and unicodedata.category(c) not in {"Cf", "Zs"} for c in text):
        raise TextRefused(Reason.EMPTY_TEXT)
    if len(text) > TEXT_LETTERS:
        raise TextRefused(Reason.TEXT_TOO_LONG)
    if any(is_control(c) for c in text):
        raise TextRefused(Reason.CONTROL_CHARACTERS)
    return text


def clean_attachment(attachment: str) -> str:
    """A sticker's name or a picture's key, or nothing. Raises TextRefused."""
    if attachment and (
        len(attachment) > ATTACHMENT_LETTERS or not ATTACHMENT.fullmatch(attachment) or ".." in attachment
    ):
        raise TextRefused(Reason.BAD_ATTACHMENT)
    return attachment


def clean_mentions(mentions: Iterable[str]) -> tuple[str, ...]:
    """The first MENTIONS of them that can be a person's id, each once."""
    return tuple(dict.fromkeys(m for m in mentions if m and not any(c.isspace() or is_control(c) for c in m)))[
        :MENTIONS
    ]


def is_control(letter: str) -> bool:
    """Control, formatting, private and broken characters. Unassigned ones pass: they are the emoji of next year."""
    if letter in ALLOWED_CONTROLS:
        return False
    return unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} or ord(letter) & 0xFFFE == 0xFFFE


class Group:
    """One group: its members (handles of connections), its last messages, and what has been said with which nonce."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.recent: deque[Utterance] = deque(maxlen=RECENT_MESSAGES)
        self.last = 0  # every number up to this one has been here
        self._ahead: dict[int, Utterance] = {}  # came before those between `last` and them
        self._nonces: dict[tuple[str, int], Utterance | None] = {}

    def restore(self, messages: Iterable[Utterance]) -> None:
        """Takes over the newest messages of the log, oldest first."""
        self.recent.extend(messages)
        self.last = max((message.seq for message in self.recent), default=self.last)

    def begin(self, person: str, nonce: int) -> bool:
        """True when this is new and must be stored; False when it is being stored or has been."""
        if (person, nonce) in self._nonces:
            return False
        self._nonces[person, nonce] = None
        if len(self._nonces) > REMEMBERED_NONCES:
            del self._nonces[next(iter(self._nonces))]
        return True

    def knows(self, person: str, nonce: int) -> bool:
        """Whether this has been said, or is on its way."""
        return (person, nonce) in self._nonces

    def fail(self, person: str, nonce: int) -> None:
        """It could not be stored: the same nonce may try again."""
        self._nonces.pop((person, nonce), None)

    def answered(self, nonce: int, message: Utterance) -> None:
        """The log has it: the same nonce gets the same answer from here."""
        self._nonces[message.person, nonce] = message

    def receive(self, messages: Iterable[Utterance]) -> list[Utterance]:
        """What of this is new and next, in order. What comes too early waits until `fill` brings what lies between."""
        for message in messages:
            if message.seq > self.last:
                self._ahead[message.seq] = message
        return self._take_ahead()

    def fill(self, page: Iterable[Utterance]) -> list[Utterance]:
        """A page of the log after `last`, with nothing left out: numbers it lacks are gone. What is new, in order."""
        fresh = []
        for message in page:
            if message.seq > self.last:
                fresh.append(self._take(message))
                self._ahead.pop(message.seq, None)
        return fresh + self._take_ahead()

    @property
    def gap(self) -> int:
        """The number of something that has come too early; 0 when nothing is missing."""
        return min(self._ahead, default=0)

    def _take_ahead(self) -> list[Utterance]:
        fresh = []
        while (message := self._ahead.pop(self.last + 1, None)) is not None:
            fresh.append(self._take(message))
        return fresh

    def _take(self, message: Utterance) -> Utterance:
        if message.kind == REMOVED:
            kept = [
                m
                for m in self.recent
                if m.seq != message.target and not (m.kind == EDITED and m.target == message.target)
            ]
            self.recent = deque(kept, maxlen=RECENT_MESSAGES)
        self.recent.append(message)
        self.last = message.seq
        return message

    def said_before(self, person: str, nonce: int) -> Utterance | None:
        """The stored message of this nonce, None while it is on its way."""
        return self._nonces.get((person, nonce))

    def held(self, seq: int) -> Utterance | None:
        """The message of this number, when it is one of those kept here."""
        return next((message for message in self.recent if message.seq == seq), None)

    def after(self, seq: int) -> list[Utterance] | None:
        """What came after `seq`, in order; None when it begins before the messages kept here."""
        if seq < self.last and (not self.recent or self.recent[0].seq > seq + 1):
            return None
        return [message for message in self.recent if message.seq > seq]
