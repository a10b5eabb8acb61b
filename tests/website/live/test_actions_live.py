"""Copying what was said, moderation within one's own fair, export and erasure."""

import datetime
import json
import time

import pytest

from factories.stand_fair import make_fair, make_person, make_stand
from yunzhan.bus.memory import MemoryBus
from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.actions import open_fair
from yunzhan.website.live import actions, bus
from yunzhan.website.live.models import GroupMessage
from yunzhan.website.live.queries import is_shut_out
from yunzhan.website.live.recorder import record
from yunzhan.website.shared.words import Words

pytestmark = pytest.mark.django_db

GROUP = "fair:stand-fair"
LATER = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)


@pytest.fixture
def told(monkeypatch):
    """What the website told the gateway, in order."""
    heard = []
    listening = MemoryBus()
    for subject in ("group.remove", "person.mute", "person.ban", "person.lift"):
        listening.subscribe(subject, lambda payload, subject=subject: heard.append((subject, json.loads(payload))))
    monkeypatch.setattr(bus, "website_bus", lambda: listening)
    return heard


def batch(*seqs, person="p1", group=GROUP):
    messages = [
        {
            "seq": n,
            "at": 1000,
            "person": person,
            "name": "a",
            "flags": 0,
            "kind": 0,
            "target": 0,
            "attachment": "",
            "text": f"t{n}",
        }
        for n in seqs
    ]
    return json.dumps({"group": group, "messages": messages}).encode()


def test_recorded_twice_is_kept_once():
    record(batch(1, 2))
    record(batch(2, 3))
    assert list(GroupMessage.objects.values_list("seq", flat=True)) == [1, 2, 3]


def test_copy_follows_edits_and_removals():
    record(batch(1, 2))
    change = {"at": 9, "person": "p", "name": "", "flags": 0}
    edited = change | {"seq": 3, "kind": 1, "target": 1, "text": "new"}
    removed = change | {"seq": 4, "kind": 2, "target": 2, "text": ""}
    record(json.dumps({"group": GROUP, "messages": [edited, removed]}).encode())
    assert list(GroupMessage.objects.values_list("seq", "text")) == [(1, "new")]


def test_removed_message_leaves_copy_and_screens(told, django_capture_on_commit_callbacks):
    fair = make_fair()
    host = make_person(fair=fair, role="host")
    record(batch(1, 2))
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_messages(fair, GROUP, [1], by=host)
    assert list(GroupMessage.objects.values_list("seq", flat=True)) == [2]
    assert told == [("group.remove", {"group": GROUP, "seqs": [1]})]


@pytest.mark.parametrize("group", ["fair:other-fair", "hall:other-fair/h1", "hall:stand-fair-2/h1", "x"])
def test_host_cannot_reach_into_another_fair(told, group):
    fair = make_fair()
    host = make_person(fair=fair, role="host")
    record(batch(1, group=group))
    with pytest.raises(actions.GroupElsewhere):
        actions.remove_messages(fair, group, [1], by=host)
    assert (GroupMessage.objects.count(), told) == (1, [])


def test_host_of_another_fair_may_not_moderate(told):
    fair = make_fair()
    day = datetime.date(2026, 1, 1)
    same = Words.same("x")
    other = open_fair(slug="other", name=same, tagline=same, city=same, starts_on=day, ends_on=day)
    stranger = make_person(fair=other, role="host")
    with pytest.raises(actions.MayNotModerate):
        actions.mute_person(fair, "p1", LATER, by=stranger)
    assert told == []


@pytest.mark.parametrize("fields", [{"is_superuser": True}, {"role": "host"}, {"role": "organiser"}])
def test_those_who_run_a_fair_cannot_be_shut_out(told, fields):
    fair = make_fair()
    host = make_person(fair=fair, role="host")
    other = make_person(fair=fair, **fields) if "role" in fields else make_person(**fields)
    with pytest.raises(actions.MayNotShutOut):
        actions.ban_person(fair, other.public_id, by=host)
    with pytest.raises(actions.MayNotShutOut):
        actions.mute_person(fair, other.public_id, LATER, by=host)
    assert (Person.objects.get(pk=other.pk).is_active, told) == (True, [])


def test_banned_person_is_out_of_website_and_gateway(told, client, django_capture_on_commit_callbacks):
    fair = make_stand(1)
    host, visitor = make_person(fair=fair, role="host"), make_person()
    client.force_login(visitor, backend="django.contrib.auth.backends.ModelBackend")
    with django_capture_on_commit_callbacks(execute=True):
        actions.ban_person(fair, visitor.public_id, by=host)
    assert [(subject, fact["fair"], fact["person"]) for subject, fact in told] == [
        ("person.ban", "stand-fair", visitor.public_id)
    ]
    answer = client.post("/api/live/pass", {"fair": fair.slug, "hall": "h1"}, "application/json")
    assert (answer.status_code, answer.json()["error"]) == (403, "ShutOut")


def test_ban_holds_at_its_own_fair_only():
    fair = make_fair()
    day, same = datetime.date(2026, 1, 1), Words.same("x")
    other = open_fair(slug="other", name=same, tagline=same, city=same, starts_on=day, ends_on=day)
    visitor = make_person()
    actions.ban_person(fair, visitor.public_id, by=make_person(fair=fair, role="host"))
    assert (is_shut_out(visitor, fair), is_shut_out(visitor, other)) == (True, False)


def test_lifted_ban_opens_the_fair_again(told, django_capture_on_commit_callbacks):
    fair = make_fair()
    host, visitor = make_person(fair=fair, role="host"), make_person()
    actions.ban_person(fair, visitor.public_id, by=host)
    with django_capture_on_commit_callbacks(execute=True):
        actions.lift_restriction(fair, visitor.public_id, "ban", by=host)
    assert is_shut_out(visitor, fair) is False
    assert told == [("person.lift", {"fair": "stand-fair", "person": visitor.public_id, "kind": "ban"})]


def test_muted_person_is_named_with_the_time_in_ms(told, django_capture_on_commit_callbacks):
    fair = make_fair()
    with django_capture_on_commit_callbacks(execute=True):
        actions.mute_person(fair, "p1", LATER, by=make_person(fair=fair, role="organiser"))
    (subject, fact), *others = told
    assert (subject, fact["fair"], fact["person"], fact["until"]) == (
        "person.mute", "stand-fair", "p1", int(LATER.timestamp() * 1000),
    )  # fmt: skip
    assert (others, abs(fact["since"] - time.time() * 1000) < 60_000) == ([], True)


def test_erasure_reaches_every_table_and_the_log(told, django_capture_on_commit_callbacks):
    fair = make_fair()
    person = make_person(fair=fair, role="booth_staff")
    public_id = person.public_id
    record(batch(1, 3, person=public_id))
    record(batch(2, person="another"))
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_person(person)
    assert not Person.objects.filter(public_id=public_id).exists()
    assert list(GroupMessage.objects.values_list("seq", flat=True)) == [2]
    assert [(subject, fact.get("seqs"), fact.get("person")) for subject, fact in told] == [
        ("group.remove", [1, 3], None),
        ("person.ban", None, public_id),
    ]


def test_what_an_erased_person_still_had_in_the_log_is_not_copied_but_removed(told, django_capture_on_commit_callbacks):
    person = make_person()
    public_id = person.public_id
    actions.erase_person(person)
    with django_capture_on_commit_callbacks(execute=True):
        record(batch(1, person="another"))
        record(batch(2, person=public_id))
    assert list(GroupMessage.objects.values_list("seq", flat=True)) == [1]
    assert told == [("group.remove", {"group": GROUP, "seqs": [2]})]
