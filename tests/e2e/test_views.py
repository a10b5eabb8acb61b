"""The hall still looks as it was last agreed to look: fixed views beside the kept ones, three each time, all in the long run.

A view that is meant to look otherwise is kept anew with `make demo` and `python tools/pictures.py --compared-only --only NAME`.
"""

import sys
from pathlib import Path

import pytest
from PIL import Image

TOOLS = Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))

from likeness import compare, difference  # noqa: E402 - a tool of the repository
from stand import serve_stand  # noqa: E402
from views import COMPARED, PAGES, QUICK, VIEWS, PageView, compared_size, draw_compared, photograph, shoot  # noqa: E402
from views import open_stand as open_view  # noqa: E402

# Pages that show nobody's numbers: how many are in the hall is another each time.
STEADY_PAGES = [page for page in PAGES if page.name in ("viewer", "editor")]
ALL = [view if view in QUICK else pytest.param(view, marks=pytest.mark.long) for view in VIEWS]


@pytest.fixture(scope="module")
def stand():
    with serve_stand() as address:
        yield address


def assert_same(name, now, pictures):
    """Leaves a sheet with both and their difference where they are not the same."""
    kept = Image.open(COMPARED / f"{name}.webp").convert("RGB")
    likeness = compare(kept, now)
    if not likeness.is_same:
        now.save(pictures / f"view-{name}.png")
        difference(kept, now).save(pictures / f"view-{name}-difference.png")
    assert likeness.is_same, f"{name}: {likeness}; see test-results/pictures/view-{name}-difference.png"


@pytest.mark.parametrize("view", ALL, ids=lambda view: view.name)
def test_a_view_of_the_hall_is_as_it_was_kept(view, chromium, stand, fair_address, pictures):
    assert_same(view.name, draw_compared(chromium, stand, fair_address, view), pictures)


@pytest.mark.long
@pytest.mark.parametrize("page", STEADY_PAGES, ids=lambda page: page.name)
def test_a_page_is_as_it_was_kept(page: PageView, chromium, demo, pictures):
    taken = photograph(chromium, demo[0], page, demo[1])
    assert_same(page.name, taken.resize(compared_size(page), Image.Resampling.LANCZOS), pictures)


def test_a_hall_in_which_something_is_amiss_is_not_the_same(chromium, stand, fair_address):
    """Told apart from the kept view: people who are not there, and a camera that stands a step aside."""
    view = next(one for one in QUICK if one.row)
    kept = Image.open(COMPARED / f"{view.name}.webp").convert("RGB")
    page = open_view(chromium, stand, fair_address, view, compared_size(view), has_pictures=False)
    try:
        east, *rest = view.place
        aside = shoot(page, type(view)(view.name, view.hall, (east + 0.4, *rest), view.size, row=view.row))
        empty = shoot(page, type(view)(view.name, view.hall, view.place, view.size, row=view.row - 1))
    finally:
        page.close()
    assert not compare(kept, aside).is_same
    assert not compare(kept, empty).is_same
