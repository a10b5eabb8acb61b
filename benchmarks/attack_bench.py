"""A thousand people in a hall and talkers in its group, while somebody attacks: what the others notice, and what the gateway holds.

One attack after the other on one gateway, beside the same without any. Nobody reads the gateway's standard output meanwhile.
"""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.attackers import ATTACKS, GROUP
from benchmarks.crowd_bench import BY_GRID, spread, walkers
from benchmarks.load.client import LoadClient, load_client, pass_template
from benchmarks.servers import CLIENT_CORES, KEY, ROOT, Server, gateway, on_cores, spent

RAMP_SECONDS = 3  # until an attack is at its height
REST_SECONDS = 6  # after it: what waited for a handshake is out
FIRST_TALKER = 1_000_000
Row = dict[str, object]


@dataclass(frozen=True)
class Size:
    """`share` is how much of each attack there is."""

    people: int = 1_000
    talkers: int = 200
    words_per_second: float = 20
    seconds: float = 10
    share: float = 1.0


@contextmanager
def talkers(server: Server, count: int) -> Iterator[LoadClient]:
    files = {"pass": pass_template((), (GROUP,))}
    options = {"key": KEY.hex(), "group": GROUP.key, "speakers": count, "first_number": FIRST_TALKER}
    with load_client(server.port, count, files, **options) as client:
        yield client


@contextmanager
def attacked(server: Server, kind: str | None, share: float) -> Iterator[Row]:
    """Under attack until the block ends; then the row has what the attackers did. None: nobody attacks."""
    done: Row = {}
    if kind is None:
        yield done
        return
    command = [
        *on_cores(CLIENT_CORES),
        sys.executable,
        "-m",
        "benchmarks.attackers",
        kind,
        str(server.port),
        str(share),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as attackers:
        try:
            time.sleep(RAMP_SECONDS)
            yield done
            said, _ = attackers.communicate("", timeout=60)
            done |= json.loads(said)
        finally:
            attackers.kill()


def closed_by(server: Server) -> dict[str, int]:
    """How many connections the gateway has closed, by why."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=30) as answer:
        lines = answer.read().decode().splitlines()
    found = [line.split('"') for line in lines if line.startswith("yunzhan_closed_total{")]
    return {words[1]: int(words[2].strip("} ")) for words in found}


def measured(server: Server, walking: LoadClient, talking: LoadClient, kind: str | None, size: Size) -> Row:
    before, already = server.memory_bytes(), closed_by(server)
    with attacked(server, kind, size.share) as done, spent(server) as cost:
        walking.tell(f"run {size.seconds} 10")
        talking.tell(f"run {size.seconds} {size.words_per_second}")
        walk, talk = walking.answer(size.seconds), talking.answer(size.seconds + 10)
        during = server.memory_bytes()
    time.sleep(REST_SECONDS)
    why = closed_by(server)
    return {
        "what": f"{size.people:,} in a hall, {size.talkers} talk: " + (ATTACKS[kind].what if kind else "no attack"),
        "server": server.name,
        "move_to_sight_ms": spread(walk["near_ms"]),
        "say_to_see_ms": spread(talk["say_to_see_ms"] | {"p999": talk["say_to_see_ms"]["p999"]}),
        "delivered": talk["delivered"],
        "expected": talk["expected"],
        "out_of_order": talk["out_of_order"],
        "lost_connections": walk["lost"] + talk["lost"],
        "not_seen_at_end": walk["not_seen_at_end"],
        "wrong_place": walk["wrong_place"],
        "server_core_share": round(cost.cpu_seconds / cost.seconds, 3),
        "MB_grown_during": round((during - before) / 1e6, 1),
        "MB_grown_after": round((server.memory_bytes() - before) / 1e6, 1),
        "closed": {name: count - already.get(name, 0) for name, count in why.items() if count > already.get(name, 0)},
        "attackers": done,
        "client_round_p99_ms": walk["client_round_ms"]["p99"],
        "send_delay_p99_ms": walk["send_delay_ms"]["p99"],
    }


def measure_attack(size: Size | None = None) -> Iterator[Row]:
    """A row without an attack, one for each, and one without again."""
    size = size or Size()
    with (
        gateway() as server,
        walkers(server, BY_GRID, size.people) as walking,
        talkers(server, size.talkers) as talking,
    ):
        for client in (walking, talking):
            client.ask("open", 60)
        walking.ask(f"run {size.seconds / 3} 10", size.seconds)
        for kind in (None, *ATTACKS, None):
            yield measured(server, walking, talking, kind, size)
