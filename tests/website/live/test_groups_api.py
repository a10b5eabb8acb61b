"""Conversations over the API: what was said, search, how far one has read, who is there; several gateways."""

import json

import pytest
from django.core.cache import caches

from factories.entries import entry
from factories.stand_fair import make_person, make_stand
from yunzhan.bus.memory import MemoryBus
from yunzhan.website.live import bus
from yunzhan.website.live.actions import ban_person, mark_read, record_said, set_group_rules
from yunzhan.website.live.api import gateways_for
from yunzhan.website.live.models import ReadMark

pytestmark = pytest.mark.django_db

GROUP = "hall:stand-fair/h1"
AT = f"/api/live/groups/{GROUP}"


@pytest.fixture
def fair():
    return make_stand(1)


@pytest.fixture
def reader(client, fair):
    person = make_person()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def say(*texts, group=GROUP, first=1):
    record_said(group, [entry(n, text) for n, text in enumerate(texts, first)])


def groups(client):
    return {row["key"]: row for row in client.get("/api/live/groups?fair=stand-fair").json()["items"]}


def test_unread_is_counted_from_the_mark_on(client, reader):
    say("a", "b", "c")
    assert (groups(client)[GROUP]["unread"], groups(client)["fair:stand-fair"]["unread"]) == (3, 0)
    assert client.post(f"{AT}/read", {"seq": 2}, "application/json").status_code == 204
    row = groups(client)[GROUP]
    assert (row["last"], row["read"], row["unread"]) == (3, 2, 1)


def test_mark_never_goes_back(client, reader):
    mark_read(reader, GROUP, 5)
    mark_read(reader, GROUP, 3)
    assert ReadMark.objects.get().seq == 5


def test_unread_stops_counting_at_a_hundred(client, reader, django_assert_num_queries):
    say(*["x"] * 150)
    with django_assert_num_queries(9):
        assert groups(client)[GROUP]["unread"] == 100


def test_edit_of_an_old_message_is_not_unread(client, reader):
    say("a")
    mark_read(reader, GROUP, 1)
    record_said(GROUP, [entry(2, "b", kind=1, target=1)])
    assert groups(client)[GROUP]["unread"] == 0


def test_groups_say_their_rules(client, fair, reader):
    set_group_rules(fair, GROUP, read_only=True, slow_seconds=9, by=make_person(fair=fair, role="host"))
    row = groups(client)[GROUP]
    assert (row["read_only"], row["slow"], row["name"]) == (True, 9, "1 Hall")


def test_message_tells_what_it_answers_and_carries(client, reader):
    record_said(GROUP, [entry(1, "a"), entry(2, "", target=1, attachment="sticker:wave")])
    items = client.get(f"{AT}/messages").json()["items"]
    assert [(row["reply"], row["attachment"], row["edited"]) for row in items] == [
        (0, "", False),
        (1, "sticker:wave", False),
    ]


def test_search_pages_from_new_to_old_in_both_scripts(client, reader):
    say("软件一", "天气", "軟體二", "软件三")
    first = client.get(f"{AT}/search?q=軟體&limit=2").json()
    rest = client.get(f"{AT}/search?q=软件&limit=2&before={first['before']}").json()
    assert ([row["seq"] for row in first["items"]], [row["seq"] for row in rest["items"]]) == ([4, 3], [1])
    assert rest["before"] is None


@pytest.mark.parametrize("q", ['"', "' OR 1=1 --", "*", "a'b:c", "\0", "x" * 10_000, "NEAR(", "", "&!|"])
def test_hostile_search_finds_nothing_and_breaks_nothing(client, reader, q):
    say("hello")
    answer = client.get(f"{AT}/search", {"q": q})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_search_stays_in_its_group(client, reader):
    say("secret", group="fair:stand-fair")
    assert client.get(f"{AT}/search?q=secret").json()["items"] == []


@pytest.mark.parametrize("key", ["hall:stand-fair/none", "fair:none", "fair:stand-fair/h1", "x", "hall:stand-fair"])
@pytest.mark.parametrize("what", ["messages", "search?q=x", "members"])
def test_group_that_is_none_is_not_there(client, reader, key, what):
    assert client.get(f"/api/live/groups/{key}/{what}").status_code == 404


