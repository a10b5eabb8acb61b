"""Ctrl-C at every stage of the demo: no process stays, and the next start goes on from there."""

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from cli.ports import two_free_ports
from yunzhan.cli.demo import FAIR, HALL
from yunzhan.cli.visit import Where, visit

CLIENT = Path(__file__).resolve().parents[2] / "src/yunzhan/website/static/client"
STAGES = ("Database …", "Sample fair …", "Gateway …", "Website …", "Yunzhan is open")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CLIENT.exists(), reason="the client is not built: `make demo` or `make test` builds it"),
]


def stop_at(stage: str, folder: Path, number: int) -> list[psutil.Process]:
    """Runs the demo until it says `stage`, signals it, and gives what it had running. An open fair is visited first."""
    port = two_free_ports()
    command = [sys.executable, "-m", "yunzhan", "demo", "--crowd", "3", "--port", str(port), "--data", folder]
    demo = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    said = []
    for line in demo.stdout:
        said.append(line)
        if stage in line:
            break
    if stage == STAGES[-1]:
        visit(Where(port, FAIR, HALL), said.append)
    running = [psutil.Process(demo.pid), *psutil.Process(demo.pid).children(recursive=True)]
    demo.send_signal(number)
    said.append(demo.stdout.read())
    demo.stdout.close()
    assert demo.wait(30) == 0, "".join(said)
    assert "Traceback" not in "".join(said)
    assert said[-1].endswith("Stopped.\n"), "".join(said)
    return running


def test_ctrl_c_at_every_stage_leaves_nothing_and_the_next_start_goes_on(tmp_path):
    left = []
    for stage in STAGES:
        left += stop_at(stage, tmp_path, signal.SIGTERM if stage == "Gateway …" else signal.SIGINT)
    _gone, alive = psutil.wait_procs(left, timeout=20)
    assert alive == []
