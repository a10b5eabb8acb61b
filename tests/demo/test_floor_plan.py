"""Floor plans of the sample fair: as many booths as asked for, in the designs of the hall's style."""

import pytest

from yunzhan.demo.floor_plan import STYLES, draw_plan
from yunzhan.demo.loading import hall_shares
from yunzhan.website.halls.choices import BOOTH_TEMPLATES
from yunzhan.website.shared.words import Words

NAME = Words.same("Hall")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_draw_plan_has_the_booths_asked_for_in_the_style_s_designs(number, style):
    plan = draw_plan(number, 146, NAME, NAME, style)
    assert len(plan.booths) == 146
    assert {booth.template for booth in plan.booths} == {name for names in STYLES[style].values() for name in names}


def test_every_design_stands_somewhere_in_the_sample_fair():
    used = {
        booth.template
        for share in hall_shares()
        for booth in draw_plan(share.number, share.total, NAME, NAME, share.style).booths
    }
    assert used == set(BOOTH_TEMPLATES)
