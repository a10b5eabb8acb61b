"""`yunzhan gateway` with workers, and a look at them: real processes, a real NATS server."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from cli.ports import free_ports
from factories.running_fair import wait_until
from yunzhan.cli.main import main


@pytest.mark.parametrize("workers", ["0", "257", "two"])
def test_workers_that_are_none_are_refused(workers, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["gateway", "--workers", workers])
    assert "workers are a number from 1 to 256" in capsys.readouterr().err


def test_workers_without_nats_are_told_what_they_need(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.delenv("YUNZHAN_BUS", raising=False)
    assert main(["gateway", "--workers", "2", "--data", str(tmp_path)]) == 1
    assert "YUNZHAN_BUS=nats://" in capsys.readouterr().err


def test_inspect_says_when_nobody_answers(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(os, "environ", os.environ.copy())
    assert main(["gateway", "inspect", "--port", "8", "--data", str(tmp_path)]) == 1
    assert "port 9: no gateway answers" in capsys.readouterr().err


@pytest.fixture
def two_workers(tmp_path, monkeypatch):
    """Two workers that listen, over a NATS server of their own: their parent, and its port."""
    monkeypatch.setattr(os, "environ", os.environ.copy())
    nats_port, port = free_ports(1), free_ports(3)
    nats_server = Path(sys.executable).parent / "nats-server"
    broker_command = [nats_server, "-a", "127.0.0.1", "-p", str(nats_port), "-js", "-sd", tmp_path]
    command = [
        sys.executable,
        "-m",
        "yunzhan",
        "gateway",
        "--workers",
        "2",
        "--port",
        str(port),
        "--data",
        tmp_path / "var",
    ]
    environment = os.environ | {"YUNZHAN_BUS": f"nats://127.0.0.1:{nats_port}", "YUNZHAN_DRAIN_SECONDS": "0.2"}
    with (
        subprocess.Popen(broker_command, stderr=subprocess.DEVNULL) as broker,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as gateway,
    ):
        try:
            told = [json.loads(gateway.stdout.readline()) for _ in range(2)]
            assert sorted(line["port"] for line in told) == [port + 1, port + 2]
            yield gateway, port
        finally:
            broker.terminate()
            gateway.kill()


@pytest.mark.slow
def test_two_workers_serve_are_seen_and_end_together(two_workers, tmp_path, capsys):
    gateway, port = two_workers
    workers = psutil.Process(gateway.pid).children()
    seen = main(["gateway", "inspect", "--workers", "2", "--port", str(port), "--data", str(tmp_path / "var")])
    gateway.send_signal(signal.SIGTERM)
    rest, _ = gateway.communicate(timeout=60)
    assert seen == 0
    assert capsys.readouterr().out.count("connections ") == 2
    assert [json.loads(line)["what"] for line in rest.splitlines()].count("stopped") == 2
    assert not any(worker.is_running() for worker in workers)


@pytest.mark.slow
def test_worker_that_dies_is_started_again_though_nobody_reads_what_is_said_of_it(two_workers):
    gateway, _ = two_workers
    parent = psutil.Process(gateway.pid)
    gateway.stdout.close()
    died, lives = parent.children()
    died.kill()
    psutil.wait_procs([died], timeout=60)
    wait_until(lambda: gateway.poll() is not None or len(set(parent.children()) - {died, lives}) == 1)
    assert gateway.poll() is None
    assert lives.is_running()
