"""A small open fair with one hall for the tests of pages: booths in a row, an exhibitor with a product on each."""

import datetime

from yunzhan.website.accounts.actions import OrganisationDraft, register_organisations
from yunzhan.website.exhibitors.models import Exhibitor, Industry, Placement
from yunzhan.website.fairs.actions import open_fair
from yunzhan.website.halls.models import Booth, BoothTemplate, FloorPlan, Hall
from yunzhan.website.products.models import Product
from yunzhan.website.shared.words import Words, write_words

SLUG = "page-fair"


def named(row, **words):
    for field, value in words.items():
        write_words(row, field, value)
    row.save()
    return row


def make_fair_page(exhibitors=3):
    """The fair; its hall is "h1", its booths 1A01, 1A02 … and its exhibitors e1, e2 …"""
    fair = open_fair(
        slug=SLUG,
        name=Words("海风展", "海風展", "Sea Breeze Fair"),
        tagline=Words("一句话", "一句話", "One line"),
        city=Words("青岛", "青島", "Qingdao"),
        starts_on=datetime.date(2026, 11, 20),
        ends_on=datetime.date(2026, 11, 24),
    )
    hall = named(
        Hall(fair=fair, slug="h1", number=1, width_m=60, depth_m=40),
        name=Words("智能制造", "智慧製造", "Smart manufacturing"),
        summary=Words("简介", "簡介", "Summary"),
    )
    plan = FloorPlan.objects.create(hall=hall, version=1, published=True, drawing={"aisles": [], "signs": []})
    template = named(BoothTemplate(slug="shell", smallest_side_m=3), name=Words("标准", "標準", "Shell"))
    industry = named(Industry(code="chips", position=1), name=Words("半导体", "半導體", "Semiconductors"))
    drafts = [OrganisationDraft(f"N{n}", Words.same(f"Company {n}"), "", is_sample=True) for n in range(exhibitors)]
    for n, organisation in enumerate(register_organisations(drafts), 1):
        booth = Booth.objects.create(
            floor_plan=plan, number=f"1A{n:02}", x_m=4 * n, z_m=5, width_m=3, depth_m=3, facing="s", template=template
        )
        exhibitor = named(
            Exhibitor(fair=fair, organisation=organisation, industry=industry, slug=f"e{n}", is_sample=True),
            name=Words(f"样例公司{n}", f"範例公司{n}", f"Sample company {n} <b>"),
            source_note=Words("来源", "來源", "Where the name is from"),
        )
        Placement.objects.create(exhibitor=exhibitor, booth=booth)
        named(Product(exhibitor=exhibitor, position=1, is_sample=True), name=Words("晶圆", "晶圓", "Wafer"))
    return fair
