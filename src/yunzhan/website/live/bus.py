"""The website's end of the bus: asking the gateway and telling it. Which facts there are is said where they are told."""

import json
from functools import cache
from typing import Any

from django.conf import settings

from yunzhan.bus.bus import AskingBus, BusDown, BusError
from yunzhan.bus.local import LocalClient
from yunzhan.bus.memory import MemoryBus

ASK_SECONDS = 0.3


@cache
def website_bus() -> AskingBus:
    """The bus of YUNZHAN_BUS; without one, a bus that only this process hears."""
    address: str = settings.YUNZHAN_BUS
    if address.startswith(("nats://", "tls://")):
        from yunzhan.bus.nats import NatsClient  # noqa: PLC0415 - optional dependency

        return NatsClient(address.split(","), "website")
    return LocalClient(address.removeprefix("local:")) if address else MemoryBus()


def ask(subject: str, question: dict[str, Any], seconds: float = ASK_SECONDS) -> dict[str, Any] | None:
    """The gateway's answer, None when there is none in time."""
    try:
        answer: dict[str, Any] = json.loads(website_bus().request(subject, json.dumps(question).encode(), seconds))
    except BusError:
        return None
    return answer


def tell(subject: str, fact: dict[str, Any]) -> bool:
    """False when nobody is there to hear it."""
    try:
        website_bus().publish(subject, json.dumps(fact).encode())
    except BusDown:
        return False
    return True
