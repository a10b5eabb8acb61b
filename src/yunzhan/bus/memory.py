"""The bus inside one process: for tests, and for programs that are one process."""

from collections.abc import Callable
from contextlib import suppress

from yunzhan.bus.bus import PAYLOAD_BYTES, Handler, Later, NoAnswer, PayloadTooLarge


class MemoryBus:
    """Calls subscribers at once, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[Handler]] = {}

    def publish(self, subject: str, payload: bytes) -> None:
        self._answers(subject, payload)

    def subscribe(self, subject: str, handler: Handler) -> None:
        self._handlers.setdefault(subject, []).append(handler)

    def request(self, subject: str, payload: bytes, timeout: float) -> bytes:
        for answer in self._answers(subject, payload):
            given = answer.given if isinstance(answer, Later) else answer
            if given is not None:
                return given
        raise NoAnswer(f"{subject} within {timeout} s")

    def unsubscribe(self, subject: str, handler: Handler) -> None:
        handlers = self._handlers.get(subject, [])
        if handler in handlers:
            handlers.remove(handler)
        if not handlers:
            self._handlers.pop(subject, None)

    def settled(self, then: Callable[[], None]) -> None:
        """Nothing to wait for: a subscription holds at once."""
        then()

    def _answers(self, subject: str, payload: bytes) -> list[bytes | Later]:
        if len(payload) > PAYLOAD_BYTES:
            raise PayloadTooLarge(subject)
        answers: list[bytes | Later] = []
        for handler in list(self._handlers.get(subject, [])):
            with suppress(Exception):  # promised: one subscriber's fault is not another's
                answer = handler(payload)
                if answer is not None:
                    answers.append(answer)
        return answers
