"""The JSON API's industries. Exhibitors, who come with their products and are found by words, are the products app's."""

from django.http import HttpRequest
from ninja import Router, Schema

from yunzhan.website.exhibitors.models import Industry
from yunzhan.website.exhibitors.queries import industries_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.shared.paging import page_of

router = Router(tags=["exhibitors"])


class IndustryOut(Schema):
    code: str
    name: str
    exhibitors: int


class IndustryPageOut(Schema):
    items: list[IndustryOut]
    total: int
    page: int
    pages: int


def industry_out(industry: Industry) -> IndustryOut:
    return IndustryOut(code=industry.code, name=industry.name, exhibitors=getattr(industry, "exhibitor_count", 0))


@router.get("/{fair}/industries", response=IndustryPageOut, url_name="api-industries")
def list_industries(request: HttpRequest, fair: str, page: int = 1) -> object:
    return page_of(industries_of(fair_of(fair)), page).shown(industry_out)
