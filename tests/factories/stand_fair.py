"""A fair made through actions only, for tests of actions, search and API: hall h1 with booths, exhibitors, products."""

import datetime

from yunzhan.website.accounts.actions import OrganisationDraft, add_member, register_organisation
from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.actions import ExhibitorDraft, lay_industries, place_exhibitor, register_exhibitor
from yunzhan.website.exhibitors.models import Industry
from yunzhan.website.fairs.actions import give_role, open_fair
from yunzhan.website.halls.actions import BoothDraft, PlanDraft, lay_booth_templates, open_hall, publish_floor_plan
from yunzhan.website.halls.queries import booth_of
from yunzhan.website.products.actions import ProductDraft, add_product, lay_categories
from yunzhan.website.products.models import Category
from yunzhan.website.shared.words import Words


def make_fair(slug="stand-fair"):
    lay_industries()
    lay_categories()
    lay_booth_templates()
    return open_fair(
        slug=slug,
        name=Words("样例展", "樣例展", "Stand fair"),
        tagline=Words.same(""),
        city=Words("青岛", "青島", "Qingdao"),
        starts_on=datetime.date(2026, 11, 20),
        ends_on=datetime.date(2026, 11, 24),
    )


def booth_draft(number="1A01", x=10.0, z=10.0, width=3.0, depth=3.0, facing="s", template="shell"):
    return BoothDraft(number, x, z, width, depth, facing, template)


def make_hall(fair, slug="h1", booths=4):
    hall = open_hall(fair, slug=slug, number=1, name=Words.same("Hall"), summary=Words.same(""), width_m=60, depth_m=40)
    plan = PlanDraft([booth_draft(f"1A{n:02d}", x=5.0 * n) for n in range(1, booths + 1)])
    publish_floor_plan(hall, plan)
    return hall


def make_exhibitor(fair, n=1, *, name=None, industry="semiconductor", booth=None, products=1):
    """Exhibitor e<n> with `products` products; on booth `booth` of hall h1 when given."""
    words = name or Words(f"海蓝{n}号公司", f"海藍{n}號公司", f"Blue Sea {n}")
    organisation = register_organisation(OrganisationDraft(f"{fair.slug}-{n}", words, "山东"))
    draft = ExhibitorDraft(organisation=organisation, slug=f"e{n}", industry=Industry.objects.get(code=industry))
    exhibitor = register_exhibitor(fair, draft)
    if booth:
        place_exhibitor(exhibitor, booth=booth_of(fair.halls.get(slug="h1"), booth))
    category = Category.objects.filter(industry_id=industry).first()
    for i in range(products):
        add_product(ProductDraft(exhibitor, Words(f"展品{i}", f"展品{i}", f"Thing {i}"), category=category))
    return exhibitor


def make_stand(exhibitors=1):
    """The fair with hall h1 and exhibitors e1, e2 … each on a booth with one product."""
    fair = make_fair()
    make_hall(fair)
    for n in range(1, exhibitors + 1):
        make_exhibitor(fair, n, booth=f"1A{n:02d}")
    return fair


def make_person(*, fair=None, role=None, works_for=None, is_superuser=False):
    person = Person.objects.create_user(display_name="阿海", is_superuser=is_superuser)
    if works_for is not None:
        add_member(works_for, person)
    if role:
        give_role(person, fair, role=role)
    return person
