"""The JSON API of booth designs: the whole way to the hall, two writers, what is refused by name."""

import pytest
from django.core.cache import caches

from factories.stand_fair import make_person, make_stand
from yunzhan.website.booths.models import BoothDesign
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.products.models import Product

pytestmark = pytest.mark.django_db

DESK = "/api/fairs/stand-fair/exhibitors/e1/booth-designs"
REVIEW = "/api/fairs/stand-fair/booth-designs"
SCENE = "/api/fairs/stand-fair/halls/h1/scene"
WISH = {"template": "frame", "accent": "#884422", "fascia": {"zh_hans": "海蓝", "en": "Blue Sea"}}


@pytest.fixture
def fair():
    caches["near"].clear()
    return make_stand(2)


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


@pytest.fixture
def organiser(fair):
    return make_person(fair=fair, role="organiser")


@pytest.fixture
def manager(client, fair):
    person = make_person(fair=fair, role="exhibitor_manager", works_for=exhibitor_of(fair, "e1").organisation)
    sign_in(client, person)
    return person


def put(client, **other):
    return client.put(DESK, WISH | {"seen": ""} | other, content_type="application/json")


def post(client, address, **told):
    return client.post(address, told, content_type="application/json")


def test_a_booth_from_empty_to_the_hall(client, manager, organiser):
    product = Product.objects.get(exhibitor__slug="e1")
    assert client.get(DESK).json() == {"items": [], "total": 0, "page": 1, "pages": 1}
    saved = put(client, products=[product.pk]).json()
    assert (saved["state"], saved["stamp"], saved["products"]) == ("draft", "1.1.draft", [product.pk])
    assert saved["fascia"] == {"zh_hans": "海蓝", "zh_hant": "", "en": "Blue Sea"}
    submitted = post(client, f"{DESK}/submit", seen=saved["stamp"]).json()
    assert post(client, f"{REVIEW}/{saved['id']}/publish").status_code == 403
    taken_back = post(client, f"{DESK}/withdraw", seen=submitted["stamp"]).json()
    assert (taken_back["state"], taken_back["stamp"]) == ("draft", "1.2.draft")
    post(client, f"{DESK}/submit", seen=taken_back["stamp"])
    sign_in(client, organiser)
    assert [row["id"] for row in client.get(REVIEW).json()["items"]] == [saved["id"]]
    assert client.get(f"{REVIEW}/{saved['id']}").json()["products"] == [product.pk]
    assert post(client, f"{REVIEW}/{saved['id']}/return", remark=" ").json()["error"] == "RemarkMissing"
    assert post(client, f"{REVIEW}/{saved['id']}/publish").json()["state"] == "published"
    booth = next(one for one in client.get(SCENE).json()["booths"] if one["exhibitor"] == "e1")
    assert (booth["template"], booth["accent"]) == ("frame", "#884422")


def test_a_returned_version_shows_its_remark_and_can_be_gone_on_from(client, manager, organiser):
    saved = put(client).json()
    post(client, f"{DESK}/submit", seen=saved["stamp"])
    sign_in(client, organiser)
    post(client, f"{REVIEW}/{saved['id']}/return", remark="Darker, please.")
    sign_in(client, manager)
    returned = client.get(f"{DESK}/1").json()
    assert (returned["state"], returned["remark"]) == ("returned", "Darker, please.")
    again = post(client, f"{DESK}/1/restore", seen=returned["stamp"]).json()
    assert (again["version"], again["accent"]) == (2, "#884422")
    assert [row["version"] for row in client.get(DESK).json()["items"]] == [2, 1]


def test_the_later_of_two_writers_is_told_and_nothing_of_theirs_is_stored(client, manager):
    put(client)
    answer = put(client, accent="#112233")
    assert (answer.status_code, answer.json()["error"]) == (409, "DesignChangedMeanwhile")
    assert BoothDesign.objects.get().accent == "#884422"


@pytest.mark.parametrize(
    ("wrong", "error", "field"),
    [
        ({"accent": "#ffee88"}, "ColourTooLight", "accent"),
        ({"template": "island"}, "TemplateDoesNotFit", "template"),
        ({"fascia": {"en": "x" * 41}}, "FasciaTooLong", "fascia_en"),
        ({"products": [2**70]}, "ProductNotYours", "products"),
        ({"products": [1] * 51}, "Malformed", "products"),
    ],
)
def test_what_is_wrong_has_a_name_and_a_field(client, manager, wrong, error, field):
    answer = put(client, **wrong)
    assert (answer.status_code, answer.json()["error"], answer.json()["field"]) == (422, error, field)
    assert BoothDesign.objects.count() == 0


def test_only_what_waits_is_taken_back_and_only_what_is_there_is_found(client, manager):
    stamp = put(client).json()["stamp"]
    assert post(client, f"{DESK}/withdraw", seen=stamp).json()["error"] == "NothingToWithdraw"
    assert client.get(f"{DESK}/{2**70}").json()["error"] == "DesignUnknown"


@pytest.mark.parametrize("versions", [1, 3])
def test_list_of_versions_takes_the_same_queries(client, manager, organiser, versions, django_assert_num_queries):
    for _ in range(versions):
        newest = BoothDesign.objects.order_by("-version").first()
        saved = put(client, seen=newest.stamp if newest else "").json()
        post(client, f"{DESK}/submit", seen=saved["stamp"])
        sign_in(client, organiser)
        post(client, f"{REVIEW}/{saved['id']}/publish")
        sign_in(client, manager)
    with django_assert_num_queries(9):
        assert client.get(DESK).json()["total"] == versions
