"""The JSON API of exhibitors and products: answers, refusals, number of queries."""

import pytest

from factories.stand_fair import make_person, make_stand
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.products.models import Product

pytestmark = pytest.mark.django_db
FAIR = "/api/fairs/stand-fair"
PIPE = {"name": {"zh_hans": "铜管", "zh_hant": "銅管", "en": "Copper pipe"}, "category": "power-chip"}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("halls", 3), ("industries", 3), ("exhibitors", 3), ("products", 3)])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(path, queries, count, client, django_assert_num_queries):
    make_stand(count)
    with django_assert_num_queries(queries):
        page = client.get(f"{FAIR}/{path}").json()
    assert (page["page"], page["pages"]) == (1, 1)
    assert page["total"] == (count if path in ("exhibitors", "products") else 1)


def test_exhibitor_card_shows_place_and_products(client):
    make_stand(1)
    card = client.get(f"{FAIR}/exhibitors/e1?lang=en").json()
    assert (card["name"], card["hall"], card["booth"], card["industry"]) == (
        "Blue Sea 1",
        "h1",
        "1A01",
        "Semiconductors",
    )
    assert [product["name"] for product in card["products"]] == ["Thing 0"]


def test_scene_manifest_has_booth_and_exhibitor(client, django_assert_num_queries):
    make_stand(3)
    with django_assert_num_queries(7):  # the seventh looks for published booth designs
        scene = client.get(f"{FAIR}/halls/h1/scene").json()
    booths = {booth["number"]: booth for booth in scene["booths"]}
    assert (booths["1A01"]["exhibitor"], booths["1A01"]["fascia"]) == ("e1", "海蓝1号公司")
    assert (booths["1A04"]["exhibitor"], booths["1A04"]["fascia"]) == ("", "1A04")


@pytest.mark.parametrize("query", ["page=0", "page=-5", "page=99999999999999999999", "page=1&q=%22", "q=%00"])
def test_odd_pages_are_clean_answers(query, client):
    make_stand(1)
    assert client.get(f"{FAIR}/exhibitors?{query}").status_code in (200, 422)


def test_staff_adds_changes_and_withdraws_a_product(client):
    fair = make_stand(1)
    exhibitor = exhibitor_of(fair, "e1")
    client.force_login(make_person(fair=fair, role="exhibitor_manager", works_for=exhibitor.organisation))
    added = client.post(f"{FAIR}/exhibitors/e1/products", PIPE, "application/json")
    assert (added.status_code, added.json()["name"]) == (201, "铜管")
    address = f"{FAIR}/products/{added.json()['id']}"
    changed = client.put(address, {"name": {"zh_hans": "铝管"}}, "application/json")
    assert (changed.status_code, changed.json()["name"]) == (200, "铝管")
    assert client.delete(address).status_code == 204
    assert Product.objects.count() == 1


def test_staff_of_another_exhibitor_is_refused(client):
    fair = make_stand(2)
    other = exhibitor_of(fair, "e2").organisation
    client.force_login(make_person(fair=fair, role="exhibitor_manager", works_for=other))
    answer = client.post(f"{FAIR}/exhibitors/e1/products", PIPE, "application/json")
    assert (answer.status_code, answer.json()["error"]) == (403, "NotYourProduct")


def test_refusal_names_error_sentence_and_field(client):
    fair = make_stand(1)
    client.force_login(make_person(fair=fair, role="organiser"))
    answer = client.post(f"{FAIR}/exhibitors/e1/products", {"name": {}}, "application/json").json()
    assert (answer["error"], answer["field"], bool(answer["message"])) == ("ProductNameMissing", "name", True)


@pytest.mark.parametrize("path", ["exhibitors/nobody", "halls/h9/scene"])
def test_unknown_things_are_named_refusals(path, client):
    make_stand(1)
    assert client.get(f"{FAIR}/{path}").status_code == 404
