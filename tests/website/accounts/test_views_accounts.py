"""Guest entry and the restyled pages of sign-in."""

import re

import pytest
from django.db import connection

from factories.stand_fair import make_fair
from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.sign_up import SignUpForm
from yunzhan.website.fairs.models import Fair

pytestmark = pytest.mark.django_db


def test_guest_enters_and_goes_where_they_wanted(client):
    answer = client.post("/enter/", {"name": " 海 风 ", "next": "/design/"})
    assert (answer.status_code, answer["Location"]) == (302, "/design/")
    assert Person.objects.values_list("display_name", "is_guest").get() == ("海 风", True)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Write a name"),
        ("  　 ", "Write a name"),
        ("x" * 25, "at most 24"),
        ("字" * 10_000, "at most 24"),
        ("a\u202eb", "cannot be shown"),
        ("<b>x", "cannot be shown"),
    ],
)
def test_guest_name_refused_beside_its_field(client, name, said):
    answer = client.post("/en/enter/", {"name": name})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert 'class="field__error"' in text
    assert Person.objects.count() == 0


def test_guest_name_refused_keeps_what_was_typed(client):
    assert 'value="a&lt;b"' in client.post("/enter/", {"name": "a<b"}).content.decode()


def test_guest_is_not_sent_elsewhere(client):
    assert client.post("/enter/", {"name": "x", "next": "https://elsewhere.example/"})["Location"] == "/"


@pytest.mark.parametrize("address", ["login", "signup", "password/reset"])
def test_account_pages_wear_our_frame(client, address):
    answer = client.get(f"/en/account/{address}/")
    assert answer.status_code == 200
    assert b'class="frame door"' in answer.content


def sign_up(client, contact, language="", **others):
    told = {"contact": contact, "password1": "Xq9-hj2-klm", "name": "小红"} | others
    return client.post(f"{language}/account/signup/", told)


def test_sign_up_asks_three_things(client):
    page = client.get("/en/account/signup/").content.decode()
    assert re.findall(r'<(?:input|select)[^>]*name="([a-z0-9_]+)"', page.partition("<main")[2]).count("contact") == 1
    fields = set(re.findall(r'name="([a-z0-9_]+)"', page.partition("<main")[2].partition("</main")[0]))
    assert fields == {"contact", "name", "password1", "csrfmiddlewaretoken"}


@pytest.mark.parametrize(
    ("contact", "later", "stored"),
    [
        ("13800138000", "+86 138 0013 8000", {"phone": "+8613800138000"}),
        ("0912-345-678", "0912345678", {"phone": "+886912345678"}),
        ("Ming@Example.org", "ming@example.org", {"email": "ming@example.org"}),
    ],
)
def test_account_signs_in_with_what_it_was_opened_with(client, contact, later, stored):
    assert sign_up(client, contact).status_code == 302
    client.logout()
    answer = client.post("/account/login/", {"login": later, "password": "Xq9-hj2-klm"})
    assert answer.status_code == 302
    assert Person.objects.filter(display_name="小红", **stored).exists()


def test_region_of_the_open_fair_comes_first(client):
    make_fair()
    Fair.objects.update(region="MO")
    sign_up(client, "66123456")
    assert Person.objects.get().phone == "+85366123456"


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("", "Give an e-mail address or a phone number"),
        ("nobody", "neither an e-mail address nor a phone number"),
        ("a@b", "neither an e-mail address nor a phone number"),
        ("12345", "with its country code"),
        ("9" * 500, "at most 254"),
    ],
)
def test_contact_refused_beside_its_field_keeps_what_was_typed(client, contact, said):
    text = sign_up(client, contact, "/en").content.decode()
    field = text.partition('for="id_contact"')[2].partition('for="id_name"')[0]
    assert said in field
    assert f'value="{contact}"' in field or not contact
    assert 'value="小红"' in text
    assert Person.objects.count() == 0


@pytest.mark.parametrize("contact", ["+86 138 0013 8000", "13800138000", "a@example.org", "A@EXAMPLE.ORG"])
def test_second_account_with_the_same_contact_is_sent_to_sign_in(client, contact):
    Person.objects.create_user(display_name="a", phone="+8613800138000", email="a@example.org")
    assert "There is an account with this already" in sign_up(client, contact, "/en").content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("contact", ["13800138000", "a@example.org"])
def test_button_pressed_twice_opens_one_account_and_leads_to_sign_in(client, monkeypatch, contact):
    looked = SignUpForm.clean_contact

    def look_and_be_overtaken(form):
        typed = looked(form)
        same = {name: form.cleaned_data[name] for name in ("email", "phone") if name in form.cleaned_data}
        Person.objects.create_user(display_name="a", **same)
        return typed

    monkeypatch.setattr(SignUpForm, "clean_contact", look_and_be_overtaken)
    answer = sign_up(client, contact, "/en")
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/login/")
    assert "There is an account with this already" in client.get("/en/account/login/").content.decode()
    assert Person.objects.count() == 1


def test_guessing_is_counted_for_all_processes_together(client):
    Person.objects.create_user(display_name="a", phone="+8613800138000", password="Xq9-hj2-klm")
    for _ in range(5):
        client.post("/en/account/login/", {"login": "13800138000", "password": "wrong"})
    with connection.cursor() as cursor:  # what another process would read
        cursor.execute("SELECT count(*) FROM shared_cache")
        assert cursor.fetchone()[0] > 0
    answer = client.post("/en/account/login/", {"login": "13800138000", "password": "Xq9-hj2-klm"})
    assert "Too many failed login attempts" in answer.content.decode()


def test_flood_of_guests_from_one_address_is_refused_in_a_sentence(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"guest": "2/m/ip"}
    answers = [client.post("/en/enter/", {"name": "x"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Too many people entered from your network" in answers[2].content.decode()
    assert Person.objects.count() == 2


def test_administration_asks_at_the_same_door(client):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/")


def test_administration_is_closed_to_guests(client):
    client.post("/enter/", {"name": "海风"})
    assert client.get("/admin/", follow=True).status_code == 403


def test_signing_in_keeps_the_language(client):
    Person.objects.create_user(display_name="a", phone="+8613800138002", password="Xq9-hj2-klm")
    answer = client.post("/en/account/login/", {"login": "+8613800138002", "password": "Xq9-hj2-klm"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/")
