"""`make assets`: the booths, made anew. The people need their source data beside: see `python -m assets.people --help`."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent

if __name__ == "__main__":
    subprocess.run([sys.executable, str(FOLDER / "booths" / "build.py")], check=True)
    print(
        "Booths are made. People: python -m assets.people DATA OUT (DATA: the unpacked wheel named in assets/LICENSES.md)."
    )
