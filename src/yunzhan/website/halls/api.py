"""The JSON API's halls. Their 3D scene is the live app's."""

from django.http import HttpRequest
from ninja import Router, Schema

from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.halls.models import Hall
from yunzhan.website.halls.queries import halls_of
from yunzhan.website.shared.paging import page_of

router = Router(tags=["halls"])


class HallOut(Schema):
    slug: str
    number: int
    name: str
    summary: str
    width: float
    depth: float
    booths: int


class HallPageOut(Schema):
    items: list[HallOut]
    total: int
    page: int
    pages: int


def hall_out(hall: Hall) -> HallOut:
    return HallOut(
        slug=hall.slug,
        number=hall.number,
        name=hall.name,
        summary=hall.summary,
        width=hall.width_m,
        depth=hall.depth_m,
        booths=getattr(hall, "booth_count", 0),
    )


@router.get("/{fair}/halls", response=HallPageOut, url_name="api-halls")
def list_halls(request: HttpRequest, fair: str, page: int = 1) -> object:
    return page_of(halls_of(fair_of(fair)), page).shown(hall_out)
