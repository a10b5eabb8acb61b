"""What the machine itself must have before anything is installed: the right Python, room, Debian's packages, a node.

What is installed into the clone is not here. Standard library and old syntax only, like prepare.py.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from running import ROOT, CannotPrepare, run

VENV = ROOT / ".venv"
CLIENT = ROOT / "client"
FREE_BYTES_NEEDED = 1_500_000_000  # a first `make demo` takes 0.9 GB with the caches, `make test` 1.3
TEST_PACKAGES = {
    # Debian package: a file that shows it is there
    "chromium": "/usr/bin/chromium",
    "gcc": "/usr/bin/cc",
    "libc6-dev": "/usr/include/stdlib.h",
    "fonts-noto-cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "gettext": "/usr/bin/xgettext",
    "libatomic1": "/usr/lib/{triplet}/libatomic.so.1",
    "nginx": "/usr/sbin/nginx",
    "openssl": "/usr/bin/openssl",
    "postgresql-15": "/usr/lib/postgresql/15/bin/initdb",
    "tesseract-ocr": "/usr/bin/tesseract",
    "tesseract-ocr-chi-sim": "/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata",
    "tesseract-ocr-chi-tra": "/usr/share/tesseract-ocr/5/tessdata/chi_tra.traineddata",
}
LOCK_SECONDS = 300  # a machine that has just started often updates itself: apt waits so long for its turn


def check_python():
    """Goes on in Python 3.11 when there is one; says what to do when there is none."""
    if sys.version_info[:2] == (3, 11):
        return
    other = shutil.which("python3.11")
    if other:
        os.execv(other, [other, *sys.argv])
    raise CannotPrepare(
        "Yunzhan runs on Python 3.11, this is %d.%d: install Python 3.11 and call `make PYTHON=python3.11 …`."
        % tuple(sys.version_info[:2])
    )


def check_disk():
    if not os.access(str(ROOT), os.W_OK):
        raise CannotPrepare("This folder cannot be written to: move the clone where you may write, and try again.")
    free = shutil.disk_usage(str(ROOT)).free
    if free < FREE_BYTES_NEEDED and not ((VENV / "bin" / "python").exists() and (CLIENT / "node_modules").exists()):
        raise CannotPrepare(
            "Only %d MB are free on this disk and the installation needs %d MB: free some space and try again."
            % (free // 1_000_000, FREE_BYTES_NEEDED // 1_000_000)
        )


def missing_test_packages():
    triplet = os.uname().machine + "-linux-gnu"
    return [name for name, sign in TEST_PACKAGES.items() if not Path(sign.format(triplet=triplet)).exists()]


def may_install():
    return os.geteuid() == 0 and shutil.which("apt-get")


def apt_install(names):
    """Only for root. A half-done installation of before is ended first."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    problem = "Debian packages could not be installed"
    install = [
        "apt-get",
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "-o",
        "DPkg::Lock::Timeout=%d" % LOCK_SECONDS,
    ]
    run(["dpkg", "--configure", "-a"], "Debian packages of before could not be set up", environment, to_its_end=True)
    stale = None
    try:
        update = ["apt-get", "update", "-qq", "-o", "APT::Update::Error-Mode=any"]
        run(update, "Debian's package lists could not be read", environment)
    except CannotPrepare as trouble:  # perhaps only of a source that has nothing we want
        stale = trouble
    try:
        run([*install, "--download-only", *names], problem, environment)
    except CannotPrepare as trouble:
        raise stale or trouble from None
    run([*install, *names], problem, environment, to_its_end=True)


def has_ensurepip():
    probe = subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True)  # noqa: PLW1510
    return probe.returncode == 0


def node_version(command):
    """(major, minor), or (0, 0) when there is none."""
    try:
        text = subprocess.run([command, "--version"], capture_output=True, text=True).stdout  # noqa: PLW1510
        return tuple(int(part) for part in text.strip().lstrip("v").split(".")[:2])
    except (OSError, ValueError):
        return (0, 0)


def node_is_new_enough(version):
    """What Vite takes: 20.19 and on in the 20s, else 22.12 or newer."""
    return (20, 19) <= version < (21, 0) or version >= (22, 12)
