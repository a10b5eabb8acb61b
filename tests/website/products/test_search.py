"""Finding exhibitors: the same promises on SQLite and on PostgreSQL (the suite runs on both)."""

import pytest

from factories.stand_fair import make_exhibitor, make_fair, make_stand
from yunzhan.website.products.actions import ProductDraft, add_product, withdraw_product
from yunzhan.website.products.queries import find_exhibitors, find_products
from yunzhan.website.shared.words import Words

pytestmark = pytest.mark.django_db
HOSTILE = [
    '"',
    "'",
    "a' | b",
    '" OR "1"="1',
    "NEAR(",
    "*",
    "-",
    "names:x",
    "x" * 10_000,
    "\0",
    "；%_\\",
    "🎏",
    "&!()<->",
]


def slugs(fair, q, **filters):
    return [row.slug for row in find_exhibitors(fair, q, **filters).items]


@pytest.mark.parametrize("q", ["半导体", "半導體", "semiconductor", "SEMICOND", "半\0导体"])
def test_one_industry_is_found_in_three_languages(q):
    fair = make_fair()
    make_exhibitor(fair, 1, industry="semiconductor")
    make_exhibitor(fair, 2, industry="food")
    assert slugs(fair, q) == ["e1"]


@pytest.mark.parametrize("q", ["软件", "軟體", "software"])
def test_vocabulary_of_both_sides_is_found(q):
    fair = make_fair()
    make_exhibitor(fair, 1, industry="digital")
    assert slugs(fair, q) == ["e1"]


def test_name_outweighs_industry_and_industry_outweighs_product():
    fair = make_fair()
    by_product = make_exhibitor(fair, 1, industry="food")
    make_exhibitor(fair, 2, industry="semiconductor", products=1)
    make_exhibitor(fair, 3, industry="food", name=Words("半导体之家", "半導體之家", "Semiconductor home"))
    add_product(ProductDraft(by_product, Words("半导体教具", "半導體教具", "Semiconductor teaching set")))
    assert slugs(fair, "半导体") == ["e3", "e2", "e1"]


def test_every_word_must_be_there():
    fair = make_stand(2)
    assert slugs(fair, "海蓝1 semiconductor") == ["e1"]
    assert slugs(fair, "海蓝 nothing") == []


@pytest.mark.parametrize("q", HOSTILE)
def test_hostile_query_finds_nothing_and_breaks_nothing(q):
    fair = make_stand(1)
    assert slugs(fair, q) == []
    assert find_products(fair, q).items == []


@pytest.mark.parametrize("q", ["", "   "])
def test_empty_query_lists_all(q):
    assert slugs(make_stand(2), q) == ["e1", "e2"]


def test_withdrawn_product_is_not_found_any_more():
    fair = make_stand(1)
    exhibitor = find_exhibitors(fair, "").items[0]
    product = add_product(ProductDraft(exhibitor, Words("玄武岩", "玄武岩", "Basalt")))
    assert slugs(fair, "basalt") == ["e1"]
    withdraw_product(product)
    assert slugs(fair, "basalt") == []


def test_another_fairs_exhibitors_stay_there():
    make_stand(1)
    assert slugs(make_fair("other"), "半导体") == []


def test_filters_and_pages_hold_with_a_query():
    fair = make_stand(3)
    assert slugs(fair, "海蓝", hall="h1", industry="semiconductor") == ["e1", "e2", "e3"]
    assert slugs(fair, "海蓝", hall="h2") == []
    page = find_exhibitors(fair, "海蓝", page=99, size=2)
    assert (page.page, page.pages, page.total, len(page.items)) == (2, 2, 3, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_search_takes_three_queries(count, django_assert_num_queries):
    fair = make_stand(count)
    with django_assert_num_queries(3):
        assert len(find_exhibitors(fair, "半导体").items) == count
