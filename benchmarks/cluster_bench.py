"""10,000 in one group over three gateway nodes and three NATS servers, on this one machine: ages, order, CPU of all six."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from tools.nats_servers import NatsServers

from benchmarks.group_bench import GROUP, PEOPLE, TEXT_BYTES, Row, spread
from benchmarks.load.client import load_client, pass_template
from benchmarks.peers.installed import PORTS, PeerMissing
from benchmarks.servers import ALL_CORES, KEY, Server, ServerFailed, running
from yunzhan.bus.nats import NatsClient

NODES = 3
SECONDS = 12
KNOWN_SECONDS = 60
RATES = (5, 20, 50)
GOALS_P99_MS = {20: 350}
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
def cluster() -> Iterator[Cluster]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="yunzhan-cluster-"))
        servers = stack.enter_context(NatsServers(Path(folder), NODES))
        port = free_ports(NODES)
        nodes = [
            stack.enter_context(
                running(
                    f"gw{number}",
                    [sys.executable, "-c", GATEWAY, f"gw{number}", str(port + number), *servers.urls],
                    cores=ALL_CORES,
                )
            )
            for number in range(NODES)
        ]
        wait_until_they_know_each_other(servers.urls)
        nats = [psutil.Process(server.process.pid) for server in servers.servers if server.process]
        yield Cluster(port, nodes, nats)


def wait_until_they_know_each_other(urls: list[str]) -> None:
    bus = NatsClient(urls)
    try:
        deadline = time.monotonic() + KNOWN_SECONDS
        while len(json.loads(bus.request("gateway.statistics", b"{}", 20))["nodes"]) < NODES:
            if time.monotonic() > deadline:
                raise ServerFailed("the nodes did not find each other")
            time.sleep(0.1)
    finally:
        bus.close()


def measure_cluster(people: int = PEOPLE, rates: tuple[int, ...] = RATES, seconds: float = SECONDS) -> Iterator[Row]:
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
