"""The hosts' pages: rules of conversations, what was said, who is shut out, announcements."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from factories.entries import EDITED, entry
from factories.stand_fair import make_person, make_stand
from yunzhan.bus.memory import MemoryBus
from yunzhan.website.live import bus, recorder
from yunzhan.website.live.actions import record_said
from yunzhan.website.live.models import Announcement, GroupMessage, GroupRules, Restriction

pytestmark = pytest.mark.django_db(transaction=True)

HOSTING = "/en/fairs/stand-fair/hosting/"
GROUP = "hall:stand-fair/h1"


@pytest.fixture
def told(monkeypatch):
    """What the gateways were told, in order."""
    heard = []
    listening = MemoryBus()
    for subject in (
        "group.rules",
        "fair.notice",
        "person.mute",
        "person.ban",
        "person.lift",
        "group.remove",
        "rules.current",
    ):
        listening.subscribe(subject, lambda payload, subject=subject: heard.append((subject, json.loads(payload))))
    monkeypatch.setattr(bus, "website_bus", lambda: listening)
    return heard


@pytest.fixture
def fair():
    return make_stand(1)


@pytest.fixture
def host(client, fair):
    person = make_person(fair=fair, role="organiser")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def say(*texts, group=GROUP):
    record_said(group, [entry(n, text, at=1000 * n) for n, text in enumerate(texts, 1)])


def test_rules_of_a_conversation_reach_the_gateways_and_survive_their_restart(client, host, told):
    answer = client.post(f"{HOSTING}rules/{GROUP}/", {"read_only": "on", "slow_seconds": "30"})
    assert answer.status_code == 302
    assert told == [("group.rules", {"group": GROUP, "read_only": True, "slow": 30})]
    recorder.tell_rules()
    assert told[-1][1]["groups"] == [[GROUP, True, 30]]
    page = client.get(HOSTING).content.decode()
    assert ("Only hosts speak" in page, "30 seconds" in page) == (True, True)


IMPOSSIBLE = [("-1", "greater than or equal to 0"), ("3601", "3600"), ("x", "whole number"), ("", "required")]


@pytest.mark.parametrize(("seconds", "said"), IMPOSSIBLE)
def test_impossible_rules_are_refused_beside_their_field(client, host, told, seconds, said):
    answer = client.post(f"{HOSTING}rules/{GROUP}/", {"slow_seconds": seconds})
    assert (answer.status_code, said in answer.content.decode(), told) == (422, True, [])
    assert GroupRules.objects.count() == 0


def test_conversation_of_another_fair_is_not_there(client, host):
    assert client.get(f"{HOSTING}rules/hall:other/h1/").status_code == 404


def test_what_was_said_is_found_in_both_scripts(client, host, told):
    say("我们的软件很好", "今天天气好", "the compiler works")
    found = [client.get(f"{HOSTING}said/?q={q}").content.decode() for q in ("軟體", "compil", "nothing")]
    assert ["软件" in page for page in found] == [True, False, False]
    assert ["compiler" in page for page in found] == [False, True, False]
    assert "Nothing was said" in found[2]


def test_edited_message_is_found_by_its_new_words_only(client, host, told):
    say("apple")
    edit = entry(2, "pear", kind=EDITED, target=1)
    record_said(GROUP, [edit])
    pages = [client.get(f"{HOSTING}said/?q={q}").content.decode() for q in ("apple", "pear")]
    assert ["(edited)" in page for page in pages] == [False, True]


def test_message_is_removed_and_its_author_muted_and_shut_out(client, host, told):
    say("rude", "ruder")
    first, second = GroupMessage.objects.order_by("seq")
    client.post(f"{HOSTING}said/{first.pk}/", {"remove": "1"})
    client.post(f"{HOSTING}said/{second.pk}/", {"mute": "1"})
    client.post(f"{HOSTING}said/{second.pk}/", {"ban": "1"})
    assert [subject for subject, _ in told] == ["group.remove", "person.mute", "person.ban"]
    assert list(GroupMessage.objects.all()) == [second]
    page = client.get(f"{HOSTING}restrictions/").content.decode()
    assert page.count("p1</td>") == 2
    client.post(f"{HOSTING}restrictions/p1/ban/")
    assert (told[-1][0], Restriction.objects.get().kind) == ("person.lift", "mute")


def test_message_of_another_fair_is_out_of_reach(client, host, told):
    say("x", group="hall:other/h1")
    client.post(f"{HOSTING}said/{GroupMessage.objects.get().pk}/", {"remove": "1"})
    assert (GroupMessage.objects.count(), told) == (1, [])


def test_announcement_reaches_everybody_and_is_kept(client, host, told):
    assert client.post(f"{HOSTING}announce/", {"text": "  Opening at 10\n sharp  "}).status_code == 302
    assert told == [("fair.notice", {"fair": "stand-fair", "text": "Opening at 10 sharp"})]
    assert Announcement.objects.get().by == host
    assert "Opening at 10 sharp" in client.get(f"{HOSTING}announce/").content.decode()


def test_who_comes_later_reads_what_was_announced_today(client, fair):
    Announcement.objects.create(fair=fair, text="Yesterday", made_at=timezone.now() - timedelta(hours=25))
    Announcement.objects.create(fair=fair, text="First", made_at=timezone.now() - timedelta(minutes=9))
    newest = Announcement.objects.create(fair=fair, text="Second", made_at=timezone.now())
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    items = client.get("/api/fairs/stand-fair/announcements").json()["items"]
    assert [row["text"] for row in items] == ["Second", "First"]
    assert items[0]["at"] == int(newest.made_at.timestamp() * 1000)


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\x01", "x" * 301])
def test_announcement_that_cannot_be_is_refused_beside_its_field(client, host, told, text):
    answer = client.post(f"{HOSTING}announce/", {"text": text})
    assert (answer.status_code, 'class="field__error"' in answer.content.decode(), told) == (422, True, [])


def test_lists_export_what_they_filter(client, host, told):
    say("=1+1", "pear")
    sheet = b"".join(client.get(f"{HOSTING}said/?format=csv").streaming_content).decode()
    assert ("'=1+1" in sheet, "pear" in sheet, len(sheet.splitlines())) == (True, True, 3)
    sheet = b"".join(client.get(f"{HOSTING}said/?q=pear&format=csv").streaming_content).decode()
    assert len(sheet.splitlines()) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_what_was_said_takes_a_fixed_number_of_queries(client, host, told, count, django_assert_num_queries):
    say(*["x"] * count)
    client.get(f"{HOSTING}said/")
    with django_assert_num_queries(8):
        client.get(f"{HOSTING}said/")


def test_only_hosts_see_the_way_there(client, fair):
    assert "hosting/" not in client.get("/en/fairs/stand-fair/").content.decode()
    person = make_person(fair=fair, role="host")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert f'href="{HOSTING}"' in client.get("/en/fairs/stand-fair/").content.decode()
