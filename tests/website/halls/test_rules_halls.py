"""What a floor plan must fulfil, without a database."""

from factories.stand_fair import booth_draft
from yunzhan.demo.floor_plan import HALL_DEPTH_METRES, HALL_WIDTH_METRES, draw_plan
from yunzhan.website.halls import rules
from yunzhan.website.shared.words import Words


def test_overlapping_finds_the_pair():
    booths = [booth_draft("1A01", x=10), booth_draft("1A02", x=12.5), booth_draft("1A03", x=30)]
    assert rules.overlapping(booths) == ("1A01", "1A02")


def test_overlapping_lets_booths_touch():
    assert rules.overlapping([booth_draft("1A01", x=10), booth_draft("1A02", x=13)]) is None


def test_outside_hall_refuses_nan_and_the_wall():
    assert rules.outside_hall([booth_draft(x=1.0)], 60, 40) == "1A01"
    assert rules.outside_hall([booth_draft(x=float("nan"))], 60, 40) == "1A01"
    assert rules.outside_hall([booth_draft()], 60, 40) is None


def test_unreachable_finds_a_walled_in_booth():
    ring = [
        booth_draft("n", x=20, z=10, width=20, depth=2),
        booth_draft("s", x=20, z=30, width=20, depth=2),
        booth_draft("w", x=11, z=20, width=2, depth=18),
        booth_draft("e", x=29, z=20, width=2, depth=18),
    ]
    assert rules.unreachable_from((30, 38), [*ring, booth_draft("in", x=20, z=20)], 60, 40) == "in"
    assert rules.unreachable_from((30, 38), ring, 60, 40) is None
    assert rules.unreachable_from((20, 10), ring, 60, 40) == ""


def test_sample_plans_keep_every_rule():
    for number in range(1, 13):
        plan = draw_plan(number, 146, Words.same("x"), Words.same("y"))
        assert len(plan.booths) == 146
        assert rules.overlapping(plan.booths) is None
        assert rules.outside_hall(plan.booths, HALL_WIDTH_METRES, HALL_DEPTH_METRES) is None
        assert rules.twice_numbered(plan.booths) is None
        entrance = plan.drawing["entrance"]
        at = (entrance["x"], entrance["z"])
        assert rules.unreachable_from(at, plan.booths, HALL_WIDTH_METRES, HALL_DEPTH_METRES) is None
