"""What the staff of a booth can put on its screen: posters, covers and videos of the published design, pictures of products."""

from collections.abc import Iterator

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth

from yunzhan.website.booths.api import desk_of
from yunzhan.website.booths.choices import Slot
from yunzhan.website.booths.queries import published_look
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.products.queries import products_of
from yunzhan.wire.limits import SHOW_PAGES

router = Router(tags=["booths"])


class SlideOut(Schema):
    """`url` as it goes over the wire; `picture` is what a list shows of it."""

    name: str
    url: str
    picture: str | None
    is_video: bool


class SlidesOut(Schema):
    items: list[SlideOut]


def slides_of(exhibitor: Exhibitor) -> Iterator[SlideOut]:
    """Posters and the first pages of brochures, then products in their order, then videos."""
    look = published_look(exhibitor)
    shown = look.shown if look else {}
    for file in [*shown.get(Slot.POSTER, []), *shown.get(Slot.BROCHURE, [])]:
        if file.large:
            yield SlideOut(name=file.name, url=file.large.url, picture=file.large.url, is_video=False)
    for product in products_of(exhibitor):
        if product.picture:
            url = product.picture.url
            yield SlideOut(name=product.name, url=url, picture=url, is_video=False)
    for file in shown.get(Slot.VIDEO, []):
        picture = file.large.url if file.large else None
        yield SlideOut(name=file.name, url=file.url, picture=picture, is_video=True)


@router.get("/{fair}/exhibitors/{slug}/slides", response=SlidesOut, auth=django_auth, url_name="api-slides")
def list_slides(request: HttpRequest, fair: str, slug: str) -> object:
    """For who works there."""
    return SlidesOut(items=list(slides_of(desk_of(request, fair, slug)))[:SHOW_PAGES])
