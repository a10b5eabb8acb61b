"""Facts: what has happened, told after the database has it to those who asked. Who hears which is the listening app's.

Promise. A fact is a frozen dataclass named in the past tense; it holds plain values, no rows: a row may be gone when it
is heard. `announce` is called by actions only. The listeners hear a fact after the outermost transaction has committed,
in the order in which they asked; after a rollback nobody hears it. A listener that fails is reported to the log and keeps
nobody else from hearing; what must not be lost is in a table before (see live.models.Removal), a fact only says: look.
"""

import logging
from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, TypeVar

from django.db import transaction

Fact = TypeVar("Fact")

log = logging.getLogger(__name__)
_listeners: dict[type[Any], list[Callable[[Any], None]]] = {}


def on(kind: type[Fact]) -> Callable[[Callable[[Fact], None]], Callable[[Fact], None]]:
    """A decorator: the function hears every fact of exactly this kind, once however often its module is loaded."""
    if not is_dataclass(kind) or kind.__hash__ is None:  # a dataclass that compares has a hash only when it is frozen
        raise TypeError(f"{kind.__name__} is no frozen dataclass: a fact cannot change any more.")

    def listen(listener: Callable[[Fact], None]) -> Callable[[Fact], None]:
        known = _listeners.setdefault(kind, [])
        if listener not in known:
            known.append(listener)
        return listener

    return listen


def announce(fact: object) -> None:
    """Tells `fact` to its listeners once everything written so far is committed."""
    transaction.on_commit(lambda: _tell(fact))


def _tell(fact: object) -> None:
    for listener in _listeners.get(type(fact), ()):
        try:
            listener(fact)
        except Exception:
            log.exception("%s did not reach %s", type(fact).__name__, listener.__qualname__)


def listeners_of(kind: type[Any]) -> tuple[str, ...]:
    """The names of those who hear a kind of fact, for the tests and the docs."""
    return tuple(listener.__qualname__ for listener in _listeners.get(kind, ()))
