"""Registering, placing and withdrawing exhibitors."""

import pytest
from rules.permissions import has_perm

from factories.stand_fair import booth_draft, make_exhibitor, make_fair, make_hall, make_person, make_stand
from yunzhan.website.accounts.actions import admit_guest
from yunzhan.website.exhibitors import actions
from yunzhan.website.exhibitors.models import Exhibitor, Industry, Placement
from yunzhan.website.exhibitors.queries import (
    ExhibitorUnknown,
    exhibitor_of,
    exhibitors_of,
    placement_of,
    staff_of,
    tenants_of,
)
from yunzhan.website.halls.actions import BoothsOverlap, PlanDraft
from yunzhan.website.halls.queries import booth_of, hall_of
from yunzhan.website.products.queries import find_exhibitors
from yunzhan.website.shared.words import Words

pytestmark = pytest.mark.django_db


def test_registered_exhibitor_has_the_organisations_name_in_three_languages():
    exhibitor = make_exhibitor(make_fair())
    assert (exhibitor.name_zh_hans, exhibitor.name_zh_hant, exhibitor.name_en) == (
        "海蓝1号公司", "海藍1號公司", "Blue Sea 1",
    )  # fmt: skip


def test_batch_is_all_or_nothing():
    fair = make_fair()
    first = make_exhibitor(fair, 1)
    industry = Industry.objects.get(code="semiconductor")
    fresh = actions.ExhibitorDraft(organisation=first.organisation, slug="new", industry=industry)
    with pytest.raises(actions.OrganisationAlreadyExhibits):
        actions.register_exhibitors(fair, [fresh])
    with pytest.raises(actions.ExhibitorSlugTaken):
        make_exhibitor(fair, 2, name=Words.same("x")) and actions.register_exhibitors(
            fair, [actions.ExhibitorDraft(organisation=first.organisation, slug="e1", industry=industry)]
        )
    assert Exhibitor.objects.count() == 2


def test_accent_must_be_a_colour():
    exhibitor = make_exhibitor(make_fair())
    with pytest.raises(actions.AccentMalformed):
        actions.change_exhibitor(exhibitor, profile=Words.same(""), tagline=Words.same(""), accent="red;}")


def test_taken_booth_is_refused_and_moving_frees_the_old_one():
    fair = make_stand(2)
    hall = hall_of(fair, "h1")
    one, two = exhibitors_of(fair)
    with pytest.raises(actions.BoothTaken):
        actions.place_exhibitor(one, booth=booth_of(hall, "1A02"))
    actions.place_exhibitor(one, booth=booth_of(hall, "1A03"))
    actions.place_exhibitor(two, booth=booth_of(hall, "1A01"))
    assert sorted(Placement.objects.values_list("exhibitor__slug", "booth__number")) == [("e1", "1A03"), ("e2", "1A01")]


def test_new_floor_plan_keeps_everybody_whose_number_stays():
    fair = make_stand(2)
    hall = hall_of(fair, "h1")
    plan = PlanDraft([booth_draft("1A01", x=30), booth_draft("1A09", x=40)])
    homeless = actions.publish_plan_with_places(hall, plan)
    assert [row.slug for row in homeless] == ["e2"]
    assert [(row.slug, booth_of(hall, "1A01").pk) for row in tenants_of(hall).values()] == [
        ("e1", placement_booth("e1"))
    ]
    assert not Placement.objects.filter(exhibitor__slug="e2").exists()


def test_refused_floor_plan_moves_nobody():
    fair = make_stand(1)
    hall = hall_of(fair, "h1")
    with pytest.raises(BoothsOverlap):
        actions.publish_plan_with_places(hall, PlanDraft([booth_draft("1A01"), booth_draft("1A02")]))
    assert [row.slug for row in tenants_of(hall).values()] == ["e1"]


def placement_booth(slug):
    return Placement.objects.get(exhibitor__slug=slug).booth_id


def test_booth_of_another_fair_is_refused():
    fair, other = make_fair(), make_fair("other")
    make_hall(other)
    with pytest.raises(actions.BoothNotAtFair):
        actions.place_exhibitor(make_exhibitor(fair), booth=booth_of(hall_of(other, "h1"), "1A01"))


