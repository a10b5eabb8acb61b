"""systemd's own check of the units that we ship."""

import shutil
import subprocess
from pathlib import Path

import pytest

from yunzhan.cli.main import build_parser

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy/systemd").iterdir())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_units_are_valid(tmp_path):
    for unit in UNITS:
        # where Python is and who runs it are the server's; here a program and a person that exist stand for them
        text = unit.read_text().replace("/opt/yunzhan/.venv/bin/python", "/bin/true").replace("=yunzhan\n", "=daemon\n")
        (tmp_path / unit.name).write_text(text)
    units = [str(tmp_path / unit.name) for unit in UNITS]
    checked = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    about_ours = [line for line in checked.stderr.splitlines() if "yunzhan" in line]
    assert about_ours == []


def test_units_start_commands_that_exist():
    commands = next(a.choices for a in build_parser()._actions if isinstance(getattr(a, "choices", None), dict))
    for unit in UNITS:
        for line in unit.read_text().splitlines():
            if line.startswith("ExecStart"):
                assert line.partition("-m yunzhan ")[2].split()[0] in commands
