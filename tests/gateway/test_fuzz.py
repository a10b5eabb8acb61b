"""The codec and the WebSocket parser against atheris, which looks for inputs that reach new lines. The seed is printed.

Frames against a whole gateway are in test_hostile.py, the same bytes to us and to another library in test_websocket.py.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.test_hostile import HANDSHAKE, MILLION, SEED
from gateway.test_websocket import client_frame
from yunzhan.gateway.websocket import BINARY, CLOSE, CONTINUATION, PING, TEXT
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode

TARGET = Path(__file__).with_name("fuzz_target.py")
INPUTS = 10_000
LONGEST_BYTES = 9000  # more than a message and more than a handshake may have
SECONDS = 1800


def first_inputs():
    """What is right already: atheris goes on from there."""
    told = [
        m.Hello(2, "pass"), m.Move(1, 2, 3, 4, 5), m.Say(1, "g", 2, "你好", 3, "sticker:wave", ("a", "b")), m.Watch(1, ("g",)),
        m.Said("g", (m.Utterance(1, 2, 3, "p", "n", "x"),)), m.Heads((m.Head("g", 1),)), m.Refused(1, 2, "why"),
    ]  # fmt: skip
    yield from (encode(message) for message in told)
    yield from (client_frame(BINARY, encode(message), mask=b"abcd") for message in told)
    first = client_frame(BINARY, b"front", fin=False)
    yield first + client_frame(PING, b"?") + client_frame(CONTINUATION, b"back")
    yield client_frame(TEXT, "长".encode()) + client_frame(CLOSE, b"\x03\xe8bye")
    yield client_frame(BINARY, b"x" * 4096)
    yield HANDSHAKE


def fuzz(folder, inputs):
    pytest.importorskip("atheris", reason="atheris has no wheel for this machine: the fuzzer did not run")
    print(f"FUZZ_SEED={SEED}")  # noqa: T201 - told when the test fails
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, data in enumerate(first_inputs()):
        (corpus / str(number)).write_bytes(data)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [
        sys.executable,
        TARGET,
        f"-atheris_runs={inputs}",
        f"-max_len={LONGEST_BYTES}",
        f"-seed={SEED % (1 << 31)}",
        corpus,
    ]
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    crashes = {path.name: path.read_bytes() for path in folder.glob("crash-*")}
    assert (ran.returncode, crashes) == (0, {}), ran.stdout[-3000:] + ran.stderr[-3000:]
    return int(ran.stderr.rpartition("Done ")[2].split()[0])


@pytest.mark.slow
def test_no_input_does_more_than_be_refused(tmp_path):
    assert fuzz(tmp_path, INPUTS) >= INPUTS


@pytest.mark.long
def test_no_input_of_a_million_does(tmp_path):
    assert fuzz(tmp_path, MILLION) >= MILLION
