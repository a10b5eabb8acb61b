"""The facts of the live app: what moderators and people who leave have done. Who hears them is said in hearing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessagesRemoved:
    """Messages of a group must leave the log and every screen."""

    group: str
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonRestricted:
    """Somebody was muted or shut out of a fair (of every fair when it is empty), until a time in ms or for good (0)."""

    fair: str
    person: str
    kind: str
    since_ms: int
    until_ms: int


@dataclass(frozen=True, slots=True)
class RestrictionLifted:
    """Somebody may speak or enter again."""

    fair: str
    person: str
    kind: str


@dataclass(frozen=True, slots=True)
class GroupRulesChanged:
    """Who may speak in a group, and how often."""

    group: str
    read_only: bool
    slow_seconds: int


@dataclass(frozen=True, slots=True)
class AnnouncementMade:
    """An organiser said something to everybody of a fair."""

    fair: str
    text: str
