"""A fair whose programs a test may kill and start again, made from the data folder of the running sample fair.

The website, gateway and recorder are the real programs; nothing here pretends to be one.
"""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager

from websockets.sync.client import connect

from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.passes import GroupGrant, Pass, sign_pass

READY_SECONDS = 60
SAID_AT_ONCE = 5  # what the wire's limits take from one person without a wait


def two_free_ports():
    """A port whose successor is free too: the gateway listens on the port after the website's."""
    for port in range(8400, 8900, 2):
        with closing(socket.socket()) as first, closing(socket.socket()) as second:
            try:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two neighbouring ports are free between 8400 and 8900")


class OwnFair:
    """Website, gateway and recorder on ports of their own; use it as a context."""

    def __init__(self, data, folder):
        self.folder, self.port = folder, two_free_ports()
        with (
            closing(sqlite3.connect(data / "yunzhan.sqlite3")) as source,
            closing(sqlite3.connect(folder / "yunzhan.sqlite3")) as copy,
        ):
            source.backup(copy)
            # its gateway begins with an empty log: what was said at the sample fair was never said here
            with copy:
                for table in ("live_groupmessage", "live_groupcopy", "live_removal"):
                    copy.execute(f"DELETE FROM {table}")
        for name in ("secret.key", "pass.key"):
            shutil.copy(data / name, folder / name)
        (folder / "media").symlink_to(data / "media")
        self._programs = {}

    def __enter__(self):
        self.start("gateway")
        self.start("website")
        self.start("recorder")
        return self

    def __exit__(self, *_):
        for name in list(self._programs):
            self.end(name, signal.SIGTERM)

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def start(self, name):
        """Starts a program and waits until it answers."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("YUNZHAN_")}
        command = [sys.executable, "-m", "yunzhan", name, "--port", str(self.port), "--data", str(self.folder)]
        with (self.folder / f"{name}.log").open("ab") as log:
            self._programs[name] = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        port = {"gateway": self.port + 1, "website": self.port}.get(name)
        end = time.monotonic() + READY_SECONDS
        while port and not answers(port):
            if time.monotonic() > end or self._programs[name].poll() is not None:
                raise RuntimeError((self.folder / f"{name}.log").read_text()[-2000:])
            time.sleep(0.1)

    def end(self, name, number=signal.SIGKILL):
        """Kills a program as a broken machine would, unless told otherwise."""
        program = self._programs.pop(name)
        program.send_signal(number)
        program.wait(timeout=30)

    def others_say(self, group, texts):
        """Says things as scripted visitors, five each, in order. Every one is stored when this returns."""
        for start in range(0, len(texts), SAID_AT_ONCE):
            with self._speaker(group, f"scripted-{start}") as client:
                for nonce, text in enumerate(texts[start : start + SAID_AT_ONCE], 1):
                    client.send(encode(m.Say(nonce, group, nonce, text)))
                    wait_for(client, m.Accepted)

    @contextmanager
    def _speaker(self, group, person):
        key, now = bytes.fromhex((self.folder / "pass.key").read_text().strip()), int(time.time())
        fair = group.partition(":")[2].partition("/")[0]
        badge = Pass(person, person, "scripted", fair, 1, (), (GroupGrant(group, True),), now - 5, now + 600)
        with connect(f"ws://localhost:{self.port + 1}/", compression=None, origin=self.address) as client:
            client.send(encode(m.Hello(VERSION, sign_pass(badge, key))))
            wait_for(client, m.Welcome)
            client.send(encode(m.Join(1, group, 0)))
            wait_for(client, m.Page)
            yield client


def wait_for(client, kind):
    """The next fact of that kind; a refusal is an error."""
    while True:
        fact = decode_fact(client.recv(timeout=20))
        assert not isinstance(fact, m.Refused), fact
        if isinstance(fact, kind):
            return fact


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False
