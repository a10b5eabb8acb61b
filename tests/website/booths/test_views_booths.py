"""The booth editor on the desk and the organiser's review: from an empty booth to one in the hall's manifest."""

import pytest
from django.core.cache import caches

from factories.stand_fair import make_person, make_stand
from yunzhan.website.booths.models import BoothDesign
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.products.models import Product

pytestmark = pytest.mark.django_db

EDITOR = "/en/fairs/stand-fair/exhibitors/e1/desk/booth/"
REVIEW = "/en/fairs/stand-fair/designs/"
SCENE = "/api/fairs/stand-fair/halls/h1/scene"
TYPED = {"template": "frame", "accent": "#884422", "fascia_zh_hans": "海蓝", "fascia_en": "Blue Sea"}


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


def stamp():
    return BoothDesign.objects.order_by("-version").first().stamp


def booth(client):
    caches["near"].clear()
    return next(one for one in client.get(SCENE).json()["booths"] if one["exhibitor"] == "e1")


def test_an_empty_booth_is_designed_returned_designed_again_and_seen(client, manager, organiser):
    product = Product.objects.get(exhibitor__slug="e1")
    assert client.post(EDITOR, TYPED | {"seen": "", "submit": "1", "place_2": product.pk}).status_code == 302
    assert booth(client)["accent"] != "#884422"
    sign_in(client, organiser)
    assert "Blue Sea 1" in client.get(REVIEW).content.decode()
    address = f"{REVIEW}{BoothDesign.objects.get().pk}/"
    page = client.get(address).content.decode()
    assert 'fill="#884422"' in page
    assert product.name_en in page
    assert client.post(address, {"remark": ""}).status_code == 422
    assert client.post(address, {"remark": "Darker, please."}).status_code == 302
    sign_in(client, manager)
    assert "Darker, please." in client.get(EDITOR).content.decode()
    assert client.post(EDITOR, TYPED | {"accent": "#442211", "seen": stamp(), "submit": "1"}).status_code == 302
    assert "being reviewed" in client.get(EDITOR).content.decode()
    sign_in(client, organiser)
    assert client.post(f"{REVIEW}{BoothDesign.objects.get(version=2).pk}/", {"publish": "1"}).status_code == 302
    shown = booth(client)
    assert (shown["template"], shown["accent"]) == ("frame", "#442211")
    assert "No design waits" in client.get(REVIEW).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"accent": "#ffee88"}, "White letters cannot be read"),
        ({"fascia_zh_hans": "海" * 17}, "has room for 16 Chinese or 40 English"),
        ({"template": "island"}, "not one of the available choices"),
        ({"place_1": "999999"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, manager, wrong, said):
    answer = client.post(EDITOR, TYPED | {"seen": ""} | wrong)
    page = answer.content.decode()
    assert (answer.status_code, BoothDesign.objects.count()) == (422, 0)
    assert said in page
    assert 'value="Blue Sea"' in page


def test_two_tabs_the_later_is_told_and_keeps_its_words(client, manager):
    client.post(EDITOR, TYPED | {"seen": "", "fascia_en": "First tab"})
    answer = client.post(EDITOR, TYPED | {"seen": "", "fascia_en": "Second tab"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody saved this design" in page
    assert 'value="Second tab"' in page
    assert ">First tab</text>" in page
    assert f'name="seen" value="{stamp()}"' in page


def test_an_older_version_is_gone_on_from(client, manager, organiser):
    client.post(EDITOR, TYPED | {"seen": "", "submit": "1"})
    sign_in(client, organiser)
    client.post(f"{REVIEW}{BoothDesign.objects.get().pk}/", {"publish": "1"})
    sign_in(client, manager)
    client.post(EDITOR, TYPED | {"seen": stamp(), "accent": "#112233"})
    assert client.post(f"{EDITOR}restore/1/", {"seen": stamp()}).status_code == 302
    assert BoothDesign.objects.get(version=2).accent == "#884422"
    assert client.post(f"{EDITOR}restore/7/", {"seen": stamp()}).status_code == 404
    stale = client.post(f"{EDITOR}restore/1/", {"seen": "1.1.draft"}, follow=True)
    assert "Somebody saved this design" in stale.content.decode()


def test_the_other_script_is_proposed_and_not_saved(client, manager):
    page = client.post(EDITOR, {"fascia_zh_hant": "雲端軟體", "propose": "1"}).content.decode()
    assert ('value="云端软件"' in page, BoothDesign.objects.count()) == (True, 0)


def test_a_design_answered_meanwhile_cannot_be_answered_again(client, manager, organiser):
    client.post(EDITOR, TYPED | {"seen": "", "submit": "1"})
    sign_in(client, organiser)
    address = f"{REVIEW}{BoothDesign.objects.get().pk}/"
    client.post(address, {"publish": "1"})
    assert client.post(address, {"remark": "Too late."}).status_code == 409
    assert "not waiting for review any more" in client.post(address, {"publish": "1"}, follow=True).content.decode()


def test_a_design_of_another_fair_is_not_found(client, organiser):
    sign_in(client, organiser)
    assert client.get(f"{REVIEW}12345/").status_code == 404


def test_what_waits_is_taken_back_and_changed(client, manager):
    client.post(EDITOR, TYPED | {"seen": "", "submit": "1"})
    page = client.post(f"{EDITOR}withdraw/", {"seen": stamp()}, follow=True).content.decode()
    assert "Taken back." in page
    assert client.post(EDITOR, TYPED | {"seen": stamp(), "accent": "#112233"}).status_code == 302
    stale = client.post(f"{EDITOR}withdraw/", {"seen": stamp()}, follow=True).content.decode()
    assert "Nothing of yours waits for review any more." in stale


def test_preview_shows_the_draft_and_may_be_framed_by_our_own_pages_only(client, manager):
    client.post(EDITOR, TYPED | {"seen": ""})
    answer = client.get(f"{EDITOR}preview/")
    assert answer.status_code == 200
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get(EDITOR)["Content-Security-Policy"]
