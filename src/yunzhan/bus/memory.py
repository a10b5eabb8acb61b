"""The bus inside one process: for tests, and for programs that are one process."""

from contextlib import suppress

from yunzhan.bus.bus import PAYLOAD_BYTES, Handler, NoAnswer, PayloadTooLarge


class MemoryBus:
    """Calls subscribers at once, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[Handler]] = {}

    def publish(self, subject: str, payload: bytes) -> None:
        self._answers(subject, payload)

    def subscribe(self, subject: str, handler: Handler) -> None:
        self._handlers.setdefault(subject, []).append(handler)

    def request(self, subject: str, payload: bytes, timeout: float) -> bytes:
        answers = self._answers(subject, payload)
        if not answers:
            raise NoAnswer(f"{subject} within {timeout} s")
        return answers[0]

    def _answers(self, subject: str, payload: bytes) -> list[bytes]:
        if len(payload) > PAYLOAD_BYTES:
            raise PayloadTooLarge(subject)
        answers = []
        for handler in self._handlers.get(subject, []):
            with suppress(Exception):  # promised: one subscriber's fault is not another's
                answer = handler(payload)
                if answer is not None:
                    answers.append(answer)
        return answers
