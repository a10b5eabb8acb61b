"""Ports for nats-servers: clusters that start side by side, also in other processes, never get the same one."""

import socket
import subprocess
import sys
from pathlib import Path

import nats_servers
import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
ONLY = "import nats_servers as n, sys; n.LOWEST_PORT, n.PORTS = int(sys.argv[1]), 1; n.take_port()"


def test_port_that_was_given_is_not_given_again_here_or_in_another_process(monkeypatch):
    port, mark = nats_servers.take_port()
    with mark:
        monkeypatch.setattr(nats_servers, "LOWEST_PORT", port)
        monkeypatch.setattr(nats_servers, "PORTS", 1)
        with pytest.raises(RuntimeError, match="no free port"):
            nats_servers.take_port()
        other = subprocess.run([sys.executable, "-c", ONLY, str(port)], cwd=TOOLS, stderr=subprocess.PIPE, check=False)
    assert b"no free port" in other.stderr


def test_port_that_somebody_listens_on_is_not_given(monkeypatch):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        monkeypatch.setattr(nats_servers, "LOWEST_PORT", listening.getsockname()[1])
        monkeypatch.setattr(nats_servers, "PORTS", 1)
        with pytest.raises(RuntimeError, match="no free port"):
            nats_servers.take_port()
