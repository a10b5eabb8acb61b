"""A gateway, or the peer, as a process of its own, with its CPU time and memory. What is sent to it is not decided here."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

KEY = b"b" * 32
PROGRAM = """
import sys
from pathlib import Path
from yunzhan.gateway.program import GatewayConfig, run_gateway
run_gateway(GatewayConfig(port=0, pass_key=b"b" * 32, log_path=Path(sys.argv[1]) / "log.sqlite3",
                          bus_path=Path(sys.argv[1]) / "bus", host="127.0.0.1"))
"""
PEER = """
import asyncio, json, sys
from websockets.asyncio.server import broadcast, serve
from websockets.exceptions import ConnectionClosed
members = set()
async def talk(connection):
    members.add(connection)
    try:
        async for message in connection:
            broadcast(members, message)
    except ConnectionClosed:
        pass
    finally:
        members.discard(connection)
async def main():
    async with serve(talk, "127.0.0.1", 0, compression=None, ping_interval=None, backlog=4096) as server:
        print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
        await asyncio.get_running_loop().create_future()
asyncio.run(main())
"""


@dataclass
class Server:
    """A running server process."""

    port: int
    process: psutil.Process

    def cpu_seconds(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory_bytes(self) -> int:
        return int(self.process.memory_info().rss)


@contextmanager
def running(program: str, arguments: Sequence[str] = ()) -> Iterator[Server]:
    """The server until the block ends; its first line of output tells its port."""
    child = subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout
        yield Server(json.loads(child.stdout.readline())["port"], psutil.Process(child.pid))
    finally:
        child.terminate()
        child.wait(timeout=30)


@contextmanager
def gateway() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="yunzhan-bench-") as folder, running(PROGRAM, [folder]) as server:
        yield server


@contextmanager
def peer() -> Iterator[Server]:
    with running(PEER) as server:
        yield server


def until(due: float) -> None:
    """Waits for a moment of time.monotonic()."""
    while (left := due - time.monotonic()) > 0:
        time.sleep(left)
