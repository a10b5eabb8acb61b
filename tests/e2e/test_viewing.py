"""A visitor turns, zooms and measures a product in Chromium, by mouse, finger and keyboard, and reads the points on it."""

import json

import pytest

from e2e.conftest import DESKTOP, PHONE
from e2e.visitor import FAIR, SHOT_MS, enter_as_guest, enter_hall, serious_findings, until

READY_MS = 120_000
HALLS = "/api/fairs/cross-strait-fair/halls"
MODELS = "/api/fairs/cross-strait-fair/products"
BOTTLE_METRES = 0.24


@pytest.fixture(scope="module")
def bottle(demo, playwright_driver):
    """The path of the page of a sample product with a model: a bottle, 24 cm high."""
    asked = playwright_driver.request.new_context(base_url=demo[0])
    for number in range(1, 10):
        for product in asked.get(f"{MODELS}?q=果汁饮料&page={number}").json()["items"]:
            model = asked.get(f"{MODELS}/{product['id']}/model")
            if model.ok:
                asked.dispose()
                return f"{FAIR}/products/{product['id']}/"
    raise LookupError("no sample product has a model")


@pytest.fixture(scope="module")
def booth(demo, playwright_driver):
    """The way to a booth in a hall, one of whose products has a model."""
    asked = playwright_driver.request.new_context(base_url=demo[0])
    for number in range(1, 13):
        for one in asked.get(f"{HALLS}/h{number}/scene").json()["booths"]:
            if any(product.get("model") for product in one["products"]):
                asked.dispose()
                return f"{FAIR}/halls/h{number}/walk/?still=1&booth={one['number']}"
    raise LookupError("no booth shows a product with a model")


def open_viewer(page, address):
    page.goto(address)
    page.locator("#viewer-open").click()
    page.locator(".viewer[data-state=ready]").wait_for(timeout=READY_MS)


def spots(page):
    return page.eval_on_selector_all(".viewer__spots li", "(all) => all.map((one) => one.style.transform)")


def moved(page, before):
    return until(lambda: spots(page) != before and spots(page), 30, "a turn")


def test_a_model_is_turned_measured_and_read_by_mouse_and_finger(fair_address, bottle, new_page, profile, pictures):
    page = new_page(profile)
    words = []
    page.on("console", lambda said: words.append(said.text) if said.type == "error" else None)
    open_viewer(page, f"{fair_address}{profile.language}{bottle}")
    stage = page.locator(".viewer__canvas").bounding_box()
    middle = stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2
    before = spots(page)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 10)
    page.mouse.up()
    moved(page, before)
    page.locator(".spot").first.click()
    page.locator(".viewer__text").wait_for()
    assert page.locator(".spot").first.get_attribute("aria-expanded") == "true"
    page.screenshot(path=pictures / f"viewer-{profile.name}.png")
    assert serious_findings(page) == []
    assert words == []


def test_a_length_is_measured_by_keyboard_alone_and_is_the_true_one(fair_address, bottle, new_page):
    page = new_page(DESKTOP, reduced_motion="reduce")
    open_viewer(page, f"{fair_address}/en{bottle}")
    canvas = page.locator(".viewer__canvas")
    canvas.focus()
    page.keyboard.press("m")
    assert "first point" in page.locator(".viewer__said").inner_text()
    page.keyboard.press("Enter")
    assert "second point" in page.locator(".viewer__said").inner_text()
    before = spots(page)
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    moved(page, before)
    page.keyboard.press("Enter")
    page.locator(".viewer__length").wait_for()
    told = page.locator(".viewer__length").inner_text()
    length, unit = told.split()
    metres = float(length) / {"mm": 1000, "cm": 100}[unit]
    assert 0.01 < metres < 0.07, told  # across a bottle of 67 mm, never more than its width
    size = page.locator(".viewer__size").inner_text()
    assert f"{BOTTLE_METRES * 100:.0f}" in size, size
    page.keyboard.press("Escape")
    assert page.locator(".viewer__length").count() == 0


def test_what_cannot_be_loaded_says_so_and_can_be_tried_again(fair_address, bottle, new_page):
    page = new_page(PHONE)
    broken = []
    page.route(
        "**/*.glb", lambda route: (broken.append(1), route.fulfill(status=503)) if not broken else route.continue_()
    )
    page.goto(f"{fair_address}/en{bottle}")
    page.locator("#viewer-open").click()
    page.locator(".viewer__note[role=alert]").wait_for()
    assert page.locator(".entry__picture > img").is_visible()
    page.locator(".viewer__note button").click()
    page.locator(".viewer[data-state=ready]").wait_for(timeout=READY_MS)


def test_without_webgl_the_picture_stays_and_the_page_says_why(fair_address, bottle, flat_page):
    page = flat_page(DESKTOP)
    page.goto(f"{fair_address}/en{bottle}")
    page.locator("#viewer-open").click()
    page.locator(".viewer__note").wait_for()
    assert "cannot draw in 3D" in page.locator(".viewer__note").inner_text()
    assert page.locator(".entry__picture > img").is_visible()


def test_the_pages_model_data_is_what_the_api_tells(fair_address, bottle, flat_page):
    page = flat_page(DESKTOP)
    page.goto(f"{fair_address}/en{bottle}")
    on_page = json.loads(page.locator("#model-data").text_content())
    told = page.request.get(f"{fair_address}{MODELS}/{on_page['product']}/model?lang=en").json()
    assert on_page["levels"] == told["levels"]
    assert on_page["hotspots"] == told["hotspots"]


def test_a_product_of_a_booth_is_seen_in_a_dialog_over_the_hall(fair_address, booth, new_page, profile, pictures):
    page = new_page(profile)
    enter_as_guest(page, fair_address, "看展品", profile.language)
    enter_hall(page, fair_address, profile.language, walk=booth)
    opener = page.locator(".booth-card__product .button").first
    opener.click()
    dialog = page.locator("dialog.viewer-dialog[open]")
    dialog.locator(".viewer[data-state=ready]").wait_for(timeout=READY_MS)
    until(lambda: page.locator(".spot:not(.spot--outside)").count() > 0, 30, "its points")
    box, screen = dialog.bounding_box(), page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= screen["width"]
    assert box["height"] <= screen["height"]
    page.screenshot(path=pictures / f"viewer-hall-{profile.name}.png", timeout=SHOT_MS)
    assert serious_findings(page) == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert opener.evaluate("(one) => one === document.activeElement")
