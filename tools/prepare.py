"""Brings a bare machine to the point where a make target can run; what runs then is not decided here.

Standard library only, and old syntax on purpose: a wrong Python has to get a sentence, not a traceback.
Every step is skipped when its inputs have not changed since it last succeeded.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
CLIENT = ROOT / "client"
BUILT_CLIENT = ROOT / "src" / "yunzhan" / "website" / "static" / "client"
OLDEST_NODE = (20, 19)
FREE_BYTES_NEEDED = 1_500_000_000
NETWORK_SIGNS = (
    "Temporary failure in name resolution",
    "Network is unreachable",
    "Connection refused",
    "NewConnectionError",
    "error sending request",
    "dns error",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)
TEST_PACKAGES = {
    # Debian package: a file that shows it is there
    "chromium": "/usr/bin/chromium",
    "gcc": "/usr/bin/cc",
    "libc6-dev": "/usr/include/stdlib.h",
    "fonts-noto-cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "gettext": "/usr/bin/xgettext",
    "libatomic1": "/usr/lib/{triplet}/libatomic.so.1",
    "postgresql-15": "/usr/lib/postgresql/15/bin/initdb",
}


class CannotPrepare(Exception):
    """One sentence that says what is wrong and what to do about it."""


def main():
    parser = argparse.ArgumentParser(description="Bring this machine to where a make target can run.")
    parser.add_argument("purpose", choices=["demo", "develop", "test"])
    purpose = parser.parse_args().purpose
    try:
        prepare(purpose)
    except CannotPrepare as problem:
        print("\n  " + str(problem) + "\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def prepare(purpose):
    check_python()
    check_disk()
    if purpose == "test":
        install_debian_packages()
    make_venv()
    install_python_packages("dev" if purpose in ("test", "develop") else "base")
    link_source()
    npm = find_npm()
    install_npm_packages(npm)
    build_client(npm)
    compile_messages()


def say(text):
    print("  " + text, flush=True)


def step(text):
    """A context that prints the step, and how long it took when it is done."""
    return _Step(text)


class _Step:
    def __init__(self, text):
        self.text = text

    def __enter__(self):
        self.began = time.monotonic()
        say(self.text + " …")

    def __exit__(self, kind, value, trace):
        if kind is None:
            say("%s: done in %.0f s" % (self.text, time.monotonic() - self.began))


def check_python():
    if sys.version_info[:2] != (3, 11):
        other = shutil.which("python3.11")
        if other:
            os.execv(other, [other, *sys.argv])
        raise CannotPrepare(
            "Yunzhan runs on Python 3.11, this is %d.%d: install Python 3.11 and call `make PYTHON=python3.11 …`."
            % sys.version_info[:2]
        )


def check_disk():
    free = shutil.disk_usage(str(ROOT)).free
    if not VENV.exists() and free < FREE_BYTES_NEEDED:
        raise CannotPrepare(
            "Only %d MB are free on this disk and the installation needs %d MB: free some space and try again."
            % (free // 1_000_000, FREE_BYTES_NEEDED // 1_000_000)
        )
    if not os.access(str(ROOT), os.W_OK):
        raise CannotPrepare("This folder cannot be written to: move the clone where you may write, and try again.")


def install_debian_packages():
    triplet = os.uname().machine + "-linux-gnu"
    missing = [name for name, sign in TEST_PACKAGES.items() if not Path(sign.format(triplet=triplet)).exists()]
    if not missing:
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotPrepare("The tests need Debian packages that are not here; as root run: " + line)
    with step("Debian packages for the tests (%s)" % ", ".join(missing)):
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        run(["apt-get", "update", "-qq"], "Debian's package lists could not be read", environment)
        run([*line.split(), "-qq"], "Debian packages could not be installed", environment)


def make_venv():
    if PYTHON.exists():
        return
    with step("Python environment in .venv"):
        if not has_ensurepip():
            if os.geteuid() != 0 or not shutil.which("apt-get"):
                raise CannotPrepare("This Python has no venv module; as root run: apt-get install -y python3-venv")
            run(["apt-get", "update", "-qq"], "Debian's package lists could not be read")
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-venv"], "python3-venv")
        run([sys.executable, "-m", "venv", str(VENV)], "The Python environment could not be made")
        run(
            [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes",
             "-r", str(ROOT / "requirements" / "uv.txt")],
            "The installer (uv) could not be fetched",
        )  # fmt: skip


def has_ensurepip():
    probe = subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True)  # noqa: PLW1510
    return probe.returncode == 0


def install_python_packages(group):
    lock = ROOT / "requirements" / (group + ".txt")
    with_stamp(
        "python-" + group,
        [lock],
        "Python packages (%s)" % group,
        lambda: uv_install(lock, compile_bytecode=group == "base"),
    )


def uv_install(lock, compile_bytecode=False):
    command = [
        str(VENV / "bin" / "uv"),
        "pip",
        "install",
        "--python",
        str(PYTHON),
        "-q",
        "--require-hashes",
        "-r",
        str(lock),
    ]
    if compile_bytecode:
        command.append("--compile-bytecode")
    run(command, "Python packages could not be installed")


def link_source():
    """Puts src/ on the environment's path: what an editable install does, without its build step."""
    link = next((VENV / "lib").glob("python3*/site-packages")) / "yunzhan-source.pth"
    if not link.exists() or link.read_text() != str(ROOT / "src") + "\n":
        link.write_text(str(ROOT / "src") + "\n")


