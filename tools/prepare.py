"""Brings a bare machine to the point where a make target can run; what runs then is not decided here.

Standard library only, and old syntax on purpose: a wrong Python has to get a sentence, not a traceback.
Every step is skipped when its inputs have not changed since it last succeeded; one that was broken off is done again.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import machine
import registry
from machine import CLIENT, VENV
from running import ROOT, CannotPrepare, run, sentence_for_error

PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
BUILT_CLIENT = ROOT / "src" / "yunzhan" / "website" / "static" / "client"
UNFINISHED = "unfinished"


def main():
    parser = argparse.ArgumentParser(description="Bring this machine to where a make target can run.")
    parser.add_argument("purpose", choices=["demo", "up", "develop", "test", "assets"])
    purpose = parser.parse_args().purpose
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a job in the background is born deaf to SIGINT
        signal.signal(number, interrupt)
    try:
        machine.check_python()
        machine.check_disk()
        with one_at_a_time():
            prepare(purpose)
    except CannotPrepare as problem:
        return refuse(str(problem))
    except OSError as error:
        return refuse(sentence_for_error(error))
    except KeyboardInterrupt:
        print("\n  Stopped; the next start goes on from here.\n", file=sys.stderr)
        return 130
    return 0


def interrupt(number, frame):
    raise KeyboardInterrupt


def refuse(sentence):
    print("\n  " + sentence + "\n", file=sys.stderr)
    return 1


def prepare(purpose):
    if purpose == "test":
        install_debian_packages()
    make_venv()
    install_python_packages("base" if purpose == "demo" else "dev")
    if purpose == "assets":
        install_python_packages("assets")
    link_source()
    npm = find_npm()
    install_npm_packages(npm)
    build_client(npm)
    compile_messages()
    if purpose == "up":  # the watching build writes over the packed one: the next start that is not `up` builds anew
        (STAMPS / "client").write_text(UNFINISHED)


def say(text):
    print("  " + text, flush=True)


class step:  # noqa: N801 - used like a function
    """A context that prints the step, and how long it took when it is done."""

    def __init__(self, text):
        self.text = text

    def __enter__(self):
        self.began = time.monotonic()
        say(self.text + " …")

    def __exit__(self, kind, value, trace):
        if kind is None:
            say("%s: done in %.0f s" % (self.text, time.monotonic() - self.began))


class one_at_a_time:  # noqa: N801 - used like a function
    """Two makes in one clone would install over each other: the second waits, and says so."""

    def __enter__(self):
        self.file = open(str(ROOT / "Makefile"))  # noqa: PTH123 - any file of the clone can carry the lock
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is preparing this clone: waiting for it …")
            fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, kind, value, trace):
        self.file.close()


def install_debian_packages():
    missing = machine.missing_test_packages()
    if not missing:
        return
    if not machine.may_install():
        raise CannotPrepare(
            "The tests need Debian packages that are not here; as root run: apt-get install -y --no-install-recommends "
            + " ".join(missing)
        )
    with step("Debian packages for the tests (%s)" % ", ".join(missing)):
        machine.apt_install(missing)


def make_venv():
    """A moved clone and one that was broken off get a new one: the programs in it hold their own path."""
    inputs = [ROOT / "requirements" / "uv.txt"]
    with_stamp("venv", inputs, "Python environment in .venv", make_whole_venv, present=PYTHON, salt=str(ROOT))


def make_whole_venv(again):
    if not machine.has_ensurepip():
        if not machine.may_install():
            raise CannotPrepare("This Python has no venv module; as root run: apt-get install -y python3-venv")
        machine.apt_install(["python3-venv"])
    run([sys.executable, "-m", "venv", "--clear", VENV], "The Python environment could not be made")
    run(
        [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "--require-hashes",
         "-r", ROOT / "requirements" / "uv.txt"],
        "The installer (uv) could not be fetched",
    )  # fmt: skip


def install_python_packages(group):
    lock = ROOT / "requirements" / (group + ".txt")
    options = ["--compile-bytecode"] if group == "base" else []
    text = "Python packages (%s)" % group
    with_stamp("python-" + group, [lock], text, lambda again: uv_install(lock, again, options))


def uv_install(lock, again, options=()):
    """`again`: what a broken-off installation left cannot be trusted, so all of it is put there anew."""
    run(
        [VENV / "bin" / "uv", "pip", "install", "--python", PYTHON, "-q", "--require-hashes", "-r", lock,
         *options, *(["--reinstall"] if again else [])],
        "Python packages could not be installed",
        registry.environment(PYTHON),
    )  # fmt: skip


def link_source():
    """Puts src/ on the environment's path: what an editable install does, without its build step."""
    link = next((VENV / "lib").glob("python3*/site-packages")) / "yunzhan-source.pth"
    if not link.exists() or link.read_text() != str(ROOT / "src") + "\n":
        link.write_text(str(ROOT / "src") + "\n")


