"""What a visitor saves: the list, its notes, its limits, its page, its file and its API."""

import pytest
from django.db import IntegrityError, transaction

from factories.stand_fair import make_exhibitor, make_person, make_stand
from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.choices import ExhibitorStatus
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.live.actions import erase_person
from yunzhan.website.products import rules
from yunzhan.website.products.models import Product, Saved
from yunzhan.website.products.queries import saved_keys, saved_of
from yunzhan.website.products.saved_actions import NoteMalformed, NotSaved, TooMuchSaved, note_saved, save, unsave

pytestmark = pytest.mark.django_db
PAGE = "/en/fairs/stand-fair/saved/"
API = "/api/fairs/stand-fair/saved"


@pytest.fixture
def fair():
    return make_stand(3)


def thing_of(fair, slug):
    return Product.objects.get(exhibitor=exhibitor_of(fair, slug))


def test_saving_twice_is_once(fair):
    person = make_person()
    save(person, exhibitor_of(fair, "e1"))
    save(person, exhibitor_of(fair, "e1"))
    save(person, thing_of(fair, "e1"))
    assert [str(row) for row in saved_of(person, fair)] == ["海蓝1号公司", "展品0"]
    assert saved_keys(person, fair).products == {thing_of(fair, "e1").pk}


def test_unsaving_what_is_not_there_is_no_fault(fair):
    person = make_person()
    save(person, thing_of(fair, "e1"))
    unsave(person, exhibitor_of(fair, "e1"))
    unsave(person, thing_of(fair, "e1"))
    unsave(person, thing_of(fair, "e1"))
    assert list(saved_of(person, fair)) == []


def test_saving_ends_at_the_limit(fair, monkeypatch):
    monkeypatch.setattr(rules, "MOST_SAVED", 2)
    person = make_person()
    save(person, exhibitor_of(fair, "e1"))
    save(person, exhibitor_of(fair, "e2"))
    save(person, exhibitor_of(fair, "e2"))
    with pytest.raises(TooMuchSaved):
        save(person, exhibitor_of(fair, "e3"))
    assert Saved.objects.count() == 2


