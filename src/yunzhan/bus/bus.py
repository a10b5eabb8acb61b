"""What every bus promises. How each one keeps it is in its own file.

Order: what one publisher sends on one subject reaches each subscriber in that order. Delivery: at most once, to those who are
subscribed at that time; nothing is kept for those who are away (what must not be lost is in a log or a database). Isolation: a
subscriber that raises does not keep others from being called. Size: a payload has at most PAYLOAD_BYTES.
"""

from collections.abc import Callable
from typing import Protocol

PAYLOAD_BYTES = 1_048_576


class Later:
    """An answer that a handler gives some time after it has returned, on the thread that called it."""

    def __init__(self) -> None:
        self.given: bytes | None = None
        self._waits: Callable[[bytes], None] | None = None

    def give(self, answer: bytes) -> None:
        """The first one counts."""
        if self.given is None:
            self.given = answer
            if self._waits:
                self._waits(answer)

    def wait(self, then: Callable[[bytes], None]) -> None:
        """Calls `then` with the answer, at once when it is there."""
        self._waits = then
        if self.given is not None:
            then(self.given)


# What a handler returns answers a request; None answers nothing.
Handler = Callable[[bytes], bytes | Later | None]


class BusError(Exception):
    """The bus could not do it.

    BusError
    ├── BusDown           there is nobody at the other end
    ├── NoAnswer          nobody answered in time
    └── PayloadTooLarge   more than PAYLOAD_BYTES
    """


class BusDown(BusError):
    """There is nobody at the other end."""


class NoAnswer(BusError):
    """Nobody answered in time."""


class PayloadTooLarge(BusError):
    """More than PAYLOAD_BYTES."""


class Bus(Protocol):
    """A place to publish and to subscribe."""

    def publish(self, subject: str, payload: bytes) -> None:
        """Tells all subscribers of `subject`. Returns before they have heard it."""

    def subscribe(self, subject: str, handler: Handler) -> None:
        """Calls `handler` with every payload on `subject` from now on."""


class AskingBus(Bus, Protocol):
    """The end of a program that waits for answers: the website's."""

    def request(self, subject: str, payload: bytes, timeout: float) -> bytes:
        """Asks, and returns the first answer. Raises NoAnswer after `timeout` seconds, BusDown at once when nobody is there."""


class NodeBus(Bus, Protocol):
    """The end of a gateway, which never waits and hears about one group more or less every second."""

    def unsubscribe(self, subject: str, handler: Handler) -> None:
        """Nothing more for this handler; not subscribed is no fault."""

    def settled(self, then: Callable[[], None]) -> None:
        """Calls `then`, at once or later, when every subscription so far hears what is published from now on."""
