"""What the staff of a booth can put on its screen: posters, brochures and videos of its design, pictures of products."""

from collections.abc import Iterator

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth

from yunzhan.website.booths.api import desk_of
from yunzhan.website.booths.choices import Slot
from yunzhan.website.booths.queries import SlotFile, published_look
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


def slides_of(exhibitor: Exhibitor) -> list[SlideOut]:
    """Posters and brochures page by page, then products in their order, then videos; SHOW_PAGES at most.

    A long brochure gives way to what comes after it and to the covers of the others.
    """
    look = published_look(exhibitor)
    shown = look.shown if look else {}
    brochures = shown.get(Slot.BROCHURE, [])
    before = [_picture(file.name, file.large.url) for file in shown.get(Slot.POSTER, []) if file.large]
    after = [_picture(row.name, row.picture.url) for row in products_of(exhibitor) if row.picture]
    after += [_video(file) for file in shown.get(Slot.VIDEO, [])]
    room = SHOW_PAGES - len(before) - len(after)
    inside: list[SlideOut] = []
    for at, file in enumerate(brochures, 1):
        left = max(1, room - len(inside) - (len(brochures) - at))
        inside += list(_pages(file))[:left]
    return [*before, *inside, *after][:SHOW_PAGES]


def _picture(name: str, url: str) -> SlideOut:
    return SlideOut(name=name, url=url, picture=url, is_video=False)


def _video(file: SlotFile) -> SlideOut:
    return SlideOut(name=file.name, url=file.url, picture=file.large.url if file.large else None, is_video=True)


def _pages(file: SlotFile) -> Iterator[SlideOut]:
    for number, page in enumerate(file.pages, 1):
        name = f"{file.name} · {number}/{file.page_count}" if file.page_count > 1 else file.name
        yield SlideOut(name=name, url=page.url, picture=page.small, is_video=False)


@router.get("/{fair}/exhibitors/{slug}/slides", response=SlidesOut, auth=django_auth, url_name="api-slides")
def list_slides(request: HttpRequest, fair: str, slug: str) -> object:
    """For who works there."""
    return SlidesOut(items=slides_of(desk_of(request, fair, slug)))