def test_one_row_names_one_thing(fair):
    for row in ({}, {"exhibitor": exhibitor_of(fair, "e1"), "product": thing_of(fair, "e1")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Saved.objects.create(person=make_person(), **row)


def test_note_stays_on_one_line_and_within_its_limit(fair):
    person, exhibitor = make_person(), exhibitor_of(fair, "e1")
    with pytest.raises(NotSaved):
        note_saved(person, exhibitor, "x")
    save(person, exhibitor)
    note_saved(person, exhibitor, " Ask\nfor  the price ")
    for wrong in ("x" * 301, "a\0b"):
        with pytest.raises(NoteMalformed):
            note_saved(person, exhibitor, wrong)
    assert Saved.objects.get().note == "Ask for the price"


def test_exhibitor_that_left_the_fair_is_not_shown(fair):
    person, exhibitor = make_person(), exhibitor_of(fair, "e1")
    save(person, exhibitor)
    exhibitor.status = ExhibitorStatus.WITHDRAWN
    exhibitor.save()
    assert list(saved_of(person, fair)) == []


def test_erasing_somebody_takes_the_list_along(fair):
    person = make_person()
    save(person, exhibitor_of(fair, "e1"))
    erase_person(person)
    assert Saved.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_number_of_queries(fair, client, django_assert_num_queries, count):
    person = make_person()
    for n in range(1, count + 1):
        save(person, exhibitor_of(fair, f"e{n}"))
        save(person, thing_of(fair, f"e{n}"))
    client.force_login(person)
    with django_assert_num_queries(6):
        text = client.get(PAGE).content.decode()
    assert (text.count('class="exhibitor-row"'), text.count('class="saved-thing"')) == (count, count)


def test_page_shows_those_without_a_booth_last(fair, client):
    person, homeless = make_person(), make_exhibitor(fair, 9)
    save(person, homeless)
    save(person, exhibitor_of(fair, "e1"))
    client.force_login(person)
    text = client.get(PAGE).content.decode()
    assert 0 < text.index("Hall 1: Hall") < text.index("Blue Sea 1") < text.index("No booth yet")


def test_empty_page_says_what_to_do(fair, client):
    assert "Enter as a guest" in client.get(PAGE).content.decode()
    client.force_login(make_person())
    assert "Show all exhibitors" in client.get(PAGE).content.decode()


def test_forms_save_note_and_take_off(fair, client):
    person = make_person()
    client.force_login(person)
    where = f"{PAGE}exhibitors/e1/"
    saved = client.post(where, {"keep": "yes", "next": "/en/fairs/stand-fair/exhibitors/"})
    assert saved.url == "/en/fairs/stand-fair/exhibitors/"
    assert client.post(where, {"note": "Ask <b>", "next": "https://elsewhere.example/"}).url == PAGE
    assert "Ask &lt;b&gt;" in client.get(PAGE).content.decode()
    client.post(where, {"keep": "no"})
    assert list(saved_of(person, fair)) == []


def test_who_has_no_name_yet_is_asked_for_one_and_comes_back(fair, client):
    answer = client.post(f"{PAGE}exhibitors/e1/", {"keep": "yes", "next": "/en/fairs/stand-fair/exhibitors/e1/"})
    assert answer.url == "/en/enter/?next=%2Fen%2Ffairs%2Fstand-fair%2Fexhibitors%2Fe1%2F"
    assert "Choose a display name first" in client.get(answer.url).content.decode()
    assert Saved.objects.count() == 0


def test_guest_keeps_the_list_for_the_visit(fair, client):
    client.post("/en/enter/", {"name": "海风"})
    client.post(f"{PAGE}exhibitors/e1/", {"keep": "yes"})
    assert "Blue Sea 1" in client.get(PAGE).content.decode()
    assert Person.objects.get().is_guest


def test_list_as_a_file(fair, client):
    person = make_person()
    save(person, thing_of(fair, "e2"))
    note_saved(person, thing_of(fair, "e2"), "=1+1")
    client.force_login(person)
    lines = b"".join(client.get(f"{PAGE}?format=csv").streaming_content).decode().splitlines()
    day = Saved.objects.get().saved_at.date().isoformat()
    assert lines == ["\ufeffHall,Booth,Exhibitor,Product,Note,Saved on", f"1,1A02,Blue Sea 2,Thing 0,'=1+1,{day}"]


@pytest.mark.parametrize("key", ["exhibitors/none", "products/0", "products/99999999999999999999", "things/e1"])
def test_unknown_thing_is_refused(fair, client, key):
    client.force_login(make_person())
    assert client.post(f"{PAGE}{key}/", {"keep": "yes"}).status_code == 404
    assert client.put(f"{API}/{key}").status_code in (404, 422)


def test_api_saves_notes_lists_and_takes_off(fair, client, django_assert_num_queries):
    client.force_login(make_person())
    product = thing_of(fair, "e2")
    assert client.put(f"{API}/exhibitors/e1").status_code == 204
    assert client.put(f"{API}/products/{product.pk}").status_code == 204
    assert client.put(f"{API}/exhibitors/e1/note", {"note": "back at four"}, "application/json").status_code == 204
    with django_assert_num_queries(4):
        items = client.get(f"{API}?lang=en").json()["items"]
    assert [(item["kind"], item["key"], item["exhibitor"], item["booth"], item["note"]) for item in items] == [
        ("exhibitors", "e1", "e1", "1A01", "back at four"),
        ("products", str(product.pk), "e2", "1A02", ""),
    ]
    assert client.delete(f"{API}/exhibitors/e1").status_code == 204
    refused = client.put(f"{API}/exhibitors/e1/note", {"note": "x"}, "application/json")
    assert (refused.status_code, refused.json()["error"]) == (404, "NotSaved")
    assert len(client.get(API).json()["items"]) == 1


def test_list_is_ones_own(fair, client):
    save(make_person(), exhibitor_of(fair, "e1"))
    client.force_login(make_person())
    assert client.get(API).json() == {"items": []}
    assert "Blue Sea 1" not in client.get(PAGE).content.decode()
