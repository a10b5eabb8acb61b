"""Gateway and recorder as real processes that are killed under talk: nothing missing in the database, nothing double."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from yunzhan.cli.demo import gateway_answers
from yunzhan.cli.home import Home
from yunzhan.wire import VERSION
from yunzhan.wire import closing as closes
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.passes import GroupGrant, Pass, sign_pass

GROUP = "fair:f"
PATIENCE_SECONDS = 30
# A host of fair f bans one person and removes one message, through the website's actions.
MODERATE = """
import datetime, sys, django
django.setup()
from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.actions import give_role, open_fair
from yunzhan.website.live.actions import ban_person, remove_messages
from yunzhan.website.shared.words import Words
same, day = Words.same("f"), datetime.date(2026, 1, 1)
fair = open_fair(slug="f", name=same, tagline=same, city=same, starts_on=day, ends_on=day)
host = Person.objects.create_user(display_name="h")
give_role(host, fair, role="host")
ban_person(fair, "rude", by=host)
remove_messages(fair, "fair:f", [3], by=host)
"""

pytestmark = pytest.mark.slow


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


class Fair:
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

    def start(self, name):
        command = [sys.executable, "-m", "yunzhan", name, "--data", str(self.folder), "--port", str(self.port)]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        if name == "gateway":
            wait_until(lambda: gateway_answers(self.port + 1))

    def kill(self, name):
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

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


@pytest.fixture
def fair(tmp_path):
    made = Fair(tmp_path)
    yield made
    for name in list(made.running):
        made.kill(name)


def test_nothing_said_is_missing_or_double_after_kills(fair):
    accepted = []
    fair.start("gateway")
    fair.start("recorder")
    for n in range(10):
        accepted += fair.say_five(f"a{n}")
    fair.kill("recorder")
    for n in range(10):
        accepted += fair.say_five(f"b{n}")
    fair.start("recorder")
    for n in range(10):
        accepted += fair.say_five(f"c{n}")
    fair.kill("gateway")
    fair.start("gateway")
    for n in range(10):
        accepted += fair.say_five(f"d{n}")
    assert accepted == list(range(1, 201))
    wait_until(lambda: len(fair.copied()) >= 200)
    assert fair.copied() == accepted


def test_bans_and_removals_made_while_the_gateway_was_away_hold(fair):
    fair.start("gateway")
    fair.say_five("polite")
    fair.kill("gateway")
    fair.run("-c", MODERATE)
    fair.start("recorder")
    fair.start("gateway")

    def is_banned():
        try:
            with fair.greeted("rude") as client:
                while True:
                    client.recv(timeout=PATIENCE_SECONDS)
        except ConnectionClosed as closed:
            return closed.rcvd.code == closes.BANNED.code

    wait_until(is_banned)

    def page():
        with fair.greeted("new") as client:
            client.send(encode(m.Join(1, GROUP, 0)))
            return [u.seq for u in wait_for(client, m.Page).messages if u.kind == m.SAID]

    wait_until(lambda: page() == [1, 2, 4, 5])
    fair.kill("gateway")
    fair.start("gateway")
    wait_until(is_banned)
    assert page() == [1, 2, 4, 5]
    wait_until(lambda: fair.copied() == [1, 2, 4, 5])
