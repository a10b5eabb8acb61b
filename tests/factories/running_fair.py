"""The programs of one installation as real processes, and a client that greets them. What they are put through is the test's."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager

from websockets.sync.client import connect

from yunzhan.cli.demo import gateway_answers
from yunzhan.cli.home import Home
from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.passes import GroupGrant, Pass, sign_pass

GROUP = "fair:f"
PATIENCE_SECONDS = 30


def two_free_ports():
    """A port whose next one is free too: the gateway takes the second."""
    while True:
        with closing(socket.socket()) as one, closing(socket.socket()) as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


class RunningFair:
    """A data folder and the programs that run on it."""

    def __init__(self, folder):
        self.folder, self.port, self.running = folder, two_free_ports(), {}
        home = Home(folder)
        home.prepare()
        self.key = bytes.fromhex(home.pass_key)
        self.environment = os.environ | home.environment(self.port)
        self.environment["YUNZHAN_DATABASE_URL"] = f"sqlite:///{folder}/yunzhan.sqlite3"
        self.run("-m", "django", "migrate", "--verbosity", "0")

    def run(self, *arguments):
        subprocess.run([sys.executable, *arguments], env=self.environment, check=True)

    def start(self, name, **settings):
        """Starts a program; the gateway and the website are waited for."""
        command = [sys.executable, "-m", "yunzhan", name, "--data", str(self.folder), "--port", str(self.port)]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(command, env=self.environment | settings, stdout=log, stderr=log)
        if name == "gateway":
            wait_until(lambda: gateway_answers(self.port + 1))
        if name == "website":
            wait_until(lambda: listens(self.port))

    def kill(self, name):
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self):
        for name in list(self.running):
            self.kill(name)

    def signed(self, person):
        now = int(time.time())
        return sign_pass(
            Pass(person, person, "guest", "f", 1, (), (GroupGrant(GROUP, True),), now, now + 900), self.key
        )

    @contextmanager
    def greeted(self, person):
        with connect(f"ws://127.0.0.1:{self.port + 1}/", compression=None) as client:
            client.send(encode(m.Hello(VERSION, self.signed(person))))
            wait_for(client, m.Welcome)
            yield client

    def say_five(self, person):
        """Five messages of one person, as many as may be said at once; answers their numbers."""
        with self.greeted(person) as client:
            client.send(encode(m.Join(1, GROUP, 0)))
            for n in range(5):
                client.send(encode(m.Say(n + 2, GROUP, n + 1, f"{person} {n}")))
            return [wait_for(client, m.Accepted).seq for _ in range(5)]

    def copied(self):
        with closing(sqlite3.connect(self.folder / "yunzhan.sqlite3", timeout=20)) as database:
            return [row[0] for row in database.execute("SELECT seq FROM live_groupmessage ORDER BY seq, id")]


def listens(port):
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(client, kind):
    while True:
        fact = decode_fact(client.recv(timeout=PATIENCE_SECONDS))
        if isinstance(fact, kind):
            return fact


def wait_until(is_so):
    due = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < due
        time.sleep(0.05)
