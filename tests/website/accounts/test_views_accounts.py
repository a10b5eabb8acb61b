"""Guest entry and the restyled pages of sign-in."""

import pytest

from yunzhan.website.accounts.models import Person

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


def test_account_by_phone_signs_in(client):
    told = {"phone": "+8613800138000", "email": "", "password1": "Xq9-hj2-klm", "name": "小红"}
    assert client.post("/account/signup/", told).status_code == 302
    client.logout()
    answer = client.post("/account/login/", {"login": "+8613800138000", "password": "Xq9-hj2-klm"})
    assert answer.status_code == 302
    assert Person.objects.get().display_name == "小红"


def test_account_without_email_and_phone_is_refused(client):
    told = {"phone": "", "email": "", "password1": "Xq9-hj2-klm", "name": "小红"}
    answer = client.post("/en/account/signup/", told)
    assert "Give an e-mail address or a phone number" in answer.content.decode()
    assert 'value="小红"' in answer.content.decode()
    assert Person.objects.count() == 0


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
