"""Three gateway nodes and three NATS servers on this one machine: 10,000 in one group, and 1,000 in one hall beside one node.

Ages, order, and the CPU of all six; what crossing nodes costs a hall is a delivery's CPU over three nodes by that on one.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from tools.nats_servers import NatsServers

from benchmarks.crowd_bench import BY_GRID, WARM_UP_SECONDS, walkers
from benchmarks.group_bench import GROUP, PEOPLE, TEXT_BYTES, Row, spread
from benchmarks.load.client import load_client, pass_template
from benchmarks.peers.installed import PORTS, PeerMissing
from benchmarks.servers import ALL_CORES, KEY, Server, ServerFailed, running
from yunzhan.bus.bus import NoAnswer
from yunzhan.bus.nats import NatsClient

NODES = 3
SECONDS = 12
KNOWN_SECONDS = 60
RATES = (5, 20, 50)
GOALS_P99_MS = {20: 350}
HALL_PEOPLE, HALL_RATE, HALL_SECONDS = 1000, 10, 15
GOAL_TIMES_ONE_NODE = 1.5
GATEWAY = """
import sys
from pathlib import Path
from yunzhan.gateway.program import GatewayConfig, run_gateway
nothing = Path("/nonexistent")
run_gateway(GatewayConfig(port=int(sys.argv[2]), pass_key=b"b" * 32, log_path=nothing, bus_path=nothing,
                          host="127.0.0.1", nats=tuple(sys.argv[3:]), node=sys.argv[1]))
"""


@dataclass
class Cluster:
    """Nodes on neighbouring ports, and the NATS servers between them."""

    port: int
    nodes: list[Server]
    nats: list[psutil.Process]

    def cpu_seconds(self) -> tuple[float, float]:
        """Of the gateways, and of NATS."""
        nats = sum(times.user + times.system for process in self.nats for times in [process.cpu_times()])
        return sum(node.cpu_seconds() for node in self.nodes), nats


def free_ports(count: int) -> int:
    """The first of so many neighbouring ports that nobody listens on."""
    taken = {connection.laddr.port for connection in psutil.net_connections("tcp") if connection.laddr}
    for port in PORTS:
        if not taken.intersection(range(port, port + count)):
            return port
    raise PeerMissing("no free ports")


@contextmanager
def cluster(count: int = NODES) -> Iterator[Cluster]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="yunzhan-cluster-"))
        servers = stack.enter_context(NatsServers(Path(folder), NODES))
        port = free_ports(count)
        nodes = [
            stack.enter_context(
                running(
                    f"gw{number}",
                    [sys.executable, "-c", GATEWAY, f"gw{number}", str(port + number), *servers.urls],
                    cores=ALL_CORES,
                )
            )
            for number in range(count)
        ]
        wait_until_they_know_each_other(servers.urls, count)
        nats = [psutil.Process(server.process.pid) for server in servers.servers if server.process]
        yield Cluster(port, nodes, nats)


def wait_until_they_know_each_other(urls: list[str], count: int) -> None:
    bus = NatsClient(urls)
    try:
        deadline, known = time.monotonic() + KNOWN_SECONDS, 0
        while known < count:
            if time.monotonic() > deadline:
                raise ServerFailed("the nodes did not find each other")
            time.sleep(0.1)
            with suppress(NoAnswer):  # the servers may not have told each other yet who answers
                known = len(json.loads(bus.request("gateway.statistics", b"{}", 20))["nodes"])
    finally:
        bus.close()


def measure_cluster() -> Iterator[Row]:
    yield from measure_hall()
    yield from measure_group()


def measure_hall(people: int = HALL_PEOPLE) -> Iterator[Row]:
    """A row for one node and one for all, with the same people in the same hall; every third is on another node."""
    alone = 0.0
    for count in (1, NODES):
        with cluster(count) as them, walkers(them.port, BY_GRID, people, ports=count) as client:
            opening = client.ask("open", 120)
            client.ask(f"run {WARM_UP_SECONDS} {HALL_RATE}", WARM_UP_SECONDS)
            gateways, nats = them.cpu_seconds()
            run = client.ask(f"run {HALL_SECONDS} {HALL_RATE}", HALL_SECONDS)
            gateways, nats = (
                after - before for after, before in zip(them.cpu_seconds(), (gateways, nats), strict=True)
            )
        each = gateways / run["messages_in"]
        alone = alone or each
        yield {
            "what": f"{people:,} moving at {HALL_RATE} Hz, {BY_GRID.name}",
            "server": f"{count} gateway node{'s' * (count > 1)}, {NODES} NATS servers",
            "move_to_sight_ms": spread(run["near_ms"]),
            "deliveries": run["messages_in"],
            "us_a_delivery": round(each * 1e6, 2),
            "times_one_node": round(each / alone, 2),
            "goal_times_one_node": GOAL_TIMES_ONE_NODE,
            "server_core_share": round(gateways / HALL_SECONDS, 3),
            "nats_core_share": round(nats / HALL_SECONDS, 3),
            "kB_per_second_per_client": round(run["bytes_in"] / HALL_SECONDS / people / 1000, 1),
            "wrong_place": run["wrong_place"],
            "unknown": run["unknown"],
            "not_seen_at_end": run["not_seen_at_end"],
            "lost_connections": run["lost"],
            "corrected": run["corrected"],
            "client_core_share": round(run["client_core_share"], 3),
            "all_in": opening["all_in"],
            "opened_seconds": opening["seconds"],
        }


def measure_group(people: int = PEOPLE, rates: tuple[int, ...] = RATES, seconds: float = SECONDS) -> Iterator[Row]:
    """A row for each rate. Every third member is on another node; whoever speaks is anywhere."""
    files = {"pass": pass_template((), (GROUP,))}
    options = {"key": KEY.hex(), "group": GROUP.key, "speakers": people, "text_bytes": TEXT_BYTES, "ports": NODES}
    with cluster() as them, load_client(them.port, people, files, **options) as client:
        opening = client.ask("open", 120)
        for rate in rates:
            gateways, nats = them.cpu_seconds()
            run = client.ask(f"run {seconds} {rate}", seconds + 30)
            gateways, nats = (
                after - before for after, before in zip(them.cpu_seconds(), (gateways, nats), strict=True)
            )
            yield {
                "what": f"group of {people:,}, {TEXT_BYTES} B",
                "server": f"{NODES} gateway nodes, {NODES} NATS servers",
                "messages_per_second": rate,
                "say_to_see_ms": spread(run["say_to_see_ms"]),
                "goal_p99_ms": GOALS_P99_MS.get(rate),
                "delivered": run["delivered"],
                "expected": run["expected"],
                "out_of_order": run["out_of_order"],
                "deliveries_per_cpu_second": round(run["delivered"] / (gateways + nats)),
                "server_core_share": round((gateways + nats) / seconds, 3),
                "nats_core_share": round(nats / seconds, 3),
                "client_core_share": round(run["client_cpu_in"] / seconds, 3),
                "all_in": opening["all_in"],
                "opened_seconds": opening["seconds"],
            }
