"""Facts leave after commit, in order, from actions only; a listener's fault stays its own."""

import ast
import logging
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction

from yunzhan.website.shared import facts

WEBSITE = Path(facts.__file__).resolve().parents[1]


@dataclass(frozen=True)
class DoorOpened:
    number: int


@dataclass
class DoorOpening:
    number: int


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(facts, "_listeners", {})
    told = []
    facts.on(DoorOpened)(told.append)
    return told


@pytest.mark.django_db(transaction=True)
def test_fact_is_told_after_the_outermost_commit(heard):
    with transaction.atomic():
        with transaction.atomic():
            facts.announce(DoorOpened(1))
        before = list(heard)
    assert (before, heard) == ([], [DoorOpened(1)])


@pytest.mark.django_db(transaction=True)
def test_fact_of_a_rolled_back_write_is_never_told(heard):
    @transaction.atomic
    def open_door_and_fall():
        facts.announce(DoorOpened(1))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_door_and_fall()
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_listener_that_fails_keeps_nobody_from_hearing(monkeypatch, caplog):
    monkeypatch.setattr(facts, "_listeners", {})
    told = []

    @facts.on(DoorOpened)
    def stumble(fact):
        raise OSError

    facts.on(DoorOpened)(told.append)
    with caplog.at_level(logging.ERROR):
        facts.announce(DoorOpened(2))
    assert (told, "stumble" in caplog.text) == ([DoorOpened(2)], True)


def test_what_can_change_is_no_fact(heard):
    with pytest.raises(TypeError):
        facts.on(DoorOpening)


def calls_of(path, name):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == name
        for node in ast.walk(tree)
    )


def test_facts_leave_from_actions_only():
    sources = list(WEBSITE.rglob("*.py"))
    announcing = {path.name for path in sources if calls_of(path, "announce")}
    waiting = {path.relative_to(WEBSITE).as_posix() for path in sources if calls_of(path, "on_commit")}
    assert (announcing, waiting) == ({"actions.py"}, {"shared/facts.py"})


def test_every_fact_has_somebody_who_hears_it():
    from yunzhan.website.live import facts as live_facts

    kinds = [k for k in vars(live_facts).values() if isinstance(k, type) and k.__module__ == live_facts.__name__]
    assert [k.__name__ for k in kinds if not facts.listeners_of(k)] == []
