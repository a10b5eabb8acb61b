"""`yunzhan up`: the programs for developing, and what each starts again on. The sample fair itself is opened as in `demo`.

Django reloads itself on Python and templates, Vite builds the client anew, we start the gateway again and compile the words.
A gateway that does not start for a mistake in its code waits for the next change; the others must keep running.
"""

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import yunzhan
from yunzhan.cli.answers import gateway_answers, website_answers
from yunzhan.cli.demo import Progress, say, step
from yunzhan.cli.home import Home
from yunzhan.cli.supervisor import Program, ProgramEnded, Supervisor, check_port_is_free, python

PACKAGE = Path(yunzhan.__file__).parent
CLIENT = PACKAGE.parents[1] / "client"
GATEWAY_PARTS = ("gateway", "world", "wire", "bus")
LOOK_SECONDS = 0.7


def newest_change(files: Iterable[Path]) -> float:
    """When the newest of the files was changed, 0 when there is none."""
    return max((file.stat().st_mtime for file in files if file.exists()), default=0)


def gateway_code() -> float:
    return newest_change(file for part in GATEWAY_PARTS for file in (PACKAGE / part).rglob("*.py"))


def catalogues() -> float:
    return newest_change((PACKAGE / "website" / "locale").rglob("*.po"))


def developing(home: Home, port: int) -> dict[str, str]:
    """The environment: npm may be the one that came through pip, beside this Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return home.environment(port) | {"YUNZHAN_DEBUG": "1", "PATH": path}


def run_up(folder: Path, port: int) -> int:
    """Runs until Ctrl-C."""
    check_port_is_free(port)
    check_port_is_free(port + 1)
    home = Home(folder)
    home.prepare()
    with home.held(), Supervisor(developing(home, port), folder) as supervisor:
        try:
            with step("Database and sample fair"):
                supervisor.run("The database", python("-m", "django", "migrate", "--verbosity", "0"), lambda line: None)
                supervisor.run("The sample fair", python("-m", "yunzhan", "load-sample"), Progress())
            with step("Website, recorder and client"):
                address = os.environ.get("YUNZHAN_HOST", "127.0.0.1")
                website = python("-m", "django", "runserver", f"{address}:{port}")
                supervisor.start(Program("website", website, lambda: website_answers(port)))
                supervisor.start(Program("recorder", python("-m", "yunzhan", "recorder")))
                supervisor.start(Program("tasks", python("-m", "yunzhan", "tasks")))
                supervisor.start(Program("vite", ["npm", "--prefix", str(CLIENT), "run", "watch"]))
            gateway = Program("gateway", python("-m", "yunzhan", "gateway"), lambda: gateway_answers(port + 1))
            start(supervisor, gateway)
            print(f"\n  Developing on  http://localhost:{port}   (logs in {folder})\n", flush=True)
            reload_on_changes(supervisor, gateway)
        except KeyboardInterrupt:
            say("Stopped.")
    return 0


def start(supervisor: Supervisor, gateway: Program) -> None:
    """A mistake in the code is told, and mended by the next change."""
    try:
        supervisor.start(gateway)
    except ProgramEnded as problem:
        supervisor.end(gateway)
        say(f"{problem} Waiting for a change …")


def reload_on_changes(supervisor: Supervisor, gateway: Program) -> None:
    """Goes on until another program ends, or Ctrl-C."""
    code, words = gateway_code(), catalogues()
    while True:
        time.sleep(LOOK_SECONDS)
        if gateway_code() != code:
            code = gateway_code()
            say("The gateway's code has changed: starting it again.")
            if supervisor.holds(gateway):
                supervisor.end(gateway)
            start(supervisor, gateway)
        if catalogues() != words:
            words = catalogues()
            say("The catalogues have changed: compiling them.")
            try:
                supervisor.run("Compiling", python("-m", "yunzhan.website.shared.catalogues"), lambda line: None)
            except ProgramEnded as problem:
                say(str(problem))
        try:
            supervisor.check()
        except ProgramEnded as problem:
            if not gateway.has_ended():
                raise
            supervisor.end(gateway)
            say(f"{problem} Waiting for a change …")
