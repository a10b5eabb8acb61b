"""What every answer carries, and what the door refuses: headers, cookies, seals on forms, bodies nobody can read."""

import json

import pytest

from factories.stand_fair import make_person, make_stand
from yunzhan.website.accounts.models import Person

pytestmark = pytest.mark.django_db

GUEST = "/api/live/guest"


def policy_of(answer):
    rules = (rule.strip().partition(" ") for rule in answer["Content-Security-Policy"].split(";"))
    return {name: values.split() for name, _space, values in rules}


@pytest.mark.parametrize(
    "address", ["/", "/enter/", "/account/login/", "/healthz", "/api/openapi.json", "/nothing-here/"]
)
def test_answer_carries_every_header(client, address):
    answer = client.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert policy_of(answer)["default-src"] == ["'self'"]


def test_policy_lets_nothing_inline_and_only_the_gateway(client, settings):
    settings.GATEWAY_URLS, settings.YUNZHAN_PORT = [], 8000
    policy = policy_of(client.get("/", headers={"host": "localhost:8000"}))
    assert policy["style-src"] == ["'self'"]
    assert policy["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert policy["connect-src"] == ["'self'", "blob:", "ws://localhost:8001", "wss://localhost:8001"]
    assert (policy["object-src"], policy["frame-ancestors"], policy["base-uri"]) == (["'none'"],) * 3


def test_policy_names_the_public_gateway(client, settings):
    settings.GATEWAY_URLS = ["wss://fair.example/live"]
    assert policy_of(client.get("/"))["connect-src"] == ["'self'", "blob:", "wss://fair.example/live"]


def test_pages_hold_no_inline_script(client):
    make_stand()
    for address in ("/", "/fairs/stand-fair/halls/h1/", "/fairs/stand-fair/halls/h1/walk/", "/account/login/"):
        for script in client.get(address).content.decode().split("<script")[1:]:
            head = script.partition(">")[0]
            assert "src=" in head or 'type="application/json"' in head


def test_foreign_host_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_https_is_remembered_behind_tls(client, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 100
    assert client.get("/healthz", headers={"x-forwarded-proto": "https"})["Strict-Transport-Security"] == "max-age=100"


def test_session_cookie_is_out_of_scripts_reach(client):
    client.post("/enter/", {"name": "海风"})
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("address", ["/enter/", "/account/login/", "/account/signup/", GUEST])
def test_forms_without_their_seal_are_refused(client, address):
    client.handler.enforce_csrf_checks = True
    answer = client.post(address, {"name": "x"}, **({"content_type": "application/json"} if address == GUEST else {}))
    assert answer.status_code == 403
    assert Person.objects.count() == 0


def test_api_with_the_seal_is_answered(client):
    client.handler.enforce_csrf_checks = True
    page = client.get("/enter/").content.decode()
    seal = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    answer = client.post(GUEST, {"name": "海风"}, "application/json", headers={"x-csrftoken": seal})
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b"{", 400, "Malformed"),
        (b"\xff\xfe", 400, "Malformed"),
        (b"[]", 422, "Malformed"),
        (b'{"name": NaN}', 422, "Malformed"),
        (b'{"name": null}', 422, "Malformed"),
        (b'{"name": "<b>x"}', 400, "NameUnreadable"),
        (b'{"name": "a\\u202eb"}', 400, "NameUnreadable"),
        (b'{"name": "\\ud800"}', 400, "NameUnreadable"),
        (json.dumps({"name": "字" * 10_000}).encode(), 400, "NameTooLong"),
        (b'{"name": "   "}', 400, "NameMissing"),
        (b'{"name": "' + b"x" * 3_000_000 + b'"}', 413, "TooBig"),
    ],
    ids=["broken", "bytes", "list", "nan", "null", "markup", "turned", "half-letter", "long", "empty", "huge"],
)
def test_unreadable_guest_is_refused_by_name(client, body, status, error):
    answer = client.post(GUEST, body, "application/json")
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert Person.objects.count() == 0


@pytest.mark.parametrize("limit", ["NaN", "Infinity", "1e9", "9" * 40])
def test_numbers_that_are_none_are_refused(client, limit):
    make_stand()
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/api/live/groups/fair:stand-fair/messages?before={limit}")
    assert answer.status_code in (200, 422)


def test_too_many_guests_from_one_address_wait(client):
    for n in range(60):
        assert client.post(GUEST, {"name": f"g{n}"}, "application/json").status_code == 201
    answer = client.post(GUEST, {"name": "late"}, "application/json")
    assert (answer.status_code, answer.json()["error"]) == (429, "TooManyGuests")
    assert client.post("/enter/", {"name": "late"}).status_code == 429
    assert Person.objects.count() == 60


def test_errors_speak_the_asked_language(client):
    said = {
        lang: client.post(f"{GUEST}?lang={lang}", {"name": ""}, "application/json").json()["message"]
        for lang in ("zh-hans", "zh-hant", "en")
    }
    assert len(set(said.values())) == 3
    assert said["en"] == "Write a name. Others in the hall will see it."


def test_guest_may_sign_in_and_up(client):
    client.post("/enter/", {"name": "海风"})
    assert client.get("/account/login/").status_code == 200
    told = {"contact": "+8613800138000", "password1": "Xq9-hj2-klm", "name": "小红"}
    assert client.post("/account/signup/", told).status_code == 302
    assert Person.objects.get(phone="+8613800138000").is_guest is False
    assert client.get("/").context["user"].display_name == "小红"


def test_guest_cannot_give_themselves_a_password(client):
    client.post("/enter/", {"name": "海风"})
    client.post("/account/password/set/", {"password1": "Xq9-hj2-klm", "password2": "Xq9-hj2-klm"})
    assert Person.objects.get().has_usable_password() is False
