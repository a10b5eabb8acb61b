"""Opening halls and publishing floor plans."""

import pytest

from factories.stand_fair import booth_draft, make_fair, make_hall
from yunzhan.website.halls import actions
from yunzhan.website.halls.actions import PlanDraft
from yunzhan.website.halls.models import Booth, FloorPlan
from yunzhan.website.halls.queries import BoothUnknown, HallUnknown, booth_of, hall_of, published_plan_of

pytestmark = pytest.mark.django_db


def test_floor_plan_keeps_older_versions():
    hall = make_hall(make_fair())
    actions.publish_floor_plan(hall, PlanDraft([booth_draft("1B01")]))
    assert list(FloorPlan.objects.values_list("version", "published")) == [(2, True), (1, False)]
    assert published_plan_of(hall).version == 2
    assert booth_of(hall, "1B01").x_m == 10
    with pytest.raises(BoothUnknown):
        booth_of(hall, "1A01")


@pytest.mark.parametrize(
    ("booths", "refusal"),
    [
        ([booth_draft(), booth_draft(x=20)], actions.BoothNumberTwice),
        ([booth_draft(x=59.5)], actions.BoothOutsideHall),
        ([booth_draft(), booth_draft("1A02", x=11)], actions.BoothsOverlap),
        ([booth_draft(template="castle")], actions.BoothTemplateUnknown),
        ([booth_draft(x=30, z=38)], actions.EntranceBlocked),
    ],
)
def test_floor_plan_refuses_by_name_and_stores_nothing(booths, refusal):
    hall = make_hall(make_fair(), booths=1)
    with pytest.raises(refusal) as caught:
        actions.publish_floor_plan(hall, PlanDraft(booths))
    assert caught.value.message
    assert (FloorPlan.objects.count(), Booth.objects.count()) == (1, 1)


def test_hall_slug_is_unique_in_a_fair():
    fair = make_fair()
    make_hall(fair)
    with pytest.raises(actions.HallSlugTaken):
        make_hall(fair)


def test_unknown_hall_is_refused():
    with pytest.raises(HallUnknown):
        hall_of(make_fair(), "h9")
