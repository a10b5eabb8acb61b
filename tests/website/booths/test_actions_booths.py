"""Booth designs: what is refused has its name, what is published is seen, and of two writers the later one is told."""

import pytest

from factories.stand_fair import make_stand
from yunzhan.website.booths.actions import (
    ColourTooLight,
    DesignChangedMeanwhile,
    DesignColourMalformed,
    DesignInReview,
    DesignNotSubmitted,
    DesignTextMalformed,
    DesignWish,
    FasciaTooLong,
    NothingToSubmit,
    ProductNotYours,
    RemarkMissing,
    RemarkTooLong,
    TemplateDoesNotFit,
    TooManyPlaces,
    publish_design,
    restore_design,
    return_design,
    save_design,
    submit_design,
)
from yunzhan.website.booths.models import BoothDesign
from yunzhan.website.booths.queries import DesignUnknown, designs_to_review, dressed, look_of
from yunzhan.website.booths.rules import contrast_with_white
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.halls.queries import hall_of
from yunzhan.website.products.actions import ProductDraft, add_product, withdraw_product
from yunzhan.website.products.models import Product
from yunzhan.website.products.queries import scene_of
from yunzhan.website.shared.words import Words

pytestmark = pytest.mark.django_db

BOARD = Words("海蓝", "海藍", "Blue Sea")


@pytest.fixture
def fair():
    return make_stand(2)


@pytest.fixture
def exhibitor(fair):
    return exhibitor_of(fair, "e1")


def wish(**other):
    return DesignWish(**({"template": "frame", "accent": "#884422", "fascia": BOARD} | other))


def published(exhibitor, **other):
    newest = BoothDesign.objects.filter(exhibitor=exhibitor).order_by("-version").first()
    saved = save_design(exhibitor, wish(**other), seen=newest.stamp if newest else "")
    return publish_design(submit_design(exhibitor, seen=saved.stamp))


def booth_in_hall(fair, number="1A01"):
    scene = dressed(scene_of(hall_of(fair, "h1")))
    return next(booth for booth in scene.booths if booth.number == number)


@pytest.mark.parametrize(
    ("other", "refusal", "field"),
    [
        ({"template": "island"}, TemplateDoesNotFit, "template"),  # needs 6 m, the booth has 3
        ({"template": "castle"}, TemplateDoesNotFit, "template"),
        ({"accent": "red"}, DesignColourMalformed, "accent"),
        ({"accent": "#ffee88"}, ColourTooLight, "accent"),
        ({"fascia": Words("海" * 17, "", "")}, FasciaTooLong, "fascia_zh_hans"),
        ({"fascia": Words("", "", "x" * 41)}, FasciaTooLong, "fascia_en"),
        ({"fascia": Words("", "a\x01", "")}, DesignTextMalformed, "fascia_zh_hant"),
        ({"fascia": Words("", "", "a\nb")}, DesignTextMalformed, "fascia_en"),
        ({"products": [1, 2, 3, 4, 5]}, TooManyPlaces, "products"),
        ({"products": [2**40]}, ProductNotYours, "products"),
    ],
)
def test_a_wrong_wish_is_refused_by_name_and_nothing_is_stored(exhibitor, other, refusal, field):
    with pytest.raises(refusal) as told:
        save_design(exhibitor, wish(**other), seen="")
    assert (told.value.field, bool(told.value.message), BoothDesign.objects.count()) == (field, True, 0)


def test_products_are_ones_own_and_stand_once(exhibitor):
    own = Product.objects.get(exhibitor=exhibitor).pk
    foreign = Product.objects.exclude(exhibitor=exhibitor).first().pk
    for products in ([foreign], [own, own]):
        with pytest.raises(ProductNotYours):
            save_design(exhibitor, wish(products=products), seen="")


