"""Gateway and recorder as real processes that are killed under talk: nothing missing in the database, nothing double."""

import sqlite3
from contextlib import closing

import pytest
from websockets.exceptions import ConnectionClosed

from factories.running_fair import GROUP, PATIENCE_SECONDS, RunningFair, wait_for, wait_until
from yunzhan.wire import closing as closes
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode

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


@pytest.fixture
def fair(tmp_path):
    made = RunningFair(tmp_path)
    yield made
    made.end()


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


ERASE = """
import django
django.setup()
from yunzhan.website.accounts.models import Person
from yunzhan.website.live.actions import erase_person
erase_person(Person.objects.create_user(public_id="leaving", display_name="x"))
"""
CLOSE_GROUP = """
import datetime, django
django.setup()
from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.actions import give_role, open_fair
from yunzhan.website.live.actions import set_group_rules
from yunzhan.website.shared.words import Words
same, day = Words.same("f"), datetime.date(2026, 1, 1)
fair = open_fair(slug="f", name=same, tagline=same, city=same, starts_on=day, ends_on=day)
host = Person.objects.create_user(display_name="h")
give_role(host, fair, role="host")
set_group_rules(fair, "fair:f", read_only=True, slow_seconds=0, by=host)
"""


def test_erasure_made_while_all_were_away_reaches_the_log(fair):
    fair.start("gateway")
    fair.say_five("leaving")
    fair.say_five("staying")
    fair.kill("gateway")
    fair.run("-c", ERASE)  # nothing is copied yet: the database knows none of these messages
    fair.start("gateway")
    fair.start("recorder")

    def people_in_the_log():
        with closing(sqlite3.connect(fair.folder / "groups.sqlite3", timeout=20)) as log:
            return {row[0] for row in log.execute("SELECT person FROM entries WHERE text <> ''")}

    wait_until(lambda: people_in_the_log() == {"staying"})
    wait_until(lambda: len(fair.copied()) == 5)


def test_group_closed_by_its_host_stays_closed_when_the_gateway_starts_again(fair):
    fair.start("gateway")
    fair.start("recorder")
    fair.run("-c", CLOSE_GROUP)

    def is_closed():
        with fair.greeted("somebody") as client:
            client.send(encode(m.Join(1, GROUP, 0)))
            return wait_for(client, m.Joined).rights == 0

    wait_until(is_closed)
    fair.kill("gateway")
    fair.start("gateway")
    wait_until(is_closed)
