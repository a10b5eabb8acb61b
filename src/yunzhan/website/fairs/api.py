"""The JSON API's fairs."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from yunzhan.website.fairs.queries import fair_of

router = Router(tags=["fairs"])


class FairOut(Schema):
    slug: str
    name: str
    tagline: str
    city: str
    starts_on: date
    ends_on: date
    time_zone: str
    status: str


@router.get("/{fair}", response=FairOut, url_name="api-fair")
def show_fair(request: HttpRequest, fair: str) -> object:
    return fair_of(fair)
