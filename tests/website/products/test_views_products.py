"""Search, exhibitors and products as pages."""

import pytest

from factories.fair_page import SLUG, make_fair_page
from yunzhan.website.products.models import Product

pytestmark = pytest.mark.django_db
LIST = f"/fairs/{SLUG}/exhibitors/"
SEARCH = f"/fairs/{SLUG}/search/"


@pytest.mark.parametrize("exhibitors", [1, 3])
def test_exhibitors_ask_the_same_number_of_queries(client, django_assert_num_queries, exhibitors):
    make_fair_page(exhibitors)
    with django_assert_num_queries(5):
        text = client.get(LIST).content.decode()
    assert text.count('class="exhibitor-row"') == exhibitors


def test_exhibitor_shows_booth_source_and_products(client):
    make_fair_page(1)
    text = client.get(f"/en{LIST}e1/").content.decode()
    assert [word in text for word in ("1A01", "Where the name is from", "Wafer", "Go to the booth")] == [True] * 4


def test_product_page_links_its_exhibitor(client):
    make_fair_page(1)
    text = client.get(f"/en/fairs/{SLUG}/products/{Product.objects.get().pk}/").content.decode()
    assert f'href="/en{LIST}e1/"' in text


def test_search_without_words_says_what_to_do(client):
    make_fair_page(1)
    assert "What are you looking for?" in client.get(f"/en{SEARCH}").content.decode()


def test_search_without_hits_says_what_to_do(client):
    make_fair_page(1)
    text = client.get(f"/en{SEARCH}?q=%3Cscript%3E").content.decode()
    assert "Nothing found for “&lt;script&gt;”" in text


@pytest.mark.parametrize("query", ["q=%00", "q=%27%22%2A+OR+NEAR(", "q=" + "x" * 5000, "q=a&page=-9", "page=1e9&q=b"])
def test_search_stands_hostile_queries(client, query):
    make_fair_page(1)
    assert client.get(f"{SEARCH}?{query}").status_code == 200


@pytest.mark.parametrize("address", [f"{LIST}none/", f"/fairs/{SLUG}/products/999/", "/fairs/none/search/"])
def test_unknown_thing_is_404(client, address):
    make_fair_page(1)
    assert client.get(address).status_code == 404
