"""A gateway, or a peer, as a process of its own, with its CPU time and memory. What is sent to it is not decided here."""

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
KEY = b"b" * 32
START_SECONDS = 60
GATEWAY = """
import sys
from pathlib import Path
from yunzhan.gateway.program import GatewayConfig, run_gateway
run_gateway(GatewayConfig(port=0, pass_key=b"b" * 32, log_path=Path(sys.argv[1]) / "log.sqlite3",
                          bus_path=Path(sys.argv[1]) / "bus", host="127.0.0.1", tick_ms=int(sys.argv[2])))
"""
# One core is the server's, the others are the load client's: "on one core" is meant literally, for peers too.
ALL_CORES = frozenset(range(os.cpu_count() or 1))
SERVER_CORES = frozenset({0})
CLIENT_CORES = ALL_CORES - SERVER_CORES or SERVER_CORES


def on_cores(cores: frozenset[int]) -> list[str]:
    """The front of a command that runs on these cores only."""
    return ["taskset", "-c", ",".join(map(str, sorted(cores)))]


def go_first() -> None:
    """This process and all that it starts run before every ordinary program of a machine that is shared (SCHED_RR). Needs root."""
    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))


class ServerFailed(Exception):
    """The server did not say that it listens."""


@dataclass
class Server:
    """A running server: its process and those that it started."""

    name: str
    port: int
    child: subprocess.Popen[str]

    def processes(self) -> list[psutil.Process]:
        root = psutil.Process(self.child.pid)
        return [root, *root.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """User and system time of the whole tree. On loopback it bears the receivers' share of TCP too."""
        return sum(times.user + times.system for process in self.processes() for times in [process.cpu_times()])

    def memory_bytes(self) -> int:
        """What is its own: pages that it shares with nobody. Kernel memory of sockets is not in it."""
        return sum(process.memory_full_info().uss for process in self.processes())

    def ask(self, line: str) -> str:
        assert self.child.stdin
        assert self.child.stdout
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()
        return self.child.stdout.readline()


@contextmanager
def running(
    name: str, command: Sequence[str], port: int | None = None, folder: Path = ROOT, cores: frozenset[int] | None = None
) -> Iterator[Server]:
    """The server until the block ends. Its first line of output tells its port, or `port` is where it will listen."""
    with subprocess.Popen(
        [*on_cores(cores or SERVER_CORES), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
    ) as child:
        try:
            yield Server(name, port or told_port(child), child)
        finally:
            child.terminate()
            try:
                child.wait(timeout=30)
            except subprocess.TimeoutExpired:
                child.kill()


@contextmanager
def running_on_all_cores(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A program, or Python as `python`, that ends with the block; what it says is the caller's to read."""
    words = [sys.executable, *command[1:]] if command[0] == "python" else list(command)
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(timeout=60)
            except subprocess.TimeoutExpired:
                child.kill()


def told_port(child: subprocess.Popen[str]) -> int:
    assert child.stdout
    ready, _, _ = select.select([child.stdout], [], [], START_SECONDS)
    line = child.stdout.readline() if ready else ""
    if not line:
        raise ServerFailed(f"{child.args} did not say that it listens")
    return int(json.loads(line)["port"])


def python(name: str, module: str, *arguments: str) -> AbstractContextManager[Server]:
    return running(name, [sys.executable, "-m", module, *arguments])


@contextmanager
def gateway(tick_ms: int = 100) -> Iterator[Server]:
    with (
        tempfile.TemporaryDirectory(prefix="yunzhan-bench-") as folder,
        running("yunzhan gateway", [sys.executable, "-c", GATEWAY, folder, str(tick_ms)]) as server,
    ):
        yield server


@dataclass
class Span:
    """What a server spent between two moments."""

    seconds: float = 0
    cpu_seconds: float = 0


@contextmanager
def spent(server: Server) -> Iterator[Span]:
    span, began, cpu = Span(), time.monotonic(), server.cpu_seconds()
    yield span
    span.seconds, span.cpu_seconds = time.monotonic() - began, server.cpu_seconds() - cpu
