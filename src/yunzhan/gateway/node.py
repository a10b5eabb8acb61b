"""The parts of one gateway node and how they hold together. Its sockets' loop and its end are program's."""

import asyncio
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from yunzhan.bus.bus import NodeBus
from yunzhan.bus.local import LocalBus
from yunzhan.gateway.answering import answer_bus
from yunzhan.gateway.cluster import LOOK_SECONDS, Cluster
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.copying import entry_told
from yunzhan.gateway.counting import TELL_SECONDS, TOTAL_SECONDS, Counting
from yunzhan.gateway.hub import Hub
from yunzhan.gateway.log import GroupLog
from yunzhan.gateway.member_pages import MemberPages
from yunzhan.gateway.metrics import show
from yunzhan.gateway.ordering import Ordering
from yunzhan.gateway.scopes import GROUP
from yunzhan.gateway.server import Server
from yunzhan.gateway.speaking import Speaking
from yunzhan.gateway.sqlite_log import SqliteLog
from yunzhan.gateway.stream_log import StreamLog
from yunzhan.gateway.visiting import PARTS, TICK_MS
from yunzhan.wire import messages as m
from yunzhan.world.nodes import BEAT_SECONDS, Nodes

PRESENCE_SECONDS = 2.0
RULES_SECONDS = 0.5  # between asking for the rules, until they have come
STREAM = "groups"
REPLICAS = 3
WAIT_SECONDS = 0.5


@dataclass(frozen=True)
class GatewayConfig:
    """Everything a gateway needs to know. `origins` empty: pages of any origin may connect (the pass decides).

    With addresses in `nats` it is one node of several: then `log_path` and `bus_path` are not used, and `address` is where
    clients find this node.
    """

    port: int
    pass_key: bytes
    log_path: Path
    bus_path: Path
    host: str = "127.0.0.1"
    origins: frozenset[str] = field(default_factory=frozenset)
    nats: tuple[str, ...] = ()
    node: str = "node"
    address: str = ""
    drain_seconds: float = 0.2
    rules_seconds: float = 0.0  # how long people wait for what the website forbids; 0 where there is no website
    tick_ms: int = TICK_MS  # between two Places; the wire allows moves 15 times a second


class Node:
    """A gateway that is ready to listen. `close` after the sockets are gone."""

    def __init__(
        self, config: GatewayConfig, bus: NodeBus, log: GroupLog, finish: Callable[[], Awaitable[None]]
    ) -> None:
        loop = asyncio.get_running_loop()
        self.bus, self.log, self._finish = bus, log, finish
        self.hub = Hub(config.pass_key)
        self.hub.tick_ms = config.tick_ms
        self.server = Server(self.hub, config.origins)
        # a name of its own for every start: who comes back is somebody else, with nobody there yet
        nodes = Nodes(f"{config.node}-{secrets.token_hex(4)}", config.address)
        self.cluster = Cluster(nodes, bus, time.monotonic, lambda: self.server.count)
        self.ordering = Ordering(
            self.cluster, log, loop.call_later, loop.call_soon_threadsafe, time.monotonic, self._copy
        )
        self.conversations = Conversations(self.server, self.ordering, loop.call_later, time.perf_counter)
        self.speaking = Speaking(self.server, self.conversations, self.ordering)
        self.counting = Counting(self.cluster, self.hub.presence, loop.call_later)
        self.hub.counts = self.counting
        self.hub.bind(self.server, self.cluster, self.conversations, self.speaking)
        show(self.server, self.hub)
        pages = MemberPages(self.conversations, self.cluster, time.monotonic, loop.call_later, self._members)
        answer_bus(bus, self.hub, self.speaking, self.ordering, self.counting, pages)
        self.cluster.begin()

    @property
    def turn_seconds(self) -> float:
        """Between two turns of the halls."""
        return self.hub.tick_ms / 1000 / PARTS

    @property
    def turn(self) -> Callable[[], None]:
        """What the halls do, as long as there are any."""
        return self.hub.visiting.tick_part

    @property
    def has_halls(self) -> asyncio.Event:
        return self.hub.visiting.sharing.has_halls

    def beats(self) -> list[tuple[float, Callable[[], None]]]:
        """What has to be done again and again: every so many seconds."""
        return [
            (PRESENCE_SECONDS, self.hub.tell_presence),
            (RULES_SECONDS, self.ask_for_rules),
            (BEAT_SECONDS, self.cluster.beat),
            (LOOK_SECONDS, self.cluster.look),
            (BEAT_SECONDS, self.hub.visiting.sharing.beat),
            (BEAT_SECONDS, self.ordering.beat),
            (BEAT_SECONDS, self.conversations.sweep),
            (TELL_SECONDS, self.counting.tell),
            (TOTAL_SECONDS, self.counting.total),
        ]

    def heard_nothing(self) -> None:
        """The bus was away: what was told in between is not known here, and what was told from here nobody heard."""
        self.counting.tell_all_again()
        self.conversations.ask_how_far()

    async def close(self) -> None:
        self.cluster.end()
        await self._finish()

    def _members(self, group: str) -> int:
        count = self.counting.count(f"{GROUP}{group}")
        return count.people + count.scripted

    def _copy(self, group: str, messages: list[m.Utterance]) -> None:
        rows = [entry_told(entry) for entry in messages]
        self.bus.publish("group.said", json.dumps({"group": group, "messages": rows}).encode())

    def ask_for_rules(self) -> None:
        """What the website forbids, unless it has told."""
        if not self.hub.rules.heard:
            self.bus.publish("rules.wanted", b"{}")


async def make_node(config: GatewayConfig, report: Callable[[str], None]) -> Node:
    """Alone with SQLite and a Unix socket, or one of several over NATS; then it waits until the servers are there."""
    return await make_node_of_several(config, report) if config.nats else await make_node_alone(config)


async def make_node_alone(config: GatewayConfig) -> Node:
    log, bus = SqliteLog(config.log_path), LocalBus()

    async def finish() -> None:
        log.close()
        await bus.close()

    node = Node(config, bus, log, finish)
    await bus.serve(config.bus_path)
    return node


async def make_node_of_several(config: GatewayConfig, report: Callable[[str], None]) -> Node:
    from yunzhan.bus.bus import BusDown  # noqa: PLC0415
    from yunzhan.bus.nats import NatsBus  # noqa: PLC0415 - optional dependency
    from yunzhan.bus.nats_stream import NatsStream  # noqa: PLC0415 - optional dependency
    from yunzhan.bus.stream import StreamDown  # noqa: PLC0415

    bus = NatsBus(list(config.nats), config.node)
    while not bus.connected:
        try:
            await bus.connect()
        except BusDown as fault:
            report(f"no NATS server answers: {fault}")
    stream = NatsStream(bus, STREAM, min(REPLICAS, len(config.nats)))
    while True:
        try:
            await stream.open()
            break
        except StreamDown as fault:
            report(f"JetStream does not answer: {fault}")
            await asyncio.sleep(WAIT_SECONDS)
    node = Node(config, bus, StreamLog(stream, STREAM), bus.close)
    bus.on_reconnect(node.heard_nothing)
    await bus.settle()
    return node
