"""Exhibitors' own products in 3D on their plinths, in the hall and in the booth editor's picture of it."""

import pytest

from e2e.conftest import DESKTOP
from e2e.visitor import FAIR, HEARD_SECONDS, enter_as_guest, enter_hall, photograph, readout, until

HALLS = "/api/fairs/cross-strait-fair/halls"


@pytest.fixture(scope="module")
def stocked(demo, playwright_driver):
    """How many of a booth's products have a model, its hall and number; a booth with a plinth for each."""
    asked = playwright_driver.request.new_context(base_url=demo[0])
    found = []
    for number in range(1, 13):
        for booth in asked.get(f"{HALLS}/h{number}/scene").json()["booths"]:
            if booth["width"] >= 6 and booth["depth"] >= 4:
                models = [product for product in booth["products"] if product["model"]]
                found.append((len(models), f"h{number}", booth["number"]))
    asked.dispose()
    return max(found)


def walk_of(hall, booth):
    return {"walk": f"{FAIR}/halls/{hall}/walk/?still=1", "asked": f"&booth={booth}"}


def standing(page):
    return (readout(page, "statistics") or {}).get("products", 0)


def test_own_products_stand_on_their_plinths(stocked, fair_address, new_page, pictures):
    models, hall, booth = stocked
    page = new_page(DESKTOP, locale="en-GB")
    enter_as_guest(page, fair_address, "Aisle Walker", "/en")
    enter_hall(page, fair_address, "/en", draws=True, **walk_of(hall, booth))
    before = page.evaluate("window.yunzhan.statistics.textures")
    until(lambda: standing(page) >= min(2, models), HEARD_SECONDS, "products on plinths")
    page.keyboard.press("Escape")
    photograph(page, pictures / "plinths.png")
    assert page.evaluate("window.yunzhan.statistics.textures") >= before
    assert page.evaluate("window.yunzhan.statistics.drawCalls") <= 45


def test_a_product_that_cannot_be_had_leaves_what_the_design_shows(stocked, fair_address, new_page):
    _models, hall, booth = stocked
    page = new_page(DESKTOP, locale="en-GB")
    asked = []
    page.route("**/*.glb", lambda route: (asked.append(route.request.url), route.fulfill(status=503)))
    enter_as_guest(page, fair_address, "Aisle Walker", "/en")
    enter_hall(page, fair_address, "/en", **walk_of(hall, booth))
    # Asking the page lets its requests come.
    until(lambda: readout(page, "people") is not None and asked, HEARD_SECONDS, "a wish for a model")
    until(lambda: readout(page, "connection") == "online", HEARD_SECONDS, "the hall to go on")
    assert standing(page) == 0
