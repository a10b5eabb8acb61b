"""What every bus promises. How each one keeps it is in its own file.

Order: what one publisher sends on one subject reaches each subscriber in that order. Delivery: at most once, to those who are
subscribed at that time; nothing is kept for those who are away (what must not be lost is in a log or a database). Isolation: a
subscriber that raises does not keep others from being called. Size: a payload has at most PAYLOAD_BYTES.
"""

from collections.abc import Callable
from typing import Protocol

PAYLOAD_BYTES = 1_048_576
Handler = Callable[[bytes], bytes | None]  # what a handler returns answers a request; None answers nothing


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
    """A place to publish, subscribe and ask."""

    def publish(self, subject: str, payload: bytes) -> None:
        """Tells all subscribers of `subject`. Returns before they have heard it."""

    def subscribe(self, subject: str, handler: Handler) -> None:
        """Calls `handler` with every payload on `subject` from now on."""

    def request(self, subject: str, payload: bytes, timeout: float) -> bytes:
        """Asks, and returns the first answer. Raises NoAnswer after `timeout` seconds, BusDown at once when nobody is there."""
