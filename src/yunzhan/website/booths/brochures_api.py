"""The brochures that visitors may read at a booth: their drawn pages as pictures, and the file to take along."""

from django.http import HttpRequest
from ninja import Router, Schema

from yunzhan.website.booths.choices import Slot
from yunzhan.website.booths.queries import published_look
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.fairs.queries import fair_of

router = Router(tags=["booths"])


class PageOut(Schema):
    """`width` and `height` are of `url`; `small` has the same shape, 320 pixels at most."""

    url: str
    small: str
    width: int
    height: int


class BrochureOut(Schema):
    """`url` downloads the PDF of so many `bytes`. `pages` is how many it has; `pictures` are the first of them, or all."""

    name: str
    url: str
    bytes: int
    pages: int
    pictures: list[PageOut]


class BrochuresOut(Schema):
    items: list[BrochureOut]


@router.get("/{fair}/exhibitors/{slug}/brochures", response=BrochuresOut, url_name="api-brochures")
def list_brochures(request: HttpRequest, fair: str, slug: str) -> object:
    """Those of the published design, in its order."""
    look = published_look(exhibitor_of(fair_of(fair), slug))
    items = [
        BrochureOut(
            name=file.name,
            url=file.url,
            bytes=file.bytes,
            pages=file.page_count,
            pictures=[PageOut.from_orm(page) for page in file.pages],
        )
        for file in (look.shown[Slot.BROCHURE] if look else [])
    ]
    return BrochuresOut(items=items)
