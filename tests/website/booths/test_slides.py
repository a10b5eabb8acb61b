"""What a booth's staff can put on its screen."""

import pytest

from factories.stand_fair import make_person, make_stand
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.products.models import Product
from yunzhan.world.shows import clean_pages

pytestmark = pytest.mark.django_db
SLIDES = "/api/fairs/stand-fair/exhibitors/e1/slides"


def test_slides_are_pictures_of_products_in_their_order_and_may_be_shown(client):
    fair = make_stand(2)
    exhibitor = exhibitor_of(fair, "e1")
    client.force_login(make_person(fair=fair, role="booth_staff", works_for=exhibitor.organisation))
    assert client.get(SLIDES).json() == {"items": []}
    Product.objects.filter(exhibitor=exhibitor).update(picture="products/abc.webp")
    [slide] = client.get(f"{SLIDES}?lang=en").json()["items"]
    assert slide == {
        "name": "Thing 0", "url": "/media/products/abc.webp", "picture": "/media/products/abc.webp", "is_video": False,
    }  # fmt: skip
    assert clean_pages((slide["url"],)) == (slide["url"],)
