"""What visitors do together, and what leads them: a saved list toured in the hall and in the list view."""

import pytest

from e2e.visitor import (
    FAIR,
    HEARD_SECONDS,
    LIST,
    WALK,
    enter_as_guest,
    enter_hall,
    photograph,
    readout,
    until,
)

STOPS = ("1A01", "1A03")


def save_booths(page, address, language, *numbers):
    page.goto(f"{address}{language}{LIST}?sort=number")
    for number in numbers:
        row = page.locator("tbody tr", has=page.locator(".plate__number", has_text=number)).first
        row.locator("form[data-save] button").click()
        row.locator("button[aria-pressed=true]").wait_for()


def spoken(page, words):
    until(lambda: words in page.locator(".hall-layer > p[aria-live=polite]").inner_text(), HEARD_SECONDS, words)


def test_saved_list_is_toured_in_the_hall(fair_address, new_page, pictures):
    page = new_page()
    enter_as_guest(page, fair_address, "走访", "/en")
    save_booths(page, fair_address, "/en", *STOPS)
    enter_hall(page, fair_address, "/en", walk=WALK, asked="&tour=saved")
    panel = page.locator(".panel--tours")
    panel.locator(".tour__stop").nth(1).wait_for()
    numbers = panel.locator(".tour__text a").all_inner_texts()
    assert {text.split()[0] for text in numbers} == set(STOPS)
    before = readout(page, "place")
    panel.locator("button", has_text="To the next stop").click()
    until(lambda: readout(page, "place") != before, HEARD_SECONDS, "setting out")
    spoken(page, "Stop 1 of 2")
    photograph(page, pictures / "tour-hall.png")
    assert panel.locator(".tour__been input").first.is_checked()
    page.locator("body").press("t")
    spoken(page, "Stop 2 of 2")
    spoken(page, "You have been at every stop")


def test_tour_outlives_a_reload_and_is_the_same_as_a_list(fair_address, flat_page, profile, pictures):
    page = flat_page(profile)
    enter_as_guest(page, fair_address, "列表", profile.language)
    save_booths(page, fair_address, profile.language, *STOPS)
    page.goto(f"{fair_address}{profile.language}{FAIR}/saved/")
    page.locator("a[href*='tour=saved#tour']").first.click()
    page.locator(".tour__stop").nth(1).wait_for()
    page.locator(".tour__been input").first.check()
    page.locator("#tour").screenshot(path=pictures / f"tour-list-{profile.name}.png")
    page.goto(f"{fair_address}{profile.language}{LIST}")
    page.locator(".tour__stop[aria-current=step]").wait_for()
    assert [box.is_checked() for box in page.locator(".tour__been input").all()] == [True, False]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("path", [f"{FAIR}/saved/", f"{LIST}?tour=saved"])
def test_empty_saved_list_says_what_to_do(fair_address, flat_page, path):
    page = flat_page()
    enter_as_guest(page, fair_address, "空", "/en")
    page.goto(f"{fair_address}/en{path}")
    page.get_by_text("Press the bookmark").or_(page.get_by_text("The bookmark beside each booth")).first.wait_for()
