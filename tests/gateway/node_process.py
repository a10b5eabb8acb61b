"""Gateways as processes of their own, to be stopped and killed: nodes over real nats-servers, or one alone with SQLite."""

import json
import signal
import subprocess
import sys
import threading

from gateway.running import KEY

PROGRAM = f"""
import sys
from pathlib import Path
from yunzhan.gateway.program import GatewayConfig, run_gateway
nothing = Path("/nonexistent")
run_gateway(GatewayConfig(
    port=int(sys.argv[2]), pass_key={KEY!r}, log_path=nothing, bus_path=nothing, host="127.0.0.1",
    nats=tuple(sys.argv[3:]), node=sys.argv[1], address=f"ws://{{sys.argv[1]}}", drain_seconds=1.0,
))
"""
ALONE = f"""
import sys
from pathlib import Path
from yunzhan.gateway.program import GatewayConfig, run_gateway
folder = Path(sys.argv[1])
run_gateway(GatewayConfig(
    port=int(sys.argv[2]), pass_key={KEY!r}, log_path=folder / "log.sqlite3", bus_path=folder / "bus", host="127.0.0.1",
))
"""


class NodeProcess:
    """One node; `start` may be called again after `kill` or `stop`, then it listens on the same port."""

    def __init__(self, name, urls):
        self.name, self.urls, self.port, self.process = name, urls, 0, None
        self.lines = []

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}/"

    def start(self, *, wait=True):
        self.process = subprocess.Popen(self._command(), stdout=subprocess.PIPE, text=True)
        self._listening = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self._reader.start()
        if wait:
            self.wait()

    def _command(self):
        return [sys.executable, "-c", PROGRAM, self.name, str(self.port), *self.urls]

    def wait(self):
        assert self._listening.wait(60), self.lines

    def _read(self, output):
        for line in output:
            self.lines.append(line)
            told = json.loads(line)
            if told["what"] == "listening":
                self.port = told["port"]
                self._listening.set()
        output.close()

    def kill(self):
        self._end(signal.SIGKILL)

    def stop(self):
        self._end(signal.SIGTERM)

    def _end(self, how):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(60)
            self._reader.join(10)
            self.process = None


class AloneProcess(NodeProcess):
    """A gateway without NATS: its log and its bus are files in `folder`."""

    def __init__(self, folder):
        super().__init__("alone", [])
        self.folder = folder

    @property
    def log_path(self):
        return self.folder / "log.sqlite3"

    def _command(self):
        return [sys.executable, "-c", ALONE, self.folder, str(self.port)]


class Nodes:
    """So many nodes on the same servers; use it in a `with`."""

    def __init__(self, urls, count=3):
        self.nodes = [NodeProcess(f"gw{number}", urls) for number in range(1, count + 1)]

    def __enter__(self):
        for node in self.nodes:
            node.start(wait=False)
        for node in self.nodes:
            node.wait()
        return self.nodes

    def __exit__(self, *_):
        for node in self.nodes:
            node.kill()
