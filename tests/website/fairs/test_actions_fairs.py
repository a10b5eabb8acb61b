"""Opening fairs, delegations and roles."""

import datetime

import pytest

from yunzhan.website.accounts.actions import admit_guest
from yunzhan.website.fairs.actions import DatesTurned, SlugTaken, add_delegation, give_role, open_fair
from yunzhan.website.fairs.queries import FairUnknown, fair_of, open_fair_now, roles_of
from yunzhan.website.shared.words import Words

pytestmark = pytest.mark.django_db


def opened(slug="f", start=1, end=2, **more):
    words = Words("展", "展", "Fair")
    day = datetime.date(2026, 11, 1)
    dates = {"starts_on": day.replace(day=start), "ends_on": day.replace(day=end)}
    return open_fair(slug=slug, name=words, tagline=words, city=words, **dates, **more)


def test_fair_that_ends_before_it_starts_is_refused():
    with pytest.raises(DatesTurned):
        opened(start=3, end=2)


def test_fair_slug_is_taken_once():
    opened()
    with pytest.raises(SlugTaken):
        opened()


def test_fair_now_is_the_open_one_that_started_last():
    opened("a", 1, 9)
    opened("b", 5, 9)
    opened("c", 7, 9, status="draft")
    assert open_fair_now().slug == "b"


def test_fair_in_draft_is_not_shown():
    opened("c", status="draft")
    with pytest.raises(FairUnknown) as refusal:
        fair_of("c")
    assert refusal.value.status == 404


def test_role_twice_is_one_role():
    fair, person = opened(), admit_guest("海风", language="en")
    give_role(person, fair, role="host")
    give_role(person, fair, role="host")
    assert roles_of(person, fair) == {"host"}


def test_delegation_has_its_name_in_each_language():
    delegation = add_delegation(opened(), Words("青岛", "青島", "Qingdao"))
    assert (delegation.name_zh_hans, delegation.name_zh_hant, delegation.name_en) == ("青岛", "青島", "Qingdao")
