"""What is forgotten, what stays, and that the log hears of it."""

import datetime
import json

import pytest

from factories.stand_fair import make_fair, make_person
from yunzhan.bus.memory import MemoryBus
from yunzhan.website.accounts.actions import admit_guest
from yunzhan.website.accounts.models import Person
from yunzhan.website.live import actions, bus
from yunzhan.website.live.models import GroupMessage, Removal, Restriction
from yunzhan.website.live.tidying import tidy

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
GROUP = "fair:stand-fair"


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What the gateway was told to remove."""
    heard = []

    def remove(payload):
        heard.append(json.loads(payload)["seqs"])
        return b"{}"

    answering = MemoryBus()
    answering.subscribe("group.remove", remove)
    monkeypatch.setattr(bus, "website_bus", lambda: answering)
    return heard


def guest(days_ago):
    person = admit_guest("x", language="en")
    Person.objects.filter(pk=person.pk).update(seen_at=NOW - datetime.timedelta(days=days_ago))
    return person


def say(person, seq, days_ago=0):
    at = int((NOW - datetime.timedelta(days=days_ago)).timestamp() * 1000)
    said = {
        "seq": seq,
        "at": at,
        "person": person.public_id,
        "name": "x",
        "flags": 0,
        "kind": 0,
        "attachment": "",
        "target": 0,
        "text": "t",
    }
    actions.record_said(GROUP, [said])


def test_old_guest_goes_with_all_they_said(told, django_capture_on_commit_callbacks):
    old, fresh = guest(31), guest(29)
    say(old, 1)
    say(fresh, 2)
    say(old, 3)
    with django_capture_on_commit_callbacks(execute=True):
        done = tidy(NOW)
    assert (done["guests"], told) == (1, [[1, 3]])
    assert list(Person.objects.all()) == [fresh]
    assert list(GroupMessage.objects.values_list("seq", flat=True)) == [2]


def test_account_and_guest_with_a_role_stay():
    account, officer = make_person(), make_person(fair=make_fair(), role="host")
    Person.objects.filter(pk=officer.pk).update(is_guest=True)
    Person.objects.update(seen_at=NOW - datetime.timedelta(days=999))
    assert (tidy(NOW)["guests"], set(Person.objects.all())) == (0, {account, officer})


def test_old_messages_go_and_zero_days_keep_for_good(settings):
    person = guest(0)
    say(person, 1, days_ago=366)
    say(person, 2, days_ago=364)
    settings.YUNZHAN_WORDS_DAYS = settings.YUNZHAN_GUEST_DAYS = 0
    assert tidy(NOW)["messages"] == 0
    settings.YUNZHAN_WORDS_DAYS = 365
    assert tidy(NOW)["messages"] == 1
    assert list(GroupMessage.objects.values_list("seq", flat=True)) == [2]


def test_more_than_one_batch_goes(monkeypatch):
    for n in range(1, 8):
        say(guest(31), n)
    monkeypatch.setattr(
        "yunzhan.website.live.tidying.forget_guests", lambda **asked: actions.forget_guests(most=3, **asked)
    )
    assert (tidy(NOW)["guests"], Person.objects.count()) == (7, 0)


def test_settled_rows_go_and_others_stay():
    fair = make_fair()
    host, person = make_person(fair=fair, role="host"), guest(0)
    for seq in (1, 2):
        say(person, seq)
    actions.remove_messages(fair, GROUP, [1, 2, 9], by=host)
    Removal.objects.filter(seq__in=[1, 9]).update(heard=True)  # 9 is not copied yet: it may still come
    actions.mute_person(fair, "over", NOW - datetime.timedelta(seconds=1), by=host)
    actions.mute_person(fair, "holds", NOW + datetime.timedelta(seconds=1), by=host)
    actions.ban_person(fair, "banned", by=host)
    assert tidy(NOW)["settled"] == 2
    assert list(Removal.objects.values_list("seq", flat=True)) == [2, 9]
    assert set(Restriction.objects.values_list("person", flat=True)) == {"holds", "banned"}


def test_asking_for_a_pass_counts_as_being_here(client):
    make_fair()
    client.post("/enter/", {"name": "x"})
    Person.objects.update(seen_at=NOW - datetime.timedelta(days=999))
    before = datetime.datetime.now(datetime.UTC)
    client.post("/api/live/pass", {"fair": "stand-fair"}, "application/json")
    assert Person.objects.get().seen_at >= before
