"""A storm: 100,000 people on a few workers, all of which are killed at once, and how long it takes until everybody is back.

They come as the hall's client does: each waits by chance, longer from time to time, and goes to one of the nodes by chance.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack

from benchmarks.load.client import load_client, pass_template
from benchmarks.million_bench import (
    FAIR,
    FIRST_PORT,
    GROUP,
    Row,
    announced,
    ask_bus,
    check_machine,
    cluster,
    cpu_seconds,
    everybody,
    goal,
    own_bytes,
    plan,
)  # fmt: skip
from benchmarks.servers import KEY
from yunzhan.wire.passes import GroupGrant

PEOPLE = 100_000
GOAL_SECONDS = 60
OPEN_SECONDS = 120
STORM_SECONDS = 120  # measured on beyond the goal, to say by how much it is missed
SPARE = 1.1  # chance gives one node more than another
LISTEN_SECONDS = 1.5  # until all load clients wait for the storm
COUNT_SECONDS = 30


def counted(url: str, people: int) -> tuple[int, float]:
    """People by an exact count, asked until it is right or the time is over, and after how many seconds."""
    began = time.monotonic()
    while True:
        found = int(ask_bus(url, "presence.exact", {"fair": FAIR})[0]["people"])
        seconds = time.monotonic() - began
        if found == people or seconds > COUNT_SECONDS:
            return found, seconds


def measure_storm(people: int = PEOPLE) -> Iterator[Row]:
    """Opening, the storm, and that afterwards everybody is counted and hears."""
    workers, _ = plan(round(people * SPARE))
    each = -(-people // workers)
    people = workers * each
    check_machine(people, workers)
    with ExitStack() as stack:
        running = stack.enter_context(cluster(workers))
        clients = [
            stack.enter_context(
                load_client(
                    FIRST_PORT, each, {"pass": pass_template((), (GroupGrant(GROUP, say=False),), "person")},
                    all_cores=True, key=KEY.hex(), group=GROUP, first_number=number * each, sources=4, ports=workers,
                    in_flight=100, open_seconds=OPEN_SECONDS,
                )
            )
            for number in range(workers)
        ]  # fmt: skip
        answers = everybody(clients, "open", OPEN_SECONDS)
        inside = sum(int(answer["joined"]) for answer in answers)
        yield goal("opened, each by its own pass, and in a group", inside, people, "connections", at_least=True)
        held = own_bytes(running.workers)
        for client in clients:
            client.tell(f"storm {STORM_SECONDS}")
        time.sleep(LISTEN_SECONDS)
        began = time.monotonic()
        for worker in running.workers:
            worker.kill()
        storms = [client.answer(STORM_SECONDS) for client in clients]
        took = time.monotonic() - began
        back = sum(int(storm["back"]) for storm in storms)
        yield goal(f"back after all {workers} workers were killed", back, people, "connections", at_least=True)
        yield goal("from the kill to the last one's return", took, GOAL_SECONDS, "s")
        found, seconds = counted(running.url, people)
        yield goal(f"people counted exactly, {seconds:.1f} s later", found, people, "people", at_least=True)
        heard, last, _ = announced(clients, running.url)
        yield goal("announcement heard by", heard, people, "connections", at_least=True)
        openings = sum(int(storm["openings"]) for storm in storms)
        yield {
            "what": "how", "server": f"{workers} workers forked from one, {workers} load clients, one nats-server",
            "people": people, "workers": workers, "openings_a_person": round(openings / people, 2),
            "away_median_s": max(float(storm["away_s"]["p50"]) for storm in storms),
            "away_p99_s": max(float(storm["away_s"]["p99"]) for storm in storms),
            "workers_cpu_s": round(cpu_seconds(running.workers), 1), "announcement_at_the_last_s": round(last, 1),
            "memory_MB": f"{held / 1e6:.0f} before, {own_bytes(running.workers) / 1e6:.0f} after",
        }  # fmt: skip
