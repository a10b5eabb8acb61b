"""A command that fails gets one sentence, one that is broken off leaves no process behind. Real tools, unreachable registries."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from running import CannotPrepare, run, sentence_for, sentence_for_error

TOOLS = Path(__file__).resolve().parents[2] / "tools"
NOWHERE = "http://127.0.0.1:9/"  # the port "discard": nobody listens
UNREACHABLE = {
    "pip": (
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", os.devnull, "uv"],
        {"PIP_INDEX_URL": NOWHERE, "PIP_RETRIES": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""},
    ),
    "uv": (
        [Path(sys.executable).parent / "uv", "pip", "install", "--dry-run", "--refresh", "six"],
        {"UV_DEFAULT_INDEX": NOWHERE, "UV_HTTP_RETRIES": "0"},
    ),
    "npm": (
        ["npm", "view", "preact", "--loglevel=error"],
        {"npm_config_registry": NOWHERE, "npm_config_fetch_retries": "0"},
    ),
}
BREAKABLE = """
import signal, sys
sys.path.insert(0, sys.argv[1])
import prepare, running
running.STOP_SECONDS = 0.3
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, prepare.interrupt)
print("ready", flush=True)
running.run(["sh", "-c", "trap '' TERM; sleep 600 & echo $$ > " + sys.argv[2] + "; wait"], "x")
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREACHABLE)
def test_registry_that_cannot_be_reached_gets_a_sentence(name, tmp_path):
    command, settings = UNREACHABLE[name]
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    with pytest.raises(CannotPrepare) as problem:
        run(command, "It could not be fetched", environment | settings)
    assert str(problem.value) == (
        "It could not be fetched: the package registry cannot be reached. Check the network and try again."
    )


def test_full_disk_gets_a_sentence():
    with pytest.raises(CannotPrepare, match=r"^It could not be done: the disk is full\."):
        run(["dd", "if=/dev/zero", "of=/dev/full", "count=1"], "It could not be done")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("npm error code ENOSPC\nnpm error nospc There appears to be insufficient space", "disk is full"),
        (
            "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt)",
            "another package installation",
        ),
        ("W: Failed to fetch … Temporary failure resolving 'mirror.test'", "registry cannot be reached"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN\nself-signed certificate in certificate chain", "SSL_CERT_FILE"),
        ("npm error code EACCES\nnpm error path /x/node_modules", "another user"),
    ],
)
def test_known_troubles_of_the_tools_get_a_sentence(said, sentence):
    assert sentence in sentence_for("X", said)


def test_unknown_trouble_is_told_in_the_tool_s_own_last_words():
    assert sentence_for("X failed", "\n".join(f"line {n}" for n in range(100))).splitlines()[-1] == "line 99"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT])
def test_our_own_errors_get_a_sentence(number):
    assert "try again" in sentence_for_error(OSError(number, os.strerror(number), "/x/.venv/stamps"))


def test_missing_program_gets_a_sentence():
    with pytest.raises(CannotPrepare, match="remove the folder"):
        run(["/nowhere/uv"], "X")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_broken_off_installation_leaves_no_process_behind(tmp_path, number):
    note = tmp_path / "pid"
    os.mkfifo(note)
    started = subprocess.Popen(
        [sys.executable, "-c", BREAKABLE, TOOLS, note], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    shell = psutil.Process(int(note.read_text()))  # waits until the shell has written
    everybody = [shell, *shell.children(recursive=True)]
    started.send_signal(number)
    started.wait(30)
    started.stdout.close()
    _gone, left = psutil.wait_procs(everybody, timeout=20)
    assert left == []


FINISHING = """
import signal, sys
sys.path.insert(0, sys.argv[1])
import prepare, running
signal.signal(signal.SIGINT, prepare.interrupt)
running.run(["sh", "-c", "echo begun > " + sys.argv[2] + "; read line < " + sys.argv[3]], "x", to_its_end=True)
"""


@pytest.mark.slow
def test_step_that_must_not_be_halved_is_awaited_on_ctrl_c(tmp_path):
    begun, go_on = tmp_path / "begun", tmp_path / "go-on"
    os.mkfifo(begun)
    os.mkfifo(go_on)
    started = subprocess.Popen(
        [sys.executable, "-c", FINISHING, TOOLS, begun, go_on],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert begun.read_text() == "begun\n"
    started.send_signal(signal.SIGINT)
    assert "as soon as this step is done" in started.stdout.readline()
    assert started.poll() is None
    go_on.write_text("now\n")
    assert started.wait(20) != 0
    started.stdout.close()
