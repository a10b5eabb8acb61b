"""Writes requirements/*.txt: every package with its hashes and no index address (`uv lock` would write hosts)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "base": ["pyproject.toml"],
    "cluster": ["pyproject.toml", "--extra", "cluster"],
    "dev": ["pyproject.toml", "--group", "dev"],
    "node": ["requirements/node.in"],
    "uv": ["requirements/uv.in"],
    # into the same environment as everything else: no other versions than there
    "assets": ["requirements/assets.in", "--constraint", "requirements/base.txt"],
    "people": ["requirements/people.in", "--no-deps"],
}


def main() -> None:
    uv = Path(sys.executable).parent / "uv"
    for name, source in LOCKS.items():
        subprocess.run(
            [uv, "pip", "compile", *source, "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
             "--no-header", "--quiet", "-o", f"requirements/{name}.txt"],
            cwd=ROOT, check=True,
        )  # fmt: skip
        print(f"requirements/{name}.txt")


if __name__ == "__main__":
    main()