def test_contrast_is_the_one_of_wcag():
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_only_the_published_design_is_seen_in_the_hall(fair, exhibitor):
    before = booth_in_hall(fair)
    draft = save_design(exhibitor, wish(), seen="")
    assert booth_in_hall(fair) == before
    submitted = submit_design(exhibitor, seen=draft.stamp)
    assert booth_in_hall(fair) == before
    assert list(designs_to_review(fair)) == [submitted]
    publish_design(submitted)
    after = booth_in_hall(fair)
    assert (after.template, after.accent, after.fascia) == ("frame", "#884422", "海蓝")
    assert (after.name, after.products) == (before.name, before.products)
    assert booth_in_hall(fair, "1A02").accent != "#884422"
    draft = save_design(exhibitor, wish(accent="#000000"), seen=publish_stamp(exhibitor))
    assert booth_in_hall(fair) == after
    assert draft.version == 2


def publish_stamp(exhibitor):
    return BoothDesign.objects.get(exhibitor=exhibitor, state="published").stamp


def test_products_stand_in_the_chosen_order(fair, exhibitor):
    first = Product.objects.get(exhibitor=exhibitor)
    second = add_product(ProductDraft(exhibitor, Words.same("Second")))
    published(exhibitor, products=[second.pk, first.pk])
    assert [product.name for product in booth_in_hall(fair).products] == ["Second", first.name]
    withdraw_product(second)
    assert [product.name for product in booth_in_hall(fair).products] == [first.name]


def test_a_published_design_replaces_the_one_before(exhibitor):
    published(exhibitor)
    published(exhibitor, accent="#112233")
    states = dict(BoothDesign.objects.filter(exhibitor=exhibitor).values_list("version", "state"))
    assert states == {1: "replaced", 2: "published"}


def test_a_design_too_large_for_the_booth_keeps_the_plans_template(fair, exhibitor):
    published(exhibitor)
    booth = exhibitor.placement.booth
    booth.width_m = 2.5
    booth.save()
    shown = booth_in_hall(fair)
    assert (shown.template, shown.accent) == ("shell", "#884422")


def test_the_later_of_two_writers_is_told_and_overwrites_nothing(exhibitor):
    first = save_design(exhibitor, wish(), seen="")
    save_design(exhibitor, wish(accent="#112233"), seen=first.stamp)
    for write in (
        lambda: save_design(exhibitor, wish(accent="#445566"), seen=first.stamp),
        lambda: save_design(exhibitor, wish(accent="#445566"), seen=""),
        lambda: submit_design(exhibitor, seen=first.stamp),
    ):
        with pytest.raises(DesignChangedMeanwhile):
            write()
    stored = BoothDesign.objects.get(exhibitor=exhibitor)
    assert (stored.accent, stored.state, stored.version) == ("#112233", "draft", 1)


def test_a_submitted_design_stands_still(exhibitor):
    draft = save_design(exhibitor, wish(), seen="")
    submitted = submit_design(exhibitor, seen=draft.stamp)
    with pytest.raises(DesignInReview):
        save_design(exhibitor, wish(), seen=submitted.stamp)
    with pytest.raises(NothingToSubmit):
        submit_design(exhibitor, seen=submitted.stamp)


def test_nothing_is_submitted_without_a_draft(exhibitor):
    with pytest.raises(NothingToSubmit):
        submit_design(exhibitor, seen="")


def test_a_returned_design_says_why_and_one_goes_on_from_it(exhibitor):
    own = Product.objects.get(exhibitor=exhibitor)
    draft = save_design(exhibitor, wish(products=[own.pk]), seen="")
    submitted = submit_design(exhibitor, seen=draft.stamp)
    for remark, refusal in (("  ", RemarkMissing), ("x" * 501, RemarkTooLong), ("a\x01", DesignTextMalformed)):
        with pytest.raises(refusal):
            return_design(submitted, remark=remark)
    returned = return_design(submitted, remark="The name is not yours.")
    assert returned.remark == "The name is not yours."
    for answer in (publish_design, lambda design: return_design(design, remark="again")):
        with pytest.raises(DesignNotSubmitted):
            answer(returned)
    again = restore_design(exhibitor, 1, seen=returned.stamp)
    assert (again.version, again.state, again.fascia_en, again.accent) == (2, "draft", "Blue Sea", "#884422")
    assert look_of(again).products == [own]
    with pytest.raises(DesignUnknown):
        restore_design(exhibitor, 9, seen=again.stamp)
