"""Builds the wheel with the client and the message catalogues inside, from what `tools/prepare.py` built."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build_wheel(folder: Path) -> Path:
    """The path of the new wheel in `folder`. Needs no network: the build backend is one of the locked packages."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return max(folder.glob("yunzhan-*.whl"), key=lambda wheel: wheel.stat().st_mtime)


if __name__ == "__main__":
    print(build_wheel(Path(sys.argv[1]).resolve()))
