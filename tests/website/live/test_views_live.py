"""Home, halls, the hall's list and the 3D page."""

import json
import re

import pytest

from factories.fair_page import SLUG, make_fair_page
from factories.stand_fair import make_fair, make_person
from yunzhan.website.products.models import Product

pytestmark = pytest.mark.django_db
HALL = f"/fairs/{SLUG}/halls/h1/"
PAGES = ["/", f"/fairs/{SLUG}/", f"/fairs/{SLUG}/halls/", HALL, f"{HALL}walk/"]
INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(\ssrc=|application/json))")


def test_home_without_a_fair_is_calm(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "目前没有进行中的展会" in answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/zh-hant", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_page_answers_in_each_language_without_inline_code(client, prefix, address):
    make_fair_page(1)
    answer = client.get(prefix + address)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{ {"": "zh-Hans", "/zh-hant": "zh-Hant", "/en": "en"}[prefix] }"' in text
    assert INLINE.findall(text) == []
    assert text.count('rel="alternate"') == 3


@pytest.mark.parametrize("exhibitors", [1, 3])
def test_home_asks_the_same_number_of_queries(client, django_assert_num_queries, exhibitors):
    make_fair_page(exhibitors)
    with django_assert_num_queries(6):
        client.get("/")


def test_home_shows_first_products_that_have_a_picture(client):
    make_fair_page(2)
    Product.objects.filter(exhibitor__slug="e2").update(picture="products/wafer.webp")
    text = client.get("/en/").content.decode()
    assert re.findall(r'src="/media/(.*?)"', text) == ["products/wafer.webp"]
    assert "On show" in text


@pytest.mark.parametrize("exhibitors", [1, 3])
def test_hall_asks_the_same_number_of_queries(client, django_assert_num_queries, exhibitors):
    make_fair_page(exhibitors)
    with django_assert_num_queries(9):
        client.get(HALL)


def test_hall_shows_plan_and_table(client):
    make_fair_page(3)
    text = client.get(f"/en{HALL}").content.decode()
    assert text.count('class="plan__booth"') == 3
    assert text.count("<tr") == 4
    assert "Sample company 1 &lt;b&gt;" in text


def test_hall_marks_the_booth_asked_for(client):
    make_fair_page(2)
    text = client.get(f"{HALL}?booth=1a02").content.decode()
    assert 'class="plan__booth plan__booth--here"' in text
    assert 'aria-current="true"' in text


def test_hall_says_when_a_booth_is_unknown(client):
    make_fair_page(1)
    assert "There is no booth 9Z99" in client.get(f"/en{HALL}?booth=9Z99").content.decode()


def test_hall_filters_by_number_and_says_when_nothing_matches(client):
    make_fair_page(3)
    assert client.get(f"/en{HALL}?q=1a02").content.decode().count("<tr") == 2
    assert "No booth matches" in client.get(f"/en{HALL}?q=zzzz").content.decode()


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=99999999999999999999", "page=x", "page=%C2%B2", "q=%00%FF%27%22", "sort=;drop", "industry=%00"],
)
def test_hall_stands_hostile_queries(client, query):
    make_fair_page(1)
    assert client.get(f"{HALL}?{query}").status_code == 200


@pytest.mark.parametrize("address", ["/fairs/none/", f"/fairs/{SLUG}/halls/none/", f"/fairs/{SLUG}/halls/none/walk/"])
def test_unknown_fair_or_hall_is_404(client, address):
    make_fair_page(1)
    assert client.get(address).status_code == 404


def test_hall_says_why_it_is_a_list_on_a_device_without_3d(client):
    make_fair_page(1)
    assert "cannot draw the hall in 3D" in client.get(f"/en{HALL}?without=3d").content.decode()
    assert "cannot draw the hall in 3D" not in client.get(f"/en{HALL}").content.decode()


def test_walk_tells_its_script_the_page_in_each_language(client):
    make_fair_page(1)
    text = client.get(f"/en{HALL}walk/?booth=1A01").content.decode()
    data = json.loads(re.search(r'<script id="page-data"[^>]*>(.*?)</script>', text, re.S)[1])
    assert [(each["lang"], each["url"]) for each in data["languages"]] == [
        ("zh-Hans", f"{HALL}walk/?booth=1A01"),
        ("zh-Hant", f"/zh-hant{HALL}walk/?booth=1A01"),
        ("en", f"/en{HALL}walk/?booth=1A01"),
    ]
    assert data["urls"]["theme"]


def sign_in_staff(client):
    person = make_person(is_superuser=True)
    person.is_staff = True
    person.save()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def test_empty_site_tells_who_runs_it_what_to_do(client):
    page = client.get("/en/").content.decode()
    assert ("You run this website? " in page, "yunzhan load-sample" in page) == (True, False)
    sign_in_staff(client)
    page = client.get("/en/").content.decode()
    assert ("/admin/fairs/fair/add/" in page, "yunzhan load-sample" in page) == (True, True)


@pytest.mark.parametrize(
    ("address", "said", "step"),
    [
        ("", "No hall is open yet", "/admin/halls/hall/add/"),
        ("halls/", "No hall is open yet", "/admin/halls/hall/add/"),
        ("exhibitors/", "No exhibitor has registered yet", "/admin/accounts/organisation/add/"),
    ],
)
def test_empty_fair_says_what_comes_next(client, address, said, step):
    make_fair()
    page = client.get(f"/en/fairs/stand-fair/{address}").content.decode()
    assert (said in page, step in page) == (True, False)
    sign_in_staff(client)
    assert step in client.get(f"/en/fairs/stand-fair/{address}").content.decode()
