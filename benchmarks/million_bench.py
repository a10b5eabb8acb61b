"""A million real WebSockets on this machine: what each costs, how long opening, an announcement and an exact count take.

Each has its own pass and is in a group. Both ends are on this machine, over loopback and without TLS. A process may open so many
files and no more, so that there are as many workers as that needs, each with a load client of its own. Bounded in time.
"""

import asyncio
import json
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.load.client import LoadClient, load_client, pass_template
from benchmarks.peers.installed import free_port, nats_server
from benchmarks.servers import KEY, ServerFailed, running_on_all_cores
from yunzhan.bus.nats import NatsBus
from yunzhan.wire.passes import GroupGrant

PEOPLE = 1_000_000
FAIR, GROUP = "bench", "fair:bench"
FIRST_PORT = 8200  # below the range of outgoing ports, which would meet these
SPARE_FILES = 300  # of a process: libraries, the bus, and room to breathe
OPENING = 8  # clients that open at a time: some of them have always something to do
IN_FLIGHT = 400  # handshakes of one client on their way
OPEN_SECONDS = 600
HOLD_SECONDS = 50  # two rounds of pings
NOTICE_SECONDS = 40
PAIR_KERNEL_BYTES = 8_500  # both ends of an idle connection, measured on Linux 6
SPARE_BYTES = 2_500_000_000
Row = dict[str, object]


class TooLow(Exception):
    """The machine's limits do not allow it; the message says which lines would."""


