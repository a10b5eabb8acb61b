"""`yunzhan demo`: the sample fair from nothing to one address. How programs are started and ended is `supervisor`'s."""

import json
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yunzhan.cli.home import Home
from yunzhan.cli.supervisor import Program, Supervisor, check_port_is_free, python

WORKER_THREADS = 4


def say(text: str) -> None:
    print(f"  {text}", flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Prints a line when something begins and one when it is done."""
    say(f"{text} …")
    began = time.monotonic()
    yield
    say(f"{text}: done in {time.monotonic() - began:.1f} s")


def run_demo(folder: Path, port: int, crowd: int, *, check: bool) -> int:
    """Serves until Ctrl-C; with `check` only until home page and gateway have answered. Returns the exit code."""
    check_port_is_free(port)
    check_port_is_free(port + 1)
    home = Home(folder)
    home.prepare()
    with Supervisor(home.environment(port), folder) as supervisor:
        try:
            with step("Database"):
                supervisor.run("The database", python("-m", "django", "migrate", "--verbosity", "0"), lambda line: None)
            with step("Sample fair"):
                supervisor.run("The sample fair", python("-m", "yunzhan", "load-sample"), Progress())
            with step("Gateway"):
                supervisor.start(
                    Program("gateway", python("-m", "yunzhan", "gateway"), lambda: gateway_answers(port + 1))
                )
            with step("Website"):
                supervisor.start(Program("website", python("-m", "yunzhan", "website"), lambda: website_answers(port)))
            supervisor.start(Program("recorder", python("-m", "yunzhan", "recorder")))
            if crowd:
                command = python("-m", "yunzhan", "crowd", "--people", str(crowd), "--hall", "h1", "--until-stopped")
                supervisor.start(Program("crowd", command))
                say(f"{crowd} scripted visitors walk in hall 1 (they are marked, and counted apart)")
            if check:
                home_page = fetch(f"http://127.0.0.1:{port}/")
                say(f"Home page: {len(home_page)} bytes; gateway: ok. Everything answers.")
                return 0
            print(f"\n  Yunzhan is open:  http://localhost:{port}\n  Ctrl-C stops it.\n", flush=True)
            supervisor.watch()
        except KeyboardInterrupt:
            say("Stopping …")
    say("Stopped.")
    return 0


class Progress:
    """Prints the loader's progress: on a terminal in one line that moves, elsewhere one line for each part."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, line: str) -> None:
        try:
            told = json.loads(line)
            text, done, total = told["what"], told["done"], told["total"]
        except (ValueError, KeyError, TypeError):
            return
        if sys.stdout.isatty():
            print(f"\r    {text}: {done} of {total}".ljust(70), end="\n" if done == total else "", flush=True)
        elif done == total and text != self._last:
            self._last = text
            say(f"  {text}: {total}")


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - loopback, our own
        data: bytes = answer.read()
    return data


def website_answers(port: int) -> bool:
    try:
        return bool(fetch(f"http://127.0.0.1:{port}/healthz"))
    except (urllib.error.URLError, OSError):
        return False


def gateway_answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as probe:
            probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return b"200" in probe.recv(100)
    except OSError:
        return False