def find_npm():
    """The npm command to use: the machine's when its node is new enough, else one that comes through pip."""
    if shutil.which("npm") and machine.node_is_new_enough(machine.node_version("node")):
        return "npm"
    lock = ROOT / "requirements" / "node.txt"
    npm = VENV / "bin" / "npm"
    with_stamp("node", [lock], "Node for building the client", lambda again: uv_install(lock, again), present=npm)
    return str(npm)


def install_npm_packages(npm):
    with_stamp(
        "npm",
        [CLIENT / "package-lock.json", CLIENT / "package.json"],
        "Client packages",
        lambda again: run(
            [npm, "--prefix", CLIENT, "ci", "--ignore-scripts", "--loglevel=error"],
            "Client packages could not be installed",
            node_environment(npm),
        ),
        present=CLIENT / "node_modules",
    )


def build_client(npm):
    names = (
        "src",
        "public",
        "tools",
        "package.json",
        "package-lock.json",
        "vite.config.ts",
        "vite.optimiser.config.ts",
        "tsconfig.json",
    )
    with_stamp(
        "client",
        [path for name in names for path in files_below(CLIENT / name)],
        "Client (TypeScript, three.js)",
        lambda again: run(
            [npm, "--prefix", CLIENT, "run", "build", "--silent"],
            "The client could not be built",
            node_environment(npm),
        ),
        present=BUILT_CLIENT / "manifest.json",
    )


def node_environment(npm):
    """npm started by its full path still looks for node on the PATH."""
    environment = registry.environment()
    if os.sep in npm:
        environment["PATH"] = str(Path(npm).parent) + os.pathsep + environment["PATH"]
    return environment


def compile_messages():
    inputs = sorted((ROOT / "src" / "yunzhan" / "website" / "locale").glob("*/LC_MESSAGES/*.po"))
    with_stamp(
        "messages",
        inputs,
        "Message catalogues",
        lambda again: run(
            [PYTHON, "-m", "yunzhan.website.shared.catalogues"], "The message catalogues could not be compiled"
        ),
        present=inputs[0].with_suffix(".mo") if inputs else None,
    )


def files_below(path):
    if path.is_file():
        return [path]
    return sorted(found for found in path.rglob("*") if found.is_file())


def with_stamp(name, inputs, text, work, present=None, salt=""):
    """Does `work` unless it was done to its end for these inputs; it is told whether it was broken off the last time."""
    digest = hashlib.sha256(salt.encode())
    for path in inputs:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    stamp = STAMPS / name
    known = stamp.read_text() if stamp.exists() else ""
    if known == digest.hexdigest() and (present is None or present.exists()):
        return
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(UNFINISHED)
    with step(text):
        work(known == UNFINISHED)
    STAMPS.mkdir(parents=True, exist_ok=True)  # a new environment has none
    stamp.write_text(digest.hexdigest())


if __name__ == "__main__":
    sys.exit(main())