def find_npm():
    """The npm command to use: the machine's when its node is new enough, else one that comes through pip."""
    if shutil.which("npm") and node_version("node") >= OLDEST_NODE:
        return "npm"
    with_stamp(
        "node",
        [ROOT / "requirements" / "node.txt"],
        "Node for building the client",
        lambda: uv_install(ROOT / "requirements" / "node.txt"),
    )
    return str(VENV / "bin" / "npm")


def node_version(command):
    try:
        text = subprocess.run([command, "--version"], capture_output=True, text=True).stdout  # noqa: PLW1510
        return tuple(int(part) for part in text.strip().lstrip("v").split(".")[:2])
    except (OSError, ValueError):
        return (0, 0)


def install_npm_packages(npm):
    with_stamp(
        "npm",
        [CLIENT / "package-lock.json"],
        "Client packages",
        lambda: run([npm, "--prefix", str(CLIENT), "ci", "--ignore-scripts", "--loglevel=error"],
                    "Client packages could not be installed", node_path(npm)),
        present=CLIENT / "node_modules",
    )  # fmt: skip


def build_client(npm):
    names = ("src", "public", "tools", "package-lock.json", "vite.config.ts", "tsconfig.json")
    inputs = [path for name in names for path in files_below(CLIENT / name)]
    with_stamp(
        "client",
        inputs,
        "Client (TypeScript, three.js)",
        lambda: run(
            [npm, "--prefix", str(CLIENT), "run", "build", "--silent"], "The client could not be built", node_path(npm)
        ),
        present=BUILT_CLIENT,
    )


def node_path(npm):
    """npm started by its full path still looks for node on the PATH."""
    folder = str(Path(npm).parent)
    return dict(os.environ, PATH=folder + os.pathsep + os.environ["PATH"]) if os.sep in npm else None


def compile_messages():
    inputs = sorted((ROOT / "src" / "yunzhan" / "website" / "locale").glob("*/LC_MESSAGES/*.po"))
    with_stamp(
        "messages",
        inputs,
        "Message catalogues",
        lambda: run(
            [str(PYTHON), "-m", "yunzhan.website.shared.catalogues"], "The message catalogues could not be compiled"
        ),
        present=inputs[0].with_suffix(".mo") if inputs else None,
    )


def files_below(path):
    if path.is_file():
        return [path]
    return sorted(found for found in path.rglob("*") if found.is_file())


def with_stamp(name, inputs, text, work, present=None):
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    stamp = STAMPS / name
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and (present is None or present.exists()):
        return
    with step(text):
        work()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest())


def run(command, problem, environment=None):
    result = subprocess.run(  # noqa: PLW1510
        command,
        env=environment,
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode == 0:
        return
    output = result.stdout.strip()
    if any(sign in output for sign in NETWORK_SIGNS):
        raise CannotPrepare(problem + ": the package registry cannot be reached. Check the network and try again.")
    if "No space left on device" in output:
        raise CannotPrepare(problem + ": the disk is full. Free some space and try again.")
    raise CannotPrepare(problem + ":\n" + "\n".join(output.splitlines()[-25:]))


if __name__ == "__main__":
    sys.exit(main())
