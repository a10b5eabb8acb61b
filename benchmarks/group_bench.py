"""10,000 in one group: how long from say to see, deliveries per CPU-second, losses, order, and coming back. Peers beside it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.load.client import LoadClient, load_client, pass_template
from benchmarks.peers.installed import PeerMissing
from benchmarks.peers.talking import PEERS, Peer
from benchmarks.servers import KEY, Server, gateway, spent
from yunzhan.wire.passes import GroupGrant

PEOPLE = 10_000
TEXT_BYTES = 200
GROUP = GroupGrant("hall:bench/h1", say=True)
SECONDS = 12
SETTLE_SECONDS = 1  # what the server still frees or writes after the last one came in
STAY = 100  # who stays in the group while the others are away
GOALS_P99_MS = {5: 130, 50: 250, 100: 260}
Row = dict[str, object]


@contextmanager
def members(server: Server, people: int) -> Iterator[LoadClient]:
    """Members of our own gateway, each with a pass of their own."""
    files = {"pass": pass_template((), (GROUP,))}
    options = {"key": KEY.hex(), "group": GROUP.key, "speakers": people, "text_bytes": TEXT_BYTES}
    with load_client(server.port, people, files, **options) as client:
        yield client


@contextmanager
def members_of(server: Server, peer: Peer, people: int) -> Iterator[LoadClient]:
    with load_client(server.port, people, peer.files(TEXT_BYTES), wire="plain", **peer.options) as client:
        yield client


def opened(server: Server, client: LoadClient, people: int) -> Row:
    """Lets everybody in; what that cost, after the first tenth: what a server sets up once is in no member's bytes."""
    early = client.ask(f"open 0 {people // 10}", 120)
    time.sleep(SETTLE_SECONDS)
    empty = server.memory_bytes()
    with spent(server) as cost:
        answer = client.ask(f"open {people // 10} {people}", 120)
    time.sleep(SETTLE_SECONDS)
    others = people - people // 10
    return {
        "all_in": early["all_in"] and answer["all_in"],
        "opened_seconds": round(early["seconds"] + answer["seconds"], 2),
        "cpu_us_per_opening": round(cost.cpu_seconds / others * 1e6),
        "bytes_per_member": round((server.memory_bytes() - empty) / others),
    }


def said(server: Server, client: LoadClient, rate: float, seconds: float) -> Row:
    """One run at a rate; `deliveries_per_cpu_second` is of the server's process tree."""
    with spent(server) as cost:
        run = client.ask(f"run {seconds} {rate}", seconds + 30)
    return {
        "messages_per_second": rate,
        "say_to_see_ms": spread(run["say_to_see_ms"]),
        "say_to_last_member_ms": spread(run["say_to_last_ms"]),
        "said": run["said"],
        "delivered": run["delivered"],
        "expected": run["expected"],
        "out_of_order": run["out_of_order"],
        "deliveries_per_cpu_second": round(run["delivered"] / cost.cpu_seconds) if cost.cpu_seconds else 0,
        "server_core_share": round(cost.cpu_seconds / seconds, 3),
        "MB_per_second": round(run["bytes_in"] / run["seconds"] / 1e6, 1),
        "client_core_share": round(run["client_cpu_in"] / run["seconds"], 3),
        "client_round_p99_ms": run["client_round_ms"]["p99"],
    }


def spread(histogram: dict[str, float]) -> dict[str, float]:
    return {name: histogram[name] for name in ("p50", "p95", "p99", "most")}


def titled(server: Server, **facts: object) -> Row:
    return {"what": f"group of {PEOPLE:,}, {TEXT_BYTES} B", "server": server.name, **facts}


def measure_group(
    rates: tuple[float, ...] = (5, 50, 100), seconds: float = SECONDS, *, storm: bool = True
) -> Iterator[Row]:
    """Ours: a row for each rate, then 10,000 who come back together and catch up."""
    with gateway() as server, members(server, PEOPLE) as client:
        opening = opened(server, client, PEOPLE)
        for rate in rates:
            yield titled(
                server, goal_p99_ms=GOALS_P99_MS.get(int(rate)), **said(server, client, rate, seconds), **opening
            )
        if storm:
            client.ask(f"drop {STAY}", 30)
            client.ask("run 4 10", 30)
            with spent(server) as cost:
                back = client.ask(f"back {STAY} 60", 60)
            yield titled(
                server,
                storm=f"{back['of']} come back together, each missed {back['missed_each']}",
                seconds=round(back["seconds"], 2),
                goal_seconds=10,
                caught_up=back["caught_up"],
                of=back["of"],
                out_of_order=back["out_of_order"],
                connect_to_caught_up_ms=spread(back["connect_to_caught_up_ms"]),
                cpu_us_each=round(cost.cpu_seconds / back["of"] * 1e6),
            )


def measure_peer(peer: Peer, rates: tuple[float, ...] = (5,), seconds: float = SECONDS) -> Iterator[Row]:
    """A peer does less: it stores nothing, numbers nothing, asks for no pass."""
    try:
        with peer.start() as server, members_of(server, peer, PEOPLE) as client:
            opening = opened(server, client, PEOPLE)
            for rate in rates:
                yield titled(server, **said(server, client, rate, seconds), **opening)
    except PeerMissing as missing:
        yield {"what": f"group of {PEOPLE:,}", "server": peer.name, "left_out": str(missing)}


def measure_headline() -> Iterator[Row]:
    yield from measure_group((5,), storm=False)
    yield from measure_peer(PEERS[0])


def measure_peers() -> Iterator[Row]:
    """Everybody unbatched at 5 a second: CPU per delivery, memory of a connection that is idle."""
    yield from measure_group((5,), storm=False)
    for peer in PEERS:
        yield from measure_peer(peer)
