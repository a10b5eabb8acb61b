"""Writes what is generated: the client's side of the wire, and the byte tables of its page (`make docs`)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    for module, target in (("typescript", "client/src/wire"), ("page", "docs/reference/wire.md")):
        subprocess.run([sys.executable, "-m", f"yunzhan.wire.{module}", target], cwd=ROOT, check=True)
        print(target)


if __name__ == "__main__":
    main()
