"""What a gateway shows of itself over HTTP on its own port: alive, ready, and figures in Prometheus' text format.

Nothing here changes anything, and nothing names a person. A proxy in front passes only the WebSocket's path on.
"""

import time
from dataclasses import dataclass

import psutil

from yunzhan.gateway.hub import Hub
from yunzhan.gateway.reporting import lines_lost
from yunzhan.gateway.scopes import FAIR, HALL
from yunzhan.gateway.server import Server
from yunzhan.gateway.websocket import Answer, http

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric: its samples by label value, "" when it has no label."""

    name: str
    kind: str  # counter or gauge
    meaning: str
    samples: dict[str, float]
    label: str = ""

    def text(self) -> str:
        lines = [f"# HELP {self.name} {self.meaning}", f"# TYPE {self.name} {self.kind}"]
        for value, number in self.samples.items():
            labels = f'{{{self.label}="{escaped(value)}"}}' if self.label else ""
            lines.append(f"{self.name}{labels} {number:.17g}")
        return "\n".join(lines) + "\n"


def escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def figures(server: Server, hub: Hub) -> list[Figure]:
    process = psutil.Process()
    times = process.cpu_times()

    def total(name: str, meaning: str, number: float) -> Figure:
        return Figure(f"yunzhan_{name}_total", "counter", meaning, {"": number})

    def gauge(name: str, meaning: str, number: float) -> Figure:
        return Figure(f"yunzhan_{name}", "gauge", meaning, {"": number})

    fairs = hub.presence.places(FAIR)
    halls = hub.presence.places(HALL)
    return [
        gauge("ready", "1 while new connections are taken", server.is_open),
        gauge("connections", "sockets that are open", server.count),
        Figure("yunzhan_people", "gauge", "people of a fair on this node", {k: c.people for k, c in fairs.items()}, "fair"),
        Figure("yunzhan_scripted", "gauge", "scripted visitors of a fair", {k: c.scripted for k, c in fairs.items()}, "fair"),
        Figure("yunzhan_hall_people", "gauge", "people in a hall", {k: c.people for k, c in halls.items()}, "hall"),
        total("received_messages", "messages that came", server.received_messages),
        total("sent_frames", "frames that were written at once", server.sent_frames),
        total("skipped_frames", "places left out for readers that were behind", server.skipped_frames),
        Figure("yunzhan_closed_total", "counter", "connections closed by us", dict(server.closed_by), "why"),
        total("lost_lines", "lines on standard output that nobody could take", lines_lost()),
        gauge("tick_seconds", "the slowest turn of the last tick, all halls", hub.visiting.tick_seconds),
        gauge("slowest_tick_seconds", "the slowest tick since the last look", hub.visiting.take_slowest_tick()),
        total("process_cpu_seconds", "user and system time", times.user + times.system),
        gauge("process_memory_bytes", "resident memory", process.memory_info().rss),
        gauge("process_start_time_seconds", "since 1970", process.create_time()),
        gauge("time_seconds", "this machine's clock", time.time()),
    ]  # fmt: skip


def show(server: Server, hub: Hub) -> None:
    """Adds the pages: /healthz answers while the process works at all, /readyz only while new connections are listened to."""

    def ready() -> Answer:
        why = "going down\n" if server.held is None else "waiting to hear who is muted or shut out\n"
        return http("200 OK", "ready\n") if server.is_open else http("503 Service Unavailable", why)

    server.pages["/readyz"] = ready
    server.pages["/metrics"] = lambda: http(
        "200 OK", "".join(figure.text() for figure in figures(server, hub)), PROMETHEUS
    )
