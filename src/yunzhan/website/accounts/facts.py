"""The facts of the accounts app. Who hears them is said in the apps above."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """Somebody may not sign in any more."""

    person: str


@dataclass(frozen=True, slots=True)
class AccountOpened:
    """Somebody who could not may sign in again."""

    person: str
