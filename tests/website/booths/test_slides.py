"""What a booth's staff can put on its screen."""

import pytest

from factories.stand_fair import make_person, make_stand
from website.booths.test_slots_booths import bring, published
from website.uploads.other_files import GOOD_FILM, pdf
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


def test_slides_begin_with_posters_and_covers_of_the_published_design_and_end_with_its_video(client):
    fair = make_stand(2)
    exhibitor = exhibitor_of(fair, "e1")
    client.force_login(make_person(fair=fair, role="booth_staff", works_for=exhibitor.organisation))
    Product.objects.filter(exhibitor=exhibitor).update(picture="products/abc.webp")
    poster = bring(exhibitor, "poster.png")
    brochure = bring(exhibitor, "all.pdf", content=pdf())
    film = bring(exhibitor, "film.mp4", content=GOOD_FILM)
    published(exhibitor, poster=[poster], brochure=[brochure], video=[film])
    items = client.get(f"{SLIDES}?lang=en").json()["items"]
    assert [(one["name"], one["is_video"]) for one in items] == [
        ("poster.png", False), ("all.pdf · 1/2", False), ("all.pdf · 2/2", False), ("Thing 0", False), ("film.mp4", True),
    ]  # fmt: skip
    addresses = tuple(one["url"] for one in items)
    assert clean_pages(addresses) == addresses
    [cover, _] = [one["url"] for one in items if one["url"].startswith("/files/")]
    assert b"".join(client.get(cover).streaming_content)[8:12] == b"WEBP"
