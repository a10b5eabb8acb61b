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
