"""Builds the load client with `cc` and talks with it: one command, one answer. What it measures is written in its C files."""

import json
import select
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psutil

from benchmarks.servers import CLIENT_CORES, on_cores
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass

HERE = Path(__file__).parent
BUILT = HERE.parents[1] / "var" / "bench" / "load"
FLAGS = ("-O2", "-std=gnu11", "-Wall", "-Wextra", "-Werror")
NUMBER = "@" * 8  # the client puts a person's number here, eight digits
SPARE_SECONDS = 60


class ClientFailed(Exception):
    """The load client could not be built, or did not answer."""


def build() -> Path:
    """The program, built again when a source is newer."""
    sources = sorted(HERE.glob("*.c"))
    newest = max(path.stat().st_mtime for path in [*sources, *HERE.glob("*.h")])
    if not BUILT.exists() or BUILT.stat().st_mtime < newest:
        BUILT.parent.mkdir(parents=True, exist_ok=True)
        command = ["cc", *FLAGS, *map(str, sources), "-lm", "-o", str(BUILT)]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except FileNotFoundError as missing:
            raise ClientFailed("The load client needs a C compiler: apt-get install gcc libc6-dev.") from missing
        except subprocess.CalledProcessError as problem:
            raise ClientFailed(f"The load client did not build:\n{problem.stderr}") from problem
    return BUILT


def pass_template(halls: Sequence[HallGrant] = (), groups: Sequence[GroupGrant] = (), kind: str = "scripted") -> bytes:
    """The JSON of a pass for the client to number and sign."""
    now = int(time.time())
    return msgspec.json.encode(
        Pass(f"s{NUMBER}", f"V{NUMBER}", kind, "bench", 1, tuple(halls), tuple(groups), now, now + 24 * 3600)
    )


class LoadClient:
    """A running load client."""

    def __init__(self, process: subprocess.Popen[str], files: dict[str, Path]) -> None:
        self._process, self.files = process, files
        self.system = psutil.Process(process.pid)

    def ask(self, command: str, seconds: float = 0) -> dict[str, Any]:
        """One command's answer; `seconds` is how long it works on it."""
        self.tell(command)
        return self.answer(seconds)

    def tell(self, command: str) -> None:
        """A command whose answer is fetched later."""
        assert self._process.stdin
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def answer(self, seconds: float = 0) -> dict[str, Any]:
        assert self._process.stdout
        ready, _, _ = select.select([self._process.stdout], [], [], seconds + SPARE_SECONDS)
        line = self._process.stdout.readline() if ready else ""
        if not line:
            raise ClientFailed(f"no answer from the load client (exit code {self._process.poll()})")
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def load_client(
    port: int, people: int, files: dict[str, bytes] | None = None, *, all_cores: bool = False, **options: object
) -> Iterator[LoadClient]:
    """A client with options as in main.c (`text_bytes` is --text-bytes); `files` are options whose value is a file."""
    with tempfile.TemporaryDirectory(prefix="yunzhan-load-") as folder:
        words = [
            *([] if all_cores else on_cores(CLIENT_CORES)),
            str(build()),
            "--port",
            str(port),
            "--people",
            str(people),
        ]
        for name, value in options.items():
            words += [f"--{name.replace('_', '-')}", str(value)]
        for name, data in (files or {}).items():
            path = Path(folder) / name
            path.write_bytes(data)
            words += [f"--{name.split('.')[0]}", str(path)]
        with subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield LoadClient(process, {name: Path(folder) / name for name in files or ()})
            finally:
                process.terminate()