def test_shut_out_person_reads_nothing(client, fair, reader):
    ban_person(fair, reader.public_id, by=make_person(fair=fair, role="host"))
    answers = [client.get(f"{AT}/{what}") for what in ("messages", "search?q=x", "members")]
    assert {(answer.status_code, answer.json()["error"]) for answer in answers} == {(403, "ShutOut")}


def test_members_page_by_page_from_the_gateway(client, reader, monkeypatch):
    people = [[f"p{n}", f"n{n}", 0] for n in range(5)]

    def answer(payload):
        asked = json.loads(payload)
        rest = [row for row in people if row[0] > asked["after"]]
        return json.dumps({"members": rest[: asked["limit"]], "total": 5}).encode()

    answering = MemoryBus()
    answering.subscribe("group.members", answer)
    monkeypatch.setattr(bus, "website_bus", lambda: answering)
    first = client.get(f"{AT}/members?limit=3").json()
    rest = client.get(f"{AT}/members?limit=3&after={first['after']}").json()
    assert [row["id"] for row in first["items"] + rest["items"]] == ["p0", "p1", "p2", "p3", "p4"]
    assert (first["total"], rest["after"]) == (5, None)


def test_members_without_a_gateway_are_said_to_be_unknown(client, reader):
    answer = client.get(f"{AT}/members")
    assert (answer.status_code, answer.json()["error"]) == (503, "MembersUnknown")


def test_pass_names_all_gateways_and_each_person_begins_elsewhere(client, fair, settings):
    settings.GATEWAY_URLS = [f"wss://g{n}.example/live" for n in range(3)]
    first = set()
    for _ in range(20):
        client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
        told = client.post("/api/live/pass", {"fair": "stand-fair"}, "application/json").json()
        assert (sorted(told["gateways"]), told["gateway"]) == (settings.GATEWAY_URLS, told["gateways"][0])
        first.add(told["gateway"])
    assert first == set(settings.GATEWAY_URLS)


def test_all_who_go_into_a_hall_begin_at_the_same_gateway_and_halls_are_spread(settings):
    settings.GATEWAY_URLS = [f"wss://g{n}.example/live" for n in range(3)]
    halls = [f"stand-fair/h{number}" for number in range(30)]
    orders = [{tuple(gateways_for(person, hall)) for person in ("a", "b", "c")} for hall in halls]
    assert [len(order) for order in orders] == [1] * len(halls)
    assert {order[0] for (order,) in orders} == set(settings.GATEWAY_URLS)


def test_who_goes_into_a_hall_whose_gateway_is_full_begins_at_the_next_one(settings, monkeypatch):
    settings.GATEWAY_URLS, settings.YUNZHAN_BUS = [], "nats://127.0.0.1:4222"
    told = {"addresses": [f"wss://g{n}.example" for n in range(3)], "full": []}
    answering = MemoryBus()
    answering.subscribe("gateway.addresses", lambda _: json.dumps(told).encode())
    monkeypatch.setattr(bus, "website_bus", lambda: answering)
    first, *others = gateways_for("a", "stand-fair/h1")
    told["full"] = [first]
    caches["near"].clear()
    assert gateways_for("a", "stand-fair/h1") == [*others, first]


def test_cluster_names_its_gateways_itself_the_emptiest_first(client, fair, settings, monkeypatch):
    settings.GATEWAY_URLS, settings.YUNZHAN_BUS = [], "nats://127.0.0.1:4222"
    answering = MemoryBus()
    answering.subscribe("gateway.addresses", lambda _: b'{"addresses": ["wss://g2.example", "wss://g1.example"]}')
    monkeypatch.setattr(bus, "website_bus", lambda: answering)
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/api/live/pass", {"fair": "stand-fair"}, "application/json")
    assert answer.json()["gateways"] == ["wss://g2.example", "wss://g1.example"]
    assert "wss://g1.example" in answer.headers["Content-Security-Policy"]
