"""What the recorder copies and tells again, over a bus in this process and a real log."""

import datetime
import json
import threading

import pytest

from factories.stand_fair import make_fair, make_person
from yunzhan.bus.bus import Later
from yunzhan.bus.memory import MemoryBus
from yunzhan.gateway.copying import groups_told, page_told
from yunzhan.gateway.log import Entry
from yunzhan.gateway.sqlite_log import SqliteLog
from yunzhan.website.live import actions, bus, recorder
from yunzhan.website.live.models import GroupCopy, GroupMessage, Removal
from yunzhan.wire.messages import EDITED, REMOVED, SAID, Utterance

pytestmark = pytest.mark.django_db

GROUP = "fair:stand-fair"


@pytest.fixture
def log(tmp_path):
    made = SqliteLog(tmp_path / "log.sqlite3")
    yield made
    made.close()


@pytest.fixture
def gateway(log, monkeypatch):
    """A bus on which the log answers as a gateway does, and that keeps what it is told."""
    heard = []
    answering = MemoryBus()

    def on(subject, answer):
        def handle(payload):
            told = answer(json.loads(payload))
            return told if isinstance(told, Later) else json.dumps(told).encode()

        answering.subscribe(subject, handle)

    on("log.groups", lambda asked: groups_told(log, asked))
    on("log.page", lambda asked: page_told(log, asked))
    answering.subscribe("rules.current", lambda payload: heard.append(json.loads(payload)))
    monkeypatch.setattr(bus, "website_bus", lambda: answering)
    answering.heard, answering.answer = heard, on
    return answering


def asked(question, *arguments, **options):
    """What SQLite's log answers at once."""
    answers = []
    question(*arguments, **options, then=answers.append)
    return answers[0]


def append(log, *entries):
    done = threading.Semaphore(0)
    for entry in entries:
        log.append(entry, lambda *_: done.release())
    for _ in entries:
        assert done.acquire(timeout=10)


def say(log, count, group=GROUP, person="p1"):
    first = asked(log.last, group) * 1000
    append(log, *[Entry(group, first + n, Utterance(0, 1000, 0, person, "a", f"t{n}")) for n in range(count)])


def take_away(log, group, seqs):
    append(log, *[Entry(group, seq, Utterance(0, 1000, 0, "", "", "", REMOVED, seq)) for seq in seqs])
    return {"removed": len(seqs)}


def copied(group=GROUP):
    return list(GroupMessage.objects.filter(group=group).values_list("seq", flat=True))


def test_all_that_is_missing_is_fetched_page_by_page(log, gateway):
    say(log, 450)
    say(log, 3, "hall:stand-fair/h1")
    assert recorder.fetch_missing() == 453
    assert (copied(), copied("hall:stand-fair/h1")) == (list(range(1, 451)), [1, 2, 3])
    assert recorder.fetch_missing() == 0


def test_gap_between_what_was_heard_is_filled_and_nothing_doubled(log, gateway):
    say(log, 6)
    told = json.loads(page_told(log, {"group": GROUP, "after": 0, "limit": 200}).given)["messages"]
    actions.record_said(GROUP, told[:2])
    actions.record_said(GROUP, told[4:])
    assert copied() == [1, 2, 5, 6]
    assert recorder.fetch_missing() == 4  # from the gap on; what is there stays as it is
    assert copied() == [1, 2, 3, 4, 5, 6]


def test_numbers_that_the_log_removed_are_not_asked_for_again(log, gateway):
    say(log, 5)
    take_away(log, GROUP, [2, 5])
    recorder.fetch_missing()
    assert (copied(), GroupCopy.objects.get(group=GROUP).through) == ([1, 3, 4], 7)
    assert recorder.fetch_missing() == 0


def test_edit_changes_the_copy_and_taking_back_ends_it(log, gateway):
    say(log, 2)
    append(log, Entry(GROUP, 99, Utterance(0, 1000, 0, "p1", "a", "new", EDITED, 2)))
    recorder.fetch_missing()
    assert list(GroupMessage.objects.values_list("seq", "text")) == [(1, "t0"), (2, "new")]
    take_away(log, GROUP, [2])
    recorder.fetch_missing()
    assert list(GroupMessage.objects.values_list("seq", "text")) == [(1, "t0")]


def test_message_removed_before_it_was_copied_stays_away(log, gateway):
    fair = make_fair()
    say(log, 3)
    actions.remove_messages(fair, GROUP, [2], by=make_person(fair=fair, role="host"))
    recorder.fetch_missing()
    assert copied() == [1, 3]


def test_removal_is_told_again_until_the_log_has_heard(log, gateway):
    fair = make_fair()
    say(log, 3)
    actions.remove_messages(fair, GROUP, [2], by=make_person(fair=fair, role="host"))
    recorder.go_round()
    assert Removal.objects.filter(heard=False).count() == 1
    gateway.answer("group.remove", lambda told: take_away(log, told["group"], told["seqs"]))
    recorder.go_round()
    assert Removal.objects.filter(heard=False).count() == 0
    assert [u.seq for u in asked(log.page, GROUP, 0, 99, 99, newest=False) if u.kind == SAID] == [1, 3]


def test_rules_hold_what_a_gateway_must_know(gateway):
    fair = make_fair()
    host = make_person(fair=fair, role="host")
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    actions.mute_person(fair, "m", later, by=host)
    actions.mute_person(fair, "over", later - datetime.timedelta(hours=2), by=host)
    actions.ban_person(fair, "b", by=host)
    gone = make_person()
    gone_id = gone.public_id
    actions.erase_person(gone)
    recorder.tell_rules()
    (told,) = gateway.heard
    assert sorted(told["bans"]) == [["", gone_id], ["stand-fair", "b"]]
    assert told["mutes"] == [["stand-fair", "m", int(later.timestamp() * 1000)]]


def test_gateway_that_is_away_stops_nothing():
    recorder.go_round()
