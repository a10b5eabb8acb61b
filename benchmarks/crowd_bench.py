"""People moving in a hall: how old a move is when others are told it, and what the server spends. Peers beside it.

Two kinds of hall. By grid: 104 x 84 m and larger, the 3 x 3 cells around are near. All in sight: a square of 2 x 2 cells,
so that everybody is near everybody: no real hall is so full, but the work is that of a screen with all of them on it.
"""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.load.client import LoadClient, load_client, pass_template
from benchmarks.peers.installed import PeerMissing
from benchmarks.peers.talking import node
from benchmarks.servers import KEY, Server, gateway, python, spent
from yunzhan.wire.limits import HALL_PEOPLE
from yunzhan.wire.passes import HallGrant
from yunzhan.world.grid import CELL_CM

WARM_UP_SECONDS = 4
SECONDS = 15
# so many read every record they get; the others take the bytes and count the messages. Fewer among thousands: each reads more
WATCHERS, WATCHERS_AMONG_THOUSANDS = 100, 40
Row = dict[str, object]


@dataclass(frozen=True)
class Floor:
    """A hall's size, and how it is called in the table."""

    name: str
    width_cm: int
    depth_cm: int

    def grant(self) -> HallGrant:
        size = (self.width_cm, self.depth_cm, self.width_cm // 2, self.depth_cm // 2)
        return HallGrant("bench/h1", *size, 0, line_people=HALL_PEOPLE)


BY_GRID = Floor("by grid, 104 x 84 m", 10_400, 8_400)
LARGE = Floor("by grid, 140 x 120 m", 14_000, 12_000)
IN_SIGHT = Floor("all in sight", 2 * CELL_CM, 2 * CELL_CM)


@contextmanager
def walkers(port: int, floor: Floor, people: int, ports: int = 1) -> Iterator[LoadClient]:
    """People who walk, spread over nodes on so many neighbouring ports."""
    files = {"pass": pass_template((floor.grant(),))}
    options = {
        "key": KEY.hex(),
        "width_cm": floor.width_cm,
        "depth_cm": floor.depth_cm,
        "watchers": WATCHERS if people < 3000 else WATCHERS_AMONG_THOUSANDS,
    }
    with load_client(port, people, files, hall=floor.grant().key, ports=ports, **options) as client:
        yield client


def opened(server: Server, client: LoadClient, people: int) -> Row:
    """Lets everybody in; what a person takes of the server's memory."""
    empty = server.memory_bytes()
    answer = client.ask("open", 120)
    return {
        "all_in": answer["all_in"],
        "opened_seconds": answer["seconds"],
        "kB_per_person": round((server.memory_bytes() - empty) / people / 1000, 1),
    }


def walked(server: Server, client: LoadClient, floor: Floor, people: int, rate: float, goal_ms: float | None) -> Row:
    """Walks a while unmeasured, then measures."""
    client.ask(f"run {WARM_UP_SECONDS} {rate}", WARM_UP_SECONDS)
    with spent(server) as cost:
        run = client.ask(f"run {SECONDS} {rate}", SECONDS)
    row: Row = {
        "what": f"{people:,} moving at {rate:g} Hz, {floor.name}",
        "server": server.name,
        "move_to_sight_ms": spread(run["near_ms"]),
        "goal_p99_ms": goal_ms,
        "cells_of_the_next_ring_age_ms": spread(run["mid_age_ms"]),
        "far_cells_age_ms": spread(run["far_age_ms"]),
        "at_a_cells_edge_age_ms": spread(run["crossing_age_ms"]),
        "records_read": run["records"],
        "wrong_place": run["wrong_place"],
        "unknown": run["unknown"],
        "not_seen_at_end": run["not_seen_at_end"],
        "server_core_share": round(cost.cpu_seconds / SECONDS, 3),
        "kB_per_second_per_client": round(run["bytes_in"] / SECONDS / people / 1000, 1),
        "client_core_share": round(run["client_core_share"], 3),
        "send_delay_p99_ms": run["send_delay_ms"]["p99"],
        "client_round_p99_ms": run["client_round_ms"]["p99"],
        "lost_connections": run["lost"],
        "corrected": run["corrected"],
        "refused": run["refusals"],
    }
    return {name: value for name, value in row.items() if not (isinstance(value, dict) and not value["count"])}


def spread(histogram: dict[str, float]) -> dict[str, float]:
    return {name: histogram[name] for name in ("p50", "p95", "p99", "p999", "most", "count")}


def measure_ours(floor: Floor, people: int, rate: float = 10, goal_ms: float | None = None) -> Iterator[Row]:
    with gateway(tick_ms=round(1000 / rate)) as server, walkers(server.port, floor, people) as client:
        opening = opened(server, client, people)
        yield walked(server, client, floor, people, rate, goal_ms) | opening


def measure_library_hall(people: int = 1000) -> Iterator[Row]:
    """The same hall code over the `websockets` library's server."""
    name = "same hall code over websockets"
    with python(name, "benchmarks.peers.websockets_hall") as server, walkers(server.port, BY_GRID, people) as client:
        opening = opened(server, client, people)
        yield walked(server, client, BY_GRID, people, 10, None) | opening


def reserve_seats(server: Server, people: int) -> bytes:
    """Colyseus lets people in by HTTP first; the paths of their sockets, one a line."""
    paths = []
    for number in range(people):
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.port}/matchmake/joinOrCreate/hall",
            json.dumps({"number": number}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            seat = json.load(answer)
        paths.append(f"/{seat['processId']}/{seat['roomId']}?sessionId={seat['sessionId']}")
    return "\n".join(paths).encode()


def measure_colyseus(people: int = 1000) -> Iterator[Row]:
    """A Colyseus room of as many people, each with x, z and yaw; all in sight, as its rooms are unless one filters by hand."""
    try:
        with node("Colyseus (npm)", "colyseus.mjs") as server:
            files = {"paths": reserve_seats(server, people), "names": b""}
            options = {"wire": "colyseus", "hall": "room", "watchers": WATCHERS}
            size = {"width_cm": IN_SIGHT.width_cm, "depth_cm": IN_SIGHT.depth_cm}
            with load_client(server.port, people, files, **options, **size) as client:
                opening = opened(server, client, people)
                pairs = json.loads(server.ask("names"))
                client.files["names"].write_text("\n".join(f"{reference} {number}" for reference, number in pairs))
                yield walked(server, client, IN_SIGHT, people, 10, None) | opening
    except PeerMissing as missing:
        yield {"what": f"{people:,} moving", "server": "Colyseus (npm)", "left_out": str(missing)}


def measure_headline() -> Iterator[Row]:
    yield from measure_ours(BY_GRID, 1000, 10, 120)
    yield from measure_library_hall()
    yield from measure_ours(IN_SIGHT, 1000)
    yield from measure_colyseus()


def measure_crowd() -> Iterator[Row]:
    """The goals, then on until it breaks."""
    yield from measure_ours(BY_GRID, 1000, 10, 120)
    yield from measure_ours(BY_GRID, 1000, 15, 100)
    yield from measure_ours(LARGE, 4000, 10, 150)
    yield from measure_ours(LARGE, 6000, 10, 150)
    for people in (3000, 4000, 5000):
        yield from measure_ours(IN_SIGHT, people, 10, 150)
