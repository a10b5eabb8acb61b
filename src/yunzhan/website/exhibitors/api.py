"""The JSON API's industries and exhibitors' staff. Exhibitors, who come with their products, are the products app's."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field
from rules.permissions import has_perm

from yunzhan.website.accounts.phones import regions_around
from yunzhan.website.accounts.queries import account_of
from yunzhan.website.exhibitors.actions import NoSuchAccount, NotYourStaff, add_staff, remove_staff
from yunzhan.website.exhibitors.models import Exhibitor, Industry
from yunzhan.website.exhibitors.queries import exhibitor_of, industries_of, staff_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.shared.paging import page_of

router = Router(tags=["exhibitors"])

LAST_PAGE = 100_000
STAFF = "/{fair}/exhibitors/{slug}/staff"


class IndustryOut(Schema):
    code: str
    name: str
    exhibitors: int


class IndustryPageOut(Schema):
    items: list[IndustryOut]
    total: int
    page: int
    pages: int


class StaffOut(Schema):
    id: str
    name: str
    manager: bool


class StaffPageOut(Schema):
    items: list[StaffOut]
    total: int
    page: int
    pages: int


class StaffIn(Schema):
    """`contact` is the e-mail address or phone number of an account; `role` exhibitor_manager or booth_staff."""

    contact: str = Field(max_length=254)
    role: str = Field(max_length=20)


def industry_out(industry: Industry) -> IndustryOut:
    return IndustryOut(code=industry.code, name=industry.name, exhibitors=getattr(industry, "exhibitor_count", 0))


def staff_out(person: Any) -> StaffOut:
    return StaffOut(id=person.public_id, name=person.display_name, manager=person.is_manager)


@router.get("/{fair}/industries", response=IndustryPageOut, url_name="api-industries")
def list_industries(request: HttpRequest, fair: str, page: int = 1) -> object:
    return page_of(industries_of(fair_of(fair)), min(page, LAST_PAGE)).shown(industry_out)


def exhibitor_managed(request: HttpRequest, fair: str, slug: str) -> Exhibitor:
    """Refuses ExhibitorUnknown and NotYourStaff."""
    exhibitor = exhibitor_of(fair_of(fair), slug)
    if not has_perm("exhibitors.choose_staff", request.user, exhibitor):
        raise NotYourStaff
    return exhibitor


@router.get(STAFF, response=StaffPageOut, auth=django_auth, url_name="api-staff")
def list_staff(request: HttpRequest, fair: str, slug: str, page: int = 1) -> object:
    return page_of(staff_of(exhibitor_managed(request, fair, slug)), min(page, LAST_PAGE)).shown(staff_out)


@router.post(STAFF, response={201: StaffOut}, auth=django_auth, url_name="api-staff-add")
def create_staff(request: HttpRequest, fair: str, slug: str, staff: StaffIn) -> object:
    exhibitor = exhibitor_managed(request, fair, slug)
    person = account_of(staff.contact, regions_around(exhibitor.fair.region))
    if person is None:
        raise NoSuchAccount(field="contact")
    add_staff(exhibitor, person, role=staff.role)
    return Status(201, staff_out(staff_of(exhibitor).get(pk=person.pk)))


@router.delete(STAFF + "/{person}", response={204: None}, auth=django_auth, url_name="api-staff-remove")
def delete_staff(request: HttpRequest, fair: str, slug: str, person: str) -> object:
    exhibitor = exhibitor_managed(request, fair, slug)
    found = staff_of(exhibitor).filter(public_id=person[:40]).first()
    if found is not None:
        remove_staff(exhibitor, found)
    return Status(204, None)