def test_withdrawn_exhibitor_leaves_lists_and_booth():
    fair = make_stand(1)
    actions.withdraw_exhibitor(exhibitor_of(fair, "e1"))
    assert exhibitors_of(fair).count() == 0
    assert tenants_of(hall_of(fair, "h1")) == {}
    with pytest.raises(ExhibitorUnknown):
        exhibitor_of(fair, "e1")


@pytest.mark.parametrize("count", [1, 3])
def test_exhibitor_list_takes_one_query(count, django_assert_num_queries):
    fair = make_stand(count)
    with django_assert_num_queries(1):
        numbers = [
            (row.name, row.industry.name, placement_of(row).booth.floor_plan.hall.slug) for row in exhibitors_of(fair)
        ]
    assert len(numbers) == count


def test_laying_industries_twice_changes_nothing():
    actions.lay_industries()
    actions.lay_industries()
    assert Industry.objects.count() == 31


def manager_of(exhibitor):
    person = make_person()
    actions.add_staff(exhibitor, person, role="exhibitor_manager")
    return person


def test_changed_text_is_found_by_the_search(django_capture_on_commit_callbacks):
    exhibitor = make_exhibitor(make_fair())
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_exhibitor(exhibitor, profile=Words("量子秤", "", ""), tagline=Words.same(""), accent="#2f6f8f")
    assert [row.pk for row in find_exhibitors(exhibitor.fair, "量子秤").items] == [exhibitor.pk]


@pytest.mark.parametrize(
    ("texts", "refusal", "field"),
    [
        ({"tagline": Words("x" * 161, "", "")}, actions.ExhibitorTextTooLong, "tagline"),
        ({"profile": Words("", "", "x" * 4001)}, actions.ExhibitorTextTooLong, "profile"),
        ({"short_name": Words("", "a\0b", "")}, actions.ExhibitorTextMalformed, "short_name"),
    ],
)
def test_refused_text_changes_nothing(texts, refusal, field):
    exhibitor = make_exhibitor(make_fair())
    told = {"profile": Words.same("new"), "tagline": Words.same("new"), "accent": "#000000"} | texts
    with pytest.raises(refusal) as refused:
        actions.change_exhibitor(exhibitor, **told)
    exhibitor.refresh_from_db()
    assert (refused.value.field, exhibitor.profile, exhibitor.accent) == (field, "", "#2f6f8f")


def test_staff_has_one_role_at_the_fair():
    exhibitor = make_exhibitor(make_fair())
    first, second = manager_of(exhibitor), manager_of(exhibitor)
    actions.add_staff(exhibitor, second, role="booth_staff")
    assert [(row.pk, row.is_manager) for row in staff_of(exhibitor)] == [(first.pk, True), (second.pk, False)]


def test_last_manager_stays():
    exhibitor = make_exhibitor(make_fair())
    only = manager_of(exhibitor)
    with pytest.raises(actions.LastManager):
        actions.remove_staff(exhibitor, only)
    with pytest.raises(actions.LastManager):
        actions.add_staff(exhibitor, only, role="booth_staff")
    assert list(staff_of(exhibitor)) == [only]


def test_removed_staff_may_change_nothing_but_keeps_the_other_exhibitor():
    fair = make_fair()
    one, two = make_exhibitor(fair, 1), make_exhibitor(fair, 2)
    manager_of(one)
    person = make_person()
    for exhibitor in (one, two):
        actions.add_staff(exhibitor, person, role="booth_staff")
    actions.remove_staff(one, person)
    assert (has_perm("exhibitors.change_exhibitor", person, one), has_perm("exhibitors.change_exhibitor", person, two)) == (
        False, True,
    )  # fmt: skip
    actions.remove_staff(two, person)
    assert has_perm("exhibitors.change_exhibitor", person, two) is False
    assert person.fair_roles.count() == 0


def test_guest_and_unknown_role_are_refused():
    exhibitor = make_exhibitor(make_fair())
    with pytest.raises(actions.GuestIsNoStaff):
        actions.add_staff(exhibitor, admit_guest("x", language="en"), role="booth_staff")
    with pytest.raises(actions.StaffRoleUnknown):
        actions.add_staff(exhibitor, make_person(), role="organiser")
