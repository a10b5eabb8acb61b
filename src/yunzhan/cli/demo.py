"""`yunzhan demo`: the sample fair from nothing to one address. How programs are started and ended is `supervisor`'s."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yunzhan.cli.answers import gateway_answers, website_answers
from yunzhan.cli.home import Home
from yunzhan.cli.supervisor import Program, Supervisor, check_port_is_free, python
from yunzhan.cli.visit import Where, visit

FAIR, HALL = "cross-strait-fair", "h1"  # of the sample


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
    """Serves until Ctrl-C; with `check` only until a visitor has been all the way through. Returns the exit code."""
    check_port_is_free(port)
    check_port_is_free(port + 1)
    home = Home(folder)
    home.prepare()
    with home.held(), Supervisor(home.environment(port), folder) as supervisor:
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
            supervisor.start(Program("tasks", python("-m", "yunzhan", "tasks")))
            if crowd:
                command = python("-m", "yunzhan", "crowd", "--people", str(crowd), "--hall", HALL, "--until-stopped")
                supervisor.start(Program("crowd", command))
                say(f"{crowd} scripted visitors walk in hall 1 (they are marked, and counted apart)")
            if check:
                visit(Where(port, FAIR, HALL), lambda line: say(f"  {line}"))
                say("A visitor finds everything as it should be.")
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
