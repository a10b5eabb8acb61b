"""What the website forbids, in the order in which facts and lists can come; and that nobody is greeted before it is known."""

import json
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from gateway.client import greet, wait_for
from gateway.running import Running, signed
from yunzhan.bus.local import LocalClient
from yunzhan.gateway.rules import Rules
from yunzhan.wire import VERSION, closing
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode

LIST = {"as_of": 100, "bans": [["f", "a"]], "mutes": [["f", "b", 500]]}


def test_list_is_taken_as_a_whole():
    rules = Rules()
    assert rules.replace(LIST) == {"a"}
    assert (rules.is_banned("f", "a"), rules.is_banned("g", "a")) == (True, False)
    assert (rules.is_muted("f", "b", 499), rules.is_muted("f", "b", 500), rules.is_muted("g", "b", 1)) == (
        True, False, False,
    )  # fmt: skip
    assert rules.replace({"as_of": 200, "bans": [], "mutes": []}) == set()
    assert (rules.is_banned("f", "a"), rules.is_muted("f", "b", 1)) == (False, False)


def test_older_list_does_not_undo_a_newer_fact():
    rules = Rules()
    rules.ban({"fair": "f", "person": "a", "since": 150})
    rules.mute({"fair": "f", "person": "b", "since": 150, "until": 900})
    rules.replace({"as_of": 100, "bans": [], "mutes": []})
    assert (rules.is_banned("f", "a"), rules.is_muted("f", "b", 1)) == (True, True)
    rules.replace({"as_of": 200, "bans": [], "mutes": []})
    assert (rules.is_banned("f", "a"), rules.is_muted("f", "b", 1)) == (False, False)


def test_restriction_without_a_fair_holds_everywhere():
    rules = Rules()
    rules.ban({"person": "a"})
    rules.mute({"person": "b", "until": 10})
    assert (rules.is_banned("f", "a"), rules.is_muted("g", "b", 9)) == (True, True)


def test_list_names_only_those_it_bans_anew():
    rules = Rules()
    rules.ban({"fair": "f", "person": "a", "since": 1})
    assert rules.replace({"as_of": 100, "bans": [["f", "a"], ["f", "c"]], "mutes": []}) == {"c"}


def test_lifting_ends_one_kind_at_one_fair():
    rules = Rules()
    rules.replace({"as_of": 1, "bans": [["f", "a"], ["g", "a"]], "mutes": [["f", "a", 900]]})
    rules.lift({"fair": "f", "person": "a", "kind": "ban"})
    assert (rules.is_banned("f", "a"), rules.is_banned("g", "a"), rules.is_muted("f", "a", 1)) == (False, True, True)
    rules.lift({"fair": "f", "person": "a", "kind": "mute"})
    assert rules.is_muted("f", "a", 1) is False


@pytest.fixture
def strict(tmp_path):
    """A gateway that has just started and waits for its website."""
    running = Running(tmp_path, rules_seconds=4.0)
    yield running
    running.stop()


@contextmanager
def said_hello(gateway, person):
    with connect(gateway.url, compression=None) as client:
        client.send(encode(m.Hello(VERSION, signed(person=person))))
        yield client


@pytest.mark.slow
def test_nobody_is_greeted_before_the_rules_are_heard(strict):
    asked, bus = threading.Event(), LocalClient(strict.config.bus_path)
    with said_hello(strict, "rude") as rude, said_hello(strict, "polite") as polite:
        bus.subscribe("rules.wanted", lambda _: asked.set())
        assert asked.wait(20)
        assert ready(strict) == 503
        bus.publish("rules.current", json.dumps({"as_of": 1, "bans": [["f", "rude"]], "mutes": []}).encode())
        assert wait_for(polite, m.Welcome).person == "polite"
        with pytest.raises(ConnectionClosed) as closed:
            rude.recv(timeout=10)  # not even a welcome
        assert ready(strict) == 200
    bus.close()
    assert closed.value.rcvd.code == closing.BANNED.code


@pytest.mark.slow
def test_without_a_website_people_come_in_all_the_same(tmp_path):
    gateway = Running(tmp_path, rules_seconds=0.2)
    with greet(gateway):
        assert ready(gateway) == 200
    gateway.stop()


def ready(gateway):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{gateway.port}/readyz", timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code
