"""The program that copies what is said from the bus to the database: `yunzhan recorder`. What a copy is stands in `actions`."""

import json
import signal
import threading
from collections.abc import Callable

from django.db import close_old_connections

from yunzhan.website.live.actions import record_said
from yunzhan.website.live.bus import website_bus


def record(payload: bytes) -> None:
    """One batch of the subject `group.said`."""
    told = json.loads(payload)
    close_old_connections()
    record_said(str(told["group"]), told["messages"])


def run(subscribe: Callable[..., None] | None = None) -> None:
    """Runs until SIGTERM or SIGINT; after the gateway was away it listens again."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    (subscribe or website_bus().subscribe)("group.said", record)
    stop.wait()
