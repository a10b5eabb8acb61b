"""Real nats-servers for one test or benchmark: one, or a cluster with JetStream, on loopback, in a folder of their own.

They end with the thread that started them, also when that is killed. Nothing here touches a server that runs already.
"""

import contextlib
import ctypes
import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

START_SECONDS = 30
ATTEMPTS = 3
TRIES = 10_000
PR_SET_PDEATHSIG = 1
LOWEST_PORT, PORTS = 9300, 2600  # below the range from which outgoing connections take theirs


def take_port() -> tuple[int, socket.socket]:
    """A port that nobody listens on and nobody else is given, until the socket that comes with it is closed.

    What tells others, in this process and in those beside it, is that the UDP port of the same number is held; a
    nats-server uses TCP alone. Raises RuntimeError when there is none.
    """
    for _ in range(TRIES):
        port = LOWEST_PORT + random.SystemRandom().randrange(PORTS)
        mark = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            mark.bind(("127.0.0.1", port))
            with socket.socket() as trial:
                trial.bind(("127.0.0.1", port))
        except OSError:
            mark.close()
            continue
        return port, mark
    raise RuntimeError(f"no free port from {LOWEST_PORT} to {LOWEST_PORT + PORTS - 1}")


def end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class NatsServer:
    """One nats-server; `start` may be called again after `kill` or `stop`, with the same data."""

    def __init__(self, folder: Path, name: str = "n1", extra: str = "") -> None:
        self.folder, self.name, self.extra = folder / name, name, extra
        taken = [take_port() for _ in range(3)]
        self.port, self.watch_port, self.route_port = (port for port, _ in taken)
        self._marks = [mark for _, mark in taken]
        self.routes: list[int] = []
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self, *, wait: bool = True) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        cluster = ""
        if self.routes:
            routes = ", ".join(f'"nats://127.0.0.1:{port}"' for port in self.routes)
            cluster = f'cluster {{ name: test, listen: "127.0.0.1:{self.route_port}", routes: [{routes}] }}'
        settings = self.folder / "server.conf"
        settings.write_text(
            f'server_name: {self.name}\nlisten: "127.0.0.1:{self.port}"\nhttp: "127.0.0.1:{self.watch_port}"\n'
            f'jetstream {{ store_dir: "{self.folder}", max_file_store: 4GB, max_memory_store: 256MB }}\n'
            f"{cluster}\n{self.extra}\n"
        )
        program = shutil.which("nats-server", path=str(Path(sys.executable).parent)) or "nats-server"
        with (self.folder / "log").open("ab") as log:
            command = [program, "-c", str(settings)]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=end_with_parent)  # noqa: PLW1509 - one call into libc
        if wait:
            self.wait()

    def wait(self) -> None:
        """Until it and its JetStream are ready. Raises TimeoutError with the end of its log."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            if time.monotonic() > deadline or (self.process and self.process.poll() is not None):
                raise TimeoutError((self.folder / "log").read_text()[-2000:])
            if self._healthy():
                return
            time.sleep(0.02)

    def _healthy(self) -> bool:
        with contextlib.suppress(OSError, ValueError, HTTPException):
            address = f"http://127.0.0.1:{self.watch_port}/healthz"
            with urllib.request.urlopen(address, timeout=2) as answer:
                return bool(json.load(answer)["status"] == "ok")
        return False

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def close(self) -> None:
        """Ends it for good: its ports may be given to others."""
        self.kill()
        for mark in self._marks:
            mark.close()

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(how)
            self.process.wait(20)
            self.process = None


class NatsServers:
    """A cluster of so many servers; use it in a `with`."""

    def __init__(self, folder: Path, count: int = 3, extra: str = "") -> None:
        self._folder, self._count, self._extra = folder, count, extra
        self.servers: list[NatsServer] = []

    @property
    def urls(self) -> list[str]:
        return [server.url for server in self.servers]

    def __enter__(self) -> "NatsServers":
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._start(self._folder / f"try{attempt}")
                return self
            except BaseException as fault:
                self.__exit__()
                if not isinstance(fault, TimeoutError) or attempt == ATTEMPTS:
                    raise  # a port may have been taken by somebody else in between: that is tried again
        raise AssertionError

    def _start(self, folder: Path) -> None:
        names = [f"n{number}" for number in range(1, self._count + 1)]
        self.servers = [NatsServer(folder, name, self._extra) for name in names]
        if self._count > 1:
            for server in self.servers:
                server.routes = [other.route_port for other in self.servers if other is not server]
        for server in self.servers:
            server.start(wait=False)
        for server in self.servers:
            server.wait()

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.close()
