"""Guest, pass, presence, scene and history as the client asks for them."""

import gzip
import json

import pytest
from django.conf import settings as django_settings

from factories.stand_fair import make_person, make_stand
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.fairs.actions import add_delegation
from yunzhan.website.live import bus
from yunzhan.website.live.actions import record_said
from yunzhan.website.live.passes import ALONE, HOSTS, ribbon_of
from yunzhan.website.shared.words import Words
from yunzhan.wire.passes import PassExpired, PassForged, read_pass

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
SCENE = "/api/fairs/stand-fair/halls/h1/scene?lang=en"


@pytest.fixture
def stand(settings):
    settings.YUNZHAN_BUS = ""
    bus.website_bus.cache_clear()
    yield make_stand(2)
    bus.website_bus.cache_clear()


def ask_pass(client, hall="h1", fair="stand-fair"):
    return client.post("/api/live/pass", {"fair": fair, "hall": hall}, "application/json")


def key():
    return bytes.fromhex(django_settings.YUNZHAN_PASS_KEY)


def test_pass_of_a_guest_opens_one_hall_and_two_groups(client, stand):
    client.post("/api/live/guest", {"name": "海风"}, "application/json")
    told = ask_pass(client).json()
    signed = read_pass(told["pass"], key(), told["expires_at"] - 60)
    assert (signed.name, signed.kind, signed.fair) == ("海风", "guest", "stand-fair")
    assert [grant.key for grant in signed.halls] == ["stand-fair/h1"]
    assert told["groups"] == ["fair:stand-fair", "hall:stand-fair/h1"]
    assert told["person"]["kind"] == "guest"


def test_pass_runs_out_and_cannot_be_forged(client, stand):
    client.post("/api/live/guest", {"name": "海风"}, "application/json")
    told = ask_pass(client).json()
    with pytest.raises(PassExpired):
        read_pass(told["pass"], key(), told["expires_at"] + 120)
    with pytest.raises(PassForged):
        read_pass(told["pass"], b"another key", told["expires_at"] - 60)


@pytest.mark.parametrize(("role", "kind"), [(None, "person"), ("booth_staff", "staff"), ("host", "host")])
def test_pass_carries_the_kind_of_person(client, stand, role, kind):
    person = make_person(fair=stand, role=role) if role else make_person()
    client.force_login(person, backend=BACKEND)
    assert ask_pass(client).json()["person"]["kind"] == kind


@pytest.mark.parametrize(
    ("role", "works", "booths"),
    [("booth_staff", "e1", ["1A01"]), (None, "e1", []), ("booth_staff", None, []), ("host", None, [])],
)
def test_pass_lets_one_present_only_at_the_booths_where_one_works(client, stand, role, works, booths):
    organisation = exhibitor_of(stand, works).organisation if works else None
    client.force_login(make_person(fair=stand, role=role, works_for=organisation), backend=BACKEND)
    told = ask_pass(client).json()
    signed = read_pass(told["pass"], key(), told["expires_at"] - 60)
    assert told["booths"] == [grant.number for grant in signed.booths] == booths
    assert [(grant.hall, grant.x_cm, grant.z_cm, grant.width_cm) for grant in signed.booths] == (
        [("stand-fair/h1", 500, 1000, 300)] if booths else []
    )


@pytest.mark.parametrize(("fair", "hall"), [("none", "h1"), ("stand-fair", "none")])
def test_pass_for_nowhere_is_refused(client, stand, fair, hall):
    client.force_login(make_person(), backend=BACKEND)
    assert ask_pass(client, hall, fair).status_code == 404


def test_pass_needs_a_name_first(client, stand):
    answer = ask_pass(client)
    assert (answer.status_code, answer.json()["error"]) == (401, "NotEntered")


def test_presence_is_honest_when_the_gateway_is_away(client, stand):
    told = client.get("/api/live/presence?fair=stand-fair").json()
    assert (told["online"], told["people"]) == (False, 0)


def test_presence_is_what_the_gateway_says(client, stand, monkeypatch):
    counts = {"people": 3, "scripted": 1000, "halls": {"stand-fair/h1": {"people": 3, "scripted": 1000}}}
    monkeypatch.setattr("yunzhan.website.live.queries.ask", lambda subject, question: counts)
    assert client.get("/api/live/presence?fair=stand-fair").json() == {"online": True, **counts}


