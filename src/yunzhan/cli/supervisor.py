"""Starts programs, waits until each is ready, and ends them all. Which programs these are is the caller's."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from yunzhan.cli.troubles import TAKE_OTHERS, sentence_for

READY_SECONDS = 90
STOP_SECONDS = 8
POLL_SECONDS = 0.05
LOOK_SECONDS = 0.5
LAST_WORDS = 30  # lines of a log that may name the trouble
PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


class SupervisorError(Exception):
    """Something could not be started; the text is the one sentence that the person reads.

    SupervisorError
    ├── PortTaken
    ├── PortReserved
    └── ProgramEnded
    """


class PortTaken(SupervisorError):
    """Another program listens there."""


class PortReserved(SupervisorError):
    """This user may not listen there."""


class ProgramEnded(SupervisorError):
    """A program ended by itself."""


@dataclass
class Program:
    """A program to start: its name for people, its command, and how to see that it is ready."""

    name: str
    command: Sequence[str]
    ready: Callable[[], bool] | None = None
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def check_port_is_free(port: int) -> None:
    """Raises PortTaken or PortReserved with what to do."""
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104
        except PermissionError as error:
            raise PortReserved(f"Port {port} is not for this user: {TAKE_OTHERS} from 1024 up.") from error
        except OSError as error:
            raise PortTaken(f"Port {port} is in use by another program: stop that one, or {TAKE_OTHERS}.") from error


def end_with_parent() -> None:
    """In a child: the kernel ends it when its parent is killed, so that none is left behind."""
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def lead_own_group() -> None:
    """In a program's process before it starts: it ends with the supervisor, and a signal reaches all it starts."""
    end_with_parent()
    os.setpgid(0, 0)


def signal_group(process: "subprocess.Popen[Any]", number: int) -> None:
    """To a program and everything it started: it leads a process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def end_group(process: "subprocess.Popen[Any]", patience_seconds: float) -> None:
    """Asks it to end, then does not ask."""
    signal_group(process, signal.SIGTERM)
    try:
        process.wait(patience_seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        signal_group(process, signal.SIGKILL)
        process.wait()


class Supervisor:
    """Holds running programs; use it as a context, and none outlives it."""

    def __init__(self, environment: dict[str, str], log_folder: Path) -> None:
        self._environment = dict(os.environ, **environment)
        self._log_folder = log_folder
        self._programs: list[Program] = []
        self._asked_to_stop = False
        self._undisturbed = False  # while a program is being started or all are being stopped

    def __enter__(self) -> "Supervisor":
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        return self

    def __exit__(self, *problem: object) -> None:
        self.stop()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop = True
        if not self._undisturbed:
            raise KeyboardInterrupt

    def _heed_stop(self) -> None:
        """What waits asks again: an exception that a signal raises inside a destructor or a callback is lost."""
        if self._asked_to_stop:
            raise KeyboardInterrupt

    def start(self, program: Program) -> None:
        """Starts it and waits until it is ready. Raises ProgramEnded when it ends before, with the end of what it said."""
        self._programs.append(program)
        with self._log_of(program).open("wb") as log:
            program.process = self._spawn(program.command, stdout=log)
        self._heed_stop()
        due = time.monotonic() + READY_SECONDS
        while program.ready and not program.ready():
            self._heed_stop()
            if program.process.poll() is not None or time.monotonic() > due:
                raise ProgramEnded(self._why(program))
            time.sleep(POLL_SECONDS)

    def _spawn(self, command: Sequence[str], **streams: Any) -> "subprocess.Popen[Any]":
        """A new process; a signal meanwhile waits: Python's own callbacks around a fork would lose its exception."""
        self._heed_stop()
        self._undisturbed = True
        try:
            return subprocess.Popen(
                command, env=self._environment, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT, **streams,
                preexec_fn=lead_own_group,  # noqa: PLW1509 - one prctl and one setpgid, before any thread exists in the child
            )  # fmt: skip
        finally:
            self._undisturbed = False

    def run(self, name: str, command: Sequence[str], heard: Callable[[str], None]) -> None:
        """Runs something to its end; `heard` gets each of its lines. Raises ProgramEnded when it fails."""
        lines: list[str] = []
        process = self._spawn(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout
            self._heed_stop()
            with process.stdout as output:
                for line in output:
                    lines.append(line.rstrip())
                    heard(line.rstrip())
            code = process.wait()
        except BaseException:
            end_group(process, STOP_SECONDS)
            raise
        if code:
            raise ProgramEnded(sentence_for(lines) or f"{name} failed: " + " | ".join(lines[-3:]))

    def watch(self) -> None:
        """Waits until a program ends by itself, which it should not. Raises ProgramEnded."""
        while True:
            self.check()
            time.sleep(LOOK_SECONDS)

    def check(self) -> None:
        """Raises ProgramEnded when a program has ended by itself."""
        self._heed_stop()
        for program in self._programs:
            if program.has_ended():
                raise ProgramEnded(self._why(program))

    def holds(self, program: Program) -> bool:
        return program in self._programs

    def end(self, program: Program) -> None:
        """Ends one of them; it may be started again."""
        if program.process:
            end_group(program.process, STOP_SECONDS)
        self._programs.remove(program)

    def stop(self) -> None:
        """Ends all, the last started first; one that does not listen is killed."""
        self._undisturbed = True
        running = [program.process for program in reversed(self._programs) if program.process]
        for process in running:
            signal_group(process, signal.SIGTERM)
        due = time.monotonic() + STOP_SECONDS
        for process in running:
            end_group(process, max(0.1, due - time.monotonic()))
        self._programs.clear()

    def _log_of(self, program: Program) -> Path:
        return self._log_folder / f"{program.name.replace(' ', '-')}.log"

    def _why(self, program: Program) -> str:
        lines = self._log_of(program).read_text(errors="replace").strip().splitlines()
        code = program.process.poll() if program.process else None
        if code is not None and code < 0:
            name = signal.Signals(-code).name
            return (
                f"The {program.name} was ended from outside ({name}): start again (its log: {self._log_of(program)})."
            )
        said = sentence_for(lines[-LAST_WORDS:]) or " | ".join(lines[-3:]) or "it said nothing"
        return f"The {program.name} has ended: {said} (more in {self._log_of(program)})."


def python(*arguments: str) -> list[str]:
    """A command that runs in this Python."""
    return [sys.executable, *arguments]