def plan(people: int) -> tuple[int, int]:
    """Workers, and people for each. One worker a core is enough where the file limit allows it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = hard if hard != resource.RLIM_INFINITY else 1_048_576
    each = min(limit - SPARE_FILES, -(-people // (os.cpu_count() or 1)))
    workers = -(-people // each)
    return workers, -(-people // workers)


def number_in(path: str) -> list[int]:
    return [int(word) for word in Path(path).read_text().split()]


def check_machine(people: int, workers: int) -> None:
    """Raises TooLow with every line that is missing."""
    lines = []
    files = 2 * people + 200 * workers
    if number_in("/proc/sys/fs/file-max")[0] < files:
        lines.append(f"sysctl -w fs.file-max={files * 2}")
    low, high = number_in("/proc/sys/net/ipv4/ip_local_port_range")
    if low < FIRST_PORT + workers or high - low < 20_000:
        lines.append('sysctl -w net.ipv4.ip_local_port_range="12000 65000"')
    tracked = Path("/proc/sys/net/netfilter/nf_conntrack_max")
    counted = Path("/proc/sys/net/netfilter/nf_conntrack_count")  # 0: there, but no rule makes it track
    if tracked.exists() and number_in(str(counted))[0] and number_in(str(tracked))[0] < 2 * people:
        lines.append(f"sysctl -w net.netfilter.nf_conntrack_max={3 * people}")
    pages = number_in("/proc/sys/net/ipv4/tcp_mem")[2]
    if pages * 4096 < 200_000_000:
        lines.append('sysctl -w net.ipv4.tcp_mem="200000 400000 800000"')
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 4_000:
        lines.append("ulimit -Hn 20000")
    if lines:
        raise TooLow(f"{people:,} connections need, as root: " + "; ".join(lines))
    needed, free = people * (PAIR_KERNEL_BYTES + 450) + SPARE_BYTES, psutil.virtual_memory().available
    if free < needed:
        raise TooLow(
            f"{people:,} connections need {needed / 1e9:.1f} GB free, {free / 1e9:.1f} are: ask for fewer (--people)"
        )


def own_bytes(processes: Sequence[psutil.Process]) -> int:
    """Pages that belong to one of these alone."""
    total = 0
    for process in processes:
        for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(("Private_Clean:", "Private_Dirty:")):
                total += int(line.split()[1]) * 1024
    return total


def cpu_seconds(processes: Sequence[psutil.Process]) -> float:
    return sum(times.user + times.system for process in processes for times in [process.cpu_times()])


@dataclass
class Cluster:
    """The running workers and their NATS server."""

    parent: psutil.Process
    nats: psutil.Process
    url: str

    @property
    def workers(self) -> list[psutil.Process]:
        """Those that live now: one that died has a successor."""
        return self.parent.children()


@contextmanager
def cluster(workers: int) -> Iterator[Cluster]:
    port = free_port()
    url = f"nats://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="yunzhan-million-") as folder, ExitStack() as stack:
        broker = stack.enter_context(
            running_on_all_cores(
                [nats_server(), "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", folder, "-l", f"{folder}/log"]
            )
        )
        command = ["-m", "benchmarks.million_gateway", str(FIRST_PORT), str(workers), url]
        parent = stack.enter_context(running_on_all_cores(["python", *command]))
        assert parent.stdout
        due, listening = time.monotonic() + 120, 0
        while listening < workers:
            line = parent.stdout.readline()
            if not line or time.monotonic() > due:
                raise ServerFailed(f"{listening} of {workers} workers listen")
            told = json.loads(line)
            listening += told["what"] == "listening"
            if told["what"] == "lost":
                raise ServerFailed(f"a worker died: {told}")
        yield Cluster(psutil.Process(parent.pid), psutil.Process(broker.pid), url)


def everybody(clients: Sequence[LoadClient], command: str, seconds: float) -> list[dict[str, Any]]:
    """The same command to all at once, and their answers."""
    for client in clients:
        client.tell(command)
    return [client.answer(seconds) for client in clients]


def open_in_turns(clients: Sequence[LoadClient]) -> tuple[list[dict[str, Any]], float]:
    """Their answers, and the seconds it took; who has not had a turn when OPEN_SECONDS are over stays out."""
    began = time.monotonic()

    def open_one(client: LoadClient) -> dict[str, Any]:
        if time.monotonic() - began > OPEN_SECONDS:
            return {"joined": 0}
        return client.ask("open", OPEN_SECONDS)

    with ThreadPoolExecutor(OPENING) as pool:
        answers = list(pool.map(open_one, clients))
    return answers, time.monotonic() - began


def ask_bus(url: str, work: str, payload: dict[str, object]) -> tuple[dict[str, Any], float]:
    """An exact count, or an announcement: what the website does. The answer and its milliseconds."""

    async def asked() -> tuple[dict[str, Any], float]:
        bus = NatsBus([url], "bench")
        await bus.connect()
        began, answer = time.monotonic(), b"{}"
        if work == "fair.notice":
            bus.publish(work, json.dumps(payload).encode())
            await bus.settle()
        else:
            answer = await bus.request(work, json.dumps(payload).encode(), 10)
        took = (time.monotonic() - began) * 1000
        await bus.close()
        return json.loads(answer), took

    return asyncio.run(asked())


def announced(clients: Sequence[LoadClient], url: str) -> tuple[int, float, float]:
    """Tells everybody something; how many heard it, and the age in seconds at the last one and at the median one."""
    for client in clients:
        client.tell(f"watch {NOTICE_SECONDS}")
    time.sleep(1.5)  # all have begun to listen
    ask_bus(url, "fair.notice", {"fair": FAIR, "text": f"@@{0:08x}{time.monotonic_ns():016x}"})
    ages = [client.answer(NOTICE_SECONDS)["say_to_see_ms"] for client in clients]
    heard = sum(int(age["count"]) for age in ages)
    median = sorted(float(age["p50"]) for age in ages if age["count"])[len(ages) // 2] if heard else 0.0
    return heard, max(float(age["most"]) for age in ages) / 1000, median / 1000


def goal(what: str, measured: float, limit: float, unit: str, *, at_least: bool = False) -> Row:
    kept = measured >= limit if at_least else measured <= limit
    sign = "≥" if at_least else "≤"
    return {
        "what": what, "server": "yunzhan gateway", "measured": round(measured, 3), "unit": unit,
        "goal": f"{sign} {limit:,g}", "kept": kept,
    }  # fmt: skip


def measure_million(people: int = PEOPLE) -> Iterator[Row]:
    """A row for each goal, then how it was done and what stops it next."""
    workers, each = plan(people)
    people = workers * each
    check_machine(people, workers)
    free = psutil.virtual_memory().available
    with ExitStack() as stack:
        running = stack.enter_context(cluster(workers))
        time.sleep(3)  # nodes hear of each other
        empty = own_bytes(running.workers)
        clients = [
            stack.enter_context(
                load_client(
                    FIRST_PORT + number, each, {"pass": pass_template((), (GroupGrant(GROUP, say=False),), "person")},
                    all_cores=True, key=KEY.hex(), group=GROUP, first_number=number * each, sources=4,
                    in_flight=IN_FLIGHT, open_seconds=OPEN_SECONDS,
                )
            )
            for number in range(workers)
        ]  # fmt: skip
        before = psutil.virtual_memory().available
        cpu = cpu_seconds(running.workers)
        answers, opened = open_in_turns(clients)
        opening_cpu = cpu_seconds(running.workers) - cpu
        inside = sum(int(answer["joined"]) for answer in answers)
        yield goal("open, each by its own pass, and in a group", inside, people, "connections", at_least=True)
        yield goal("time to open all", opened, 180, "s")
        time.sleep(30)  # a round of pings, and the last counts
        held = own_bytes(running.workers)
        yield goal("our memory per connection above the empty workers", (held - empty) / (inside or 1), 400, "B")
        yield goal(f"our memory in all, {workers} workers", held / 1e6, 750, "MB")
        cpu, broker, began = cpu_seconds(running.workers), cpu_seconds([running.nats]), time.monotonic()
        time.sleep(HOLD_SECONDS)
        seconds = time.monotonic() - began
        yield goal("CPU with pings every 25 s", (cpu_seconds(running.workers) - cpu) / seconds, 1.0, "cores")
        broker_share = (cpu_seconds([running.nats]) - broker) / seconds
        alive = sum(int(answer["open"]) for answer in everybody(clients, "stat", 30))
        yield goal(f"alive after {HOLD_SECONDS} s more", alive, people, "connections", at_least=True)
        counts = [ask_bus(running.url, "presence.exact", {"fair": FAIR}) for _ in range(3)]
        counted = min(int(answer["people"]) for answer, _ in counts)
        yield goal("people counted exactly over all workers", counted, people, "people", at_least=True)
        yield goal("time to count (slowest of three)", max(took for _, took in counts), 200, "ms")
        heard, last, median = announced(clients, running.url)
        yield goal("announcement heard by", heard, people, "connections", at_least=True)
        yield goal("announcement at the last one", last, 15, "s")
        now = psutil.virtual_memory().available
        kernel = (before - now - held + empty) / (inside or 1)
        yield {
            "what": "how",
            "server": f"{workers} workers forked from one, {workers} load clients that open {OPENING} at a time, one nats-server",
            "people": people, "each": each, "empty_worker_MB": round(empty / workers / 1e6, 2),
            "median_announcement_s": round(median, 1), "cpu_us_per_opening": round(opening_cpu / (inside or 1) * 1e6),
            "nats_core_share": round(broker_share, 3), "both_ends_of_a_socket_B": round(kernel),
            "next_limit": next_limit(inside, free, before - now, workers),
        }  # fmt: skip


def next_limit(people: int, free: int, used: int, workers: int) -> str:
    """What stops more of this: memory, or how many worker processes the file limit makes."""
    fits = int(people * free / used) if used > 0 else 0
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return (
        f"memory: both ends took {used / people / 1000:.1f} kB a connection, some {fits:,} would fill the {free / 1e9:.0f} GB "
        f"that were free, most of it the kernel's sockets; a process may open {hard:,} files, hence {workers} workers"
    )