def test_scene_is_whole_small_and_asked_once(client, stand, django_assert_num_queries):
    first = client.get(SCENE, headers={"accept-encoding": "gzip"})
    scene = json.loads(gzip.decompress(first.content)) if first.get("Content-Encoding") else first.json()
    assert set(scene) == {"version", "fair", "hall", "entrance", "aisles", "signs", "booths"}
    assert len(scene["booths"]) == 4
    assert sorted(booth["exhibitor"] for booth in scene["booths"] if booth["exhibitor"]) == ["e1", "e2"]
    with django_assert_num_queries(2):  # fair, hall: what is drawn comes from the cache
        again = client.get(SCENE, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_scene_speaks_the_asked_language(client, stand):
    names = {
        lang: {booth["name"] for booth in client.get(SCENE.replace("=en", f"={lang}")).json()["booths"]}
        for lang in ("en", "zh-hans", "zh-hant")
    }
    assert (names["en"] & {"Blue Sea 1"}, names["zh-hant"] & {"海藍1號公司"}) == ({"Blue Sea 1"}, {"海藍1號公司"})


def say(group, *seqs, person="p1"):
    told = [
        {
            "seq": n,
            "at": 1000 * n,
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
    record_said(group, told)


def test_history_pages_backwards(client, stand):
    client.force_login(make_person(), backend=BACKEND)
    say("hall:stand-fair/h1", *range(1, 8))
    address = "/api/live/groups/hall:stand-fair/h1/messages?limit=3"
    newest = client.get(address).json()
    older = client.get(f"{address}&before={newest['items'][0]['seq']}").json()
    assert ([row["seq"] for row in newest["items"]], newest["more"]) == ([5, 6, 7], True)
    assert [row["seq"] for row in older["items"]] == [2, 3, 4]
    assert client.get(f"{address}&before=2").json()["more"] is False


@pytest.mark.parametrize("group", ["secret:stand-fair", "hall:stand-fair/none", "fair:none", "x"])
def test_history_of_an_unknown_group_is_refused(client, stand, group):
    client.force_login(make_person(), backend=BACKEND)
    assert client.get(f"/api/live/groups/{group}/messages").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_history_takes_few_queries(client, stand, django_assert_num_queries, rows):
    client.force_login(make_person(), backend=BACKEND)
    say("fair:stand-fair", *range(1, rows + 1))
    with django_assert_num_queries(5):  # session, person, fair, messages
        client.get("/api/live/groups/fair:stand-fair/messages")


def look_told(client):
    told = ask_pass(client).json()
    assert read_pass(told["pass"], key(), told["expires_at"] - 60).look == told["person"]["look"]
    return told["person"]["look"]


def test_look_one_chose_is_in_the_pass_with_the_fairs_ribbon(client, stand):
    client.post("/api/live/guest", {"name": "海风"}, "application/json")
    assert look_told(client) == look_told(client)
    chosen = 5 | 9 << 4 | 1 << 24 | 3 << 25 | 8 << 27
    answer = client.put("/api/live/look", {"look": chosen | 12 << 20}, "application/json")
    assert answer.status_code == 204
    assert look_told(client) == chosen | ALONE << 20


@pytest.mark.parametrize("look", [-1, 8, 15, 1 << 31, 1 << 70])
def test_look_that_cannot_be_is_refused(client, stand, look):
    client.post("/api/live/guest", {"name": "海风"}, "application/json")
    answer = client.put("/api/live/look", {"look": look}, "application/json")
    assert (answer.status_code, answer.json()["field"]) == (400, "look")


def test_delegations_of_a_fair_have_ribbons_of_their_own(client, stand):
    delegations = [add_delegation(stand, Words.same(f"D{n}")) for n in range(3)]
    ribbons = [ribbon_of("staff", f"delegation:{row.pk}", stand) for row in delegations]
    assert len({*ribbons, ALONE, HOSTS}) == 5
    person = make_person(works_for=exhibitor_of(stand, "e1").organisation)
    Exhibitor.objects.filter(slug="e1").update(delegation=delegations[1])
    client.force_login(person, backend=BACKEND)
    assert look_told(client) >> 20 & 15 == ribbons[1]
    assert ribbon_of("host", f"delegation:{delegations[1].pk}", stand) == HOSTS
