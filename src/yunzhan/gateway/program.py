"""The gateway as a program: what `yunzhan gateway` runs. Where its configuration comes from is cli's."""

import asyncio
import gc
import json
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from yunzhan.bus.local import LocalBus
from yunzhan.gateway.conversation import Conversations, GroupRules
from yunzhan.gateway.copying import entry_told, groups_told, page_told
from yunzhan.gateway.hub import FAIR, HALL, TICK_MS, Hub
from yunzhan.gateway.log import GroupLog, SqliteLog
from yunzhan.gateway.metrics import show
from yunzhan.gateway.server import SWEEP_SECONDS, Server
from yunzhan.wire import closing
from yunzhan.wire import messages as m

PRESENCE_SECONDS = 2.0
RULES_SECONDS = 0.5  # between asking for the rules, until they have come
GC_THRESHOLD = 100_000
GOING_DOWN = 1


@dataclass(frozen=True)
class GatewayConfig:
    """Everything a gateway needs to know. `origins` empty: pages of any origin may connect (the pass decides)."""

    port: int
    pass_key: bytes
    log_path: Path
    bus_path: Path
    host: str = "127.0.0.1"
    origins: frozenset[str] = field(default_factory=frozenset)


def run_gateway(config: GatewayConfig) -> None:
    """Runs until SIGTERM or SIGINT, then drains: says that it goes, closes every connection, stores what was said."""
    asyncio.run(serve(config))


def report(what: str, **facts: object) -> None:
    """One structured line on standard output."""
    sys.stdout.write(json.dumps({"at": round(time.time(), 3), "what": what, **facts}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


async def serve(config: GatewayConfig) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve_until(stop, config, lambda port: report("listening", port=port))


async def serve_until(stop: asyncio.Event, config: GatewayConfig, listening: Callable[[int], None]) -> None:
    """Serves until `stop` is set, then drains. `listening` is told the port."""
    loop = asyncio.get_running_loop()
    hub = Hub(config.pass_key)
    server = Server(hub, config.origins)
    log = SqliteLog(config.log_path)
    bus = LocalBus()

    def said(group: str, messages: list[m.Utterance]) -> None:
        rows = [entry_told(entry) for entry in messages]
        bus.publish("group.said", json.dumps({"group": group, "messages": rows}).encode())

    def ask_for_rules() -> None:
        if not hub.rules.heard:
            bus.publish("rules.wanted", b"{}")

    conversations = Conversations(server, log, loop.call_later, loop.call_soon_threadsafe, said)
    hub.bind(server, conversations)
    answer_bus(bus, hub, conversations, log)
    show(server, hub)
    await bus.serve(config.bus_path)
    port = server.listen(config.host, config.port)
    server.attach(loop)
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 20, 100)
    listening(port)
    beats = [
        loop.create_task(every(TICK_MS / 1000, hub.tick)),
        loop.create_task(every(PRESENCE_SECONDS, hub.tell_presence)),
        loop.create_task(every(SWEEP_SECONDS, lambda: sweep(server))),
        loop.create_task(every(RULES_SECONDS, ask_for_rules)),
    ]
    await stop.wait()
    report("draining", connections=server.count)
    server.shut_door()
    hub.announce("", "", GOING_DOWN)
    log.close()  # on its own thread; what it stored is acknowledged in the next turns of the loop
    await asyncio.sleep(0)
    conversations.flush_all()
    for connection in server.everybody():
        server.close(connection, closing.GOING_AWAY)
    await asyncio.sleep(0.2)
    for beat in beats:
        beat.cancel()
    server.detach(loop)
    server.end()
    await bus.close()
    report("stopped")


def sweep(server: Server) -> None:
    """What is due every second, and a line for each connection that we closed, with its number and why."""
    server.sweep()
    while server.events:
        what, facts = server.events.popleft()
        report(what, **facts)


async def every(seconds: float, work: Callable[[], None]) -> None:
    """Calls `work` on a steady beat; a late beat is not made up for. A fault is reported and the beat goes on."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due = max(due + seconds, loop.time() - seconds)
        await asyncio.sleep(max(0.0, due - loop.time()))
        try:
            work()
        except Exception as fault:
            report("fault", where=getattr(work, "__name__", "beat"), fault=repr(fault))


def answer_bus(bus: LocalBus, hub: Hub, conversations: Conversations, log: GroupLog) -> None:
    """What the website may ask and tell."""

    def on(subject: str, act: Callable[[dict[str, Any]], object]) -> None:
        def handle(payload: bytes) -> bytes | None:
            answer = act(json.loads(payload or b"{}"))
            return json.dumps(answer).encode() if answer is not None else None

        bus.subscribe(subject, handle)

    def count(question: dict[str, Any]) -> dict[str, Any]:
        fair = str(question["fair"])
        total = hub.presence.count(f"{FAIR}{fair}")
        halls = {
            key: {"people": c.people, "scripted": c.scripted}
            for key in hub.halls
            if key.startswith(f"{fair}/")
            for c in [hub.presence.count(f"{HALL}{key}")]
        }
        return {"people": total.people, "scripted": total.scripted, "halls": halls}

    def statistics(_: dict[str, Any]) -> dict[str, Any]:
        process, server = psutil.Process(), hub.server
        times = process.cpu_times()
        return {
            "connections": server.count,
            "people": {key: len(hall.members) for key, hall in hub.halls.items()},
            "received": server.received_messages,
            "sent": server.sent_frames,
            "skipped": server.skipped_frames,
            "cpu_seconds": round(times.user + times.system, 2),
            "memory_bytes": process.memory_info().rss,
        }

    def take_away(told: dict[str, Any]) -> dict[str, Any]:
        conversations.take_away(str(told["group"]), [int(seq) for seq in told["seqs"]], hub.now_ms())
        return {"removed": len(told["seqs"])}

    def set_rules(told: dict[str, Any]) -> None:
        conversations.set_rules(str(told["group"]), GroupRules(bool(told["read_only"]), int(told["slow"])))

    on("presence.count", count)
    on("gateway.statistics", statistics)
    on("group.remove", take_away)
    on("group.rules", set_rules)
    on("log.groups", lambda asked: groups_told(log, asked))
    on("log.page", lambda asked: page_told(log, asked))
    on("rules.current", hub.hear_rules)
    on("person.mute", hub.rules.mute)
    on("person.ban", hub.ban)
    on("person.lift", hub.rules.lift)
    on("fair.notice", lambda told: hub.announce(str(told["fair"]), str(told["text"])))
