"""What `make fix`, `make check`, `make test`, `make e2e` and `make test-long` run, in order, each with its time.

A failed step does not hide the ones after it: all run, the failed ones are named at the end, and the exit code is 1.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from postgres import temporary_postgres
from prepare import interrupt
from running import end_group, signal_group

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CLIENT = ROOT / "client"
PYTHON_CODE = ("src", "tests", "tools", "benchmarks", "assets")
TEMPLATES = "src/yunzhan/website"
TIDY_SECONDS = 40  # a demo of the browser walk ends in 8, a cluster in less
WORKERS = os.environ.get("TEST_WORKERS", "2")


@dataclass(frozen=True)
class Step:
    """A command with a name; `around` gives environment variables that hold while it runs."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    around: Callable[[], object] | None = field(default=None)


def python(name: str, *arguments: str, around: Callable[[], object] | None = None) -> Step:
    return Step(name, (sys.executable, *arguments), around=around)


def tool(name: str, program: str, *arguments: str) -> Step:
    return Step(name, (str(BIN / program), *arguments))


def npm(name: str, *arguments: str) -> Step:
    return Step(name, ("npm", *arguments), CLIENT)


FIX = [
    tool("ruff fix", "ruff", "check", "--fix", *PYTHON_CODE),
    tool("ruff format", "ruff", "format", *PYTHON_CODE),
    tool("templates format", "djangofmt", "--quiet", *[str(p) for p in (ROOT / TEMPLATES).rglob("*.html")]),
    npm("biome", "run", "fix", "--silent"),
]
CHECK = [
    tool("ruff", "ruff", "check", *PYTHON_CODE),
    tool("ruff format", "ruff", "format", "--check", *PYTHON_CODE),
    tool("types (mypy)", "mypy"),
    tool("layers (import-linter)", "lint-imports"),
    tool("templates (djlint)", "djlint", "--lint", "--quiet", TEMPLATES),
    tool(
        "templates (djangofmt)",
        "djangofmt",
        "--check",
        "--quiet",
        *[str(p) for p in (ROOT / TEMPLATES).rglob("*.html")],
    ),
    python("migrations", "-m", "django", "makemigrations", "--check", "--dry-run"),
    npm("client (biome, tsc)", "run", "check", "--silent"),
    npm("client budgets", "run", "budget", "--silent"),
]
BROWSER = python(
    "browser walk", "-m", "pytest", "tests/e2e", "-m", "not long", "-p", "no:randomly", "--durations=5"
)  # fmt: skip
# Checks of files ask no database: one run of them will do.
FILES_ALONE = [f"--ignore=tests/website/uploads/test_{name}.py" for name in ("models", "other_kinds", "pictures")]
TEST = [
    *CHECK,
    npm("client tests (vitest)", "test", "--silent"),
    python(
        "Python tests, SQLite", "-m", "pytest", "-n", WORKERS, "-m", "not long and not browser", "--ignore=tests/e2e",
        "--cov", "--cov-report=term:skip-covered", "--cov-fail-under=90", "--durations=10",
    ),
    python(
        "website tests, PostgreSQL", "-m", "pytest", "-n", WORKERS, "-m", "not long and not browser",
        "tests/website", "tests/demo", *FILES_ALONE, around=temporary_postgres,
    ),
    BROWSER,
]  # fmt: skip
LONG = [*TEST, python("long tests", "-m", "pytest", "-m", "long")]
PLANS = {"fix": FIX, "check": CHECK, "test": TEST, "e2e": [BROWSER], "long": LONG}


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    try:
        return run_plan()
    except KeyboardInterrupt:
        print("\n== Stopped.", flush=True)
        return 130


def run_plan() -> int:
    failed: list[str] = []
    began = time.monotonic()
    for step in PLANS[sys.argv[1]]:
        if not run(step):
            failed.append(step.name)
    print(f"\n== {len(PLANS[sys.argv[1]])} steps in {time.monotonic() - began:.0f} s", flush=True)
    if failed:
        print("== FAILED: " + "; ".join(failed), flush=True)
    return 1 if failed else 0


def run(step: Step) -> bool:
    print(f"\n== {step.name}", flush=True)
    began = time.monotonic()
    environment = dict(
        os.environ,
        PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}",
        DJANGO_SETTINGS_MODULE="yunzhan.website.config.settings",
        YUNZHAN_DEBUG=os.environ.get("YUNZHAN_DEBUG", "1"),
    )
    try:
        with step.around() if step.around else nullcontext({}) as extra:  # type: ignore[attr-defined]
            code = run_to_its_end(step, environment | extra)
    except (OSError, subprocess.CalledProcessError) as problem:  # a program is missing, PostgreSQL does not start
        print(problem, flush=True)
        code = 1
    print(f"-- {step.name}: {'FAILED' if code else 'ok'} in {time.monotonic() - began:.0f} s", flush=True)
    return code == 0


def run_to_its_end(step: Step, environment: dict[str, str]) -> int:
    """In a group of its own: on Ctrl-C the tests may tidy up, and then nothing of them is left."""
    process = subprocess.Popen(step.command, cwd=step.folder, env=environment, start_new_session=True)
    try:
        return process.wait()
    except KeyboardInterrupt:
        signal_group(process, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.wait(TIDY_SECONDS)
        end_group(process)
        raise


if __name__ == "__main__":
    sys.exit(main())
