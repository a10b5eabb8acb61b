"""A brochure is read in Chromium: by keyboard at a desk, by finger on a phone, from the list and over the hall."""

import math
import subprocess
import sys

import pytest
from PIL import Image, ImageDraw

from e2e.conftest import DESKTOP, PHONE
from e2e.visitor import FAIR, SHOT_MS, enter_as_guest, enter_hall, photograph, readout, serious_findings, until

EXHIBITOR = "tw-2330"
PAGE = f"{FAIR}/exhibitors/{EXHIBITOR}/"
API = f"/api{FAIR}/exhibitors/{EXHIBITOR}/brochures"
PAGES = 7
WIDE = {"viewport": {"width": 1440, "height": 900}}
# The exhibitor brings a catalogue, the worker's own code checks it, and the organiser shows the booth.
BRING = """
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from yunzhan.website.booths.actions import DesignWish, publish_design, save_design, submit_design
from yunzhan.website.fairs.models import Fair
from yunzhan.website.uploads.actions import receive_upload
from yunzhan.website.uploads.tasks import work_off
exhibitor = Fair.objects.get().exhibitors.get(slug="{slug}")
brought = SimpleUploadedFile("catalogue.pdf", Path("{path}").read_bytes())
upload = receive_upload(exhibitor, None, brought)
work_off()
wish = DesignWish("shell", "#0f6f5c", files=dict(brochure=[upload.key]))
publish_design(submit_design(exhibitor, seen=save_design(exhibitor, wish, seen="").stamp))
"""


def catalogue(path):
    pages = []
    for number in range(1, PAGES + 1):
        page = Image.new("RGB", (595, 842), "white")
        draw = ImageDraw.Draw(page)
        draw.rectangle((0, 0, 595, 120), fill=(15, 111, 92))
        draw.text((40, 30), str(number), fill="white", font_size=60)
        for line in range(24):
            draw.rectangle((40, 170 + 26 * line, 540 - 37 * (line * number % 5), 180 + 26 * line), fill=(190, 200, 210))
        pages.append(page)
    pages[0].save(path, save_all=True, append_images=pages[1:])


@pytest.fixture(scope="module")
def reading_fair(own_fair, tmp_path_factory):
    """With one exhibitor whose booth has a catalogue of seven pages."""
    path = tmp_path_factory.mktemp("brochure") / "catalogue.pdf"
    catalogue(path)
    place = ("--port", str(own_fair.port), "--data", str(own_fair.folder))
    code = BRING.format(slug=EXHIBITOR, path=path)
    subprocess.run([sys.executable, "-m", "yunzhan", "manage", *place, "shell", "-v", "0", "-c", code], check=True)
    return own_fair


def number(page):
    return page.locator(".reader__number").inner_text()


def shown(page):
    """The numbers of the pages that lie open and are whole."""
    return page.eval_on_selector_all(
        ".reader__page[data-state=ready]", "(all) => all.map((one) => Number(one.dataset.page))"
    )


def opened(page, numbers):
    until(lambda: shown(page) == numbers, 30, f"pages {numbers}")


def swipe(page, start, end, y=400):
    """A finger's way in no time: Chromium swallows a tap right after it, so what is pressed next is clicked."""
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", start), *(("touchMove", start + (end - start) * k / 5) for k in range(1, 6))):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()


def test_a_brochure_is_read_by_keyboard_alone_and_only_what_is_near_is_loaded(reading_fair, flat_page, pictures):
    page = flat_page(DESKTOP, **WIDE, reduced_motion="reduce")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/page-" in request.url else None)
    page.goto(f"{reading_fair.address}/en{PAGE}")
    assert "7 pages" in page.locator(".brochure").inner_text()
    opener = page.get_by_role("button", name="Read it here")
    opener.focus()
    page.keyboard.press("Enter")
    opened(page, [1])
    assert number(page) == "Page 1 of 7"
    assert page.locator(".reader__number").get_attribute("aria-live") == "polite"
    page.keyboard.press("ArrowRight")
    opened(page, [2, 3])
    assert number(page) == "Pages 2 and 3 of 7"
    page.screenshot(path=pictures / "reader-desktop.png")
    assert {url.rpartition("/")[2] for url in asked if "small" not in url} == {f"page-{n}.webp" for n in (2, 3, 4, 5)}
    page.keyboard.press("End")
    opened(page, [6, 7])
    assert page.get_by_role("button", name="Next page").get_attribute("aria-disabled") == "true"
    page.keyboard.press("ArrowLeft")
    opened(page, [4, 5])
    page.keyboard.press("Home")
    opened(page, [1])
    for _ in range(8):  # nothing of the page behind can be reached
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.reader')")
    with page.expect_download() as brought:
        page.get_by_role("link", name="Download catalogue.pdf").click()
    assert brought.value.suggested_filename == "catalogue.pdf"
    assert serious_findings(page) == []
    page.keyboard.press("Escape")
    page.locator("dialog.reader").wait_for(state="detached")
    assert opener.evaluate("(one) => one === document.activeElement")


def test_on_a_phone_one_page_is_turned_by_finger_and_read_larger(reading_fair, flat_page, pictures):
    page = flat_page(PHONE)
    page.goto(f"{reading_fair.address}/en{PAGE}")
    page.get_by_role("button", name="Read it here").tap()
    opened(page, [1])
    page.get_by_role("button", name="Next page").tap()
    opened(page, [2])
    swipe(page, 320, 60)
    opened(page, [3])
    swipe(page, 60, 320)
    opened(page, [2])
    page.screenshot(path=pictures / "reader-phone.png")
    small = page.locator(".reader__page").bounding_box()
    page.get_by_role("button", name="Larger").click()
    assert page.locator(".reader__page").bounding_box()["width"] == pytest.approx(2 * small["width"], abs=2)
    assert serious_findings(page) == []
    page.get_by_role("button", name="Close").click()
    page.locator("dialog.reader").wait_for(state="detached")


def test_what_does_not_come_is_said_and_can_be_tried_again(reading_fair, flat_page):
    page = flat_page(PHONE)
    broken = []

    def break_once(route):
        name = route.request.url.rpartition("/")[2]
        if name in broken:
            return route.continue_()
        broken.append(name)
        return route.fulfill(status=503)

    page.route(f"**{API}", break_once)
    page.route("**/page-2.webp", lambda route: route.fulfill(status=503))
    page.goto(f"{reading_fair.address}/en{PAGE}")
    page.get_by_role("button", name="Read it here").tap()
    page.get_by_text("The brochure could not be fetched.").wait_for()
    page.get_by_role("button", name="Try again").tap()
    opened(page, [1])
    swipe(page, 320, 60)
    page.get_by_text("This page could not be loaded.").wait_for()
    assert number(page) == "Page 2 of 7"
    page.unroute("**/page-2.webp")
    page.get_by_role("button", name="Try again").click()
    opened(page, [2])


def test_the_list_opens_the_same_and_without_script_leads_to_the_download(reading_fair, flat_page):
    page = flat_page(DESKTOP)
    page.goto(f"{reading_fair.address}/en{FAIR}/halls/h1/?q=2330")
    page.locator(f"a[data-brochures$='{EXHIBITOR}/brochures']").click()
    opened(page, [1])
    plain = flat_page(DESKTOP, java_script_enabled=False)
    plain.goto(f"{reading_fair.address}/en{FAIR}/halls/h1/?q=2330")
    plain.locator("a", has_text="Brochures").first.click()
    plain.locator("#brochures").wait_for()
    assert plain.locator("[data-brochure]").is_hidden()
    assert plain.locator(".brochure__cover").evaluate("(one) => one.naturalWidth > 0")
    with plain.expect_download() as brought:
        plain.get_by_role("link", name="Brochure: catalogue.pdf").click()
    assert brought.value.suggested_filename == "catalogue.pdf"


def test_over_the_hall_it_opens_from_the_booths_card_and_the_hall_hears_none_of_its_keys(
    reading_fair, new_page, pictures
):
    page = new_page(DESKTOP)
    enter_as_guest(page, reading_fair.address, "看册")
    scene = page.request.get(f"{reading_fair.address}/api{FAIR}/halls/h1/scene").json()
    [booth] = [one["number"] for one in scene["booths"] if one["brochures"]]
    enter_hall(page, reading_fair.address, walk=f"{FAIR}/halls/h1/walk/?still=1&booth={booth}")
    opener = page.get_by_role("button", name="翻看宣传册")
    opener.click()
    opened(page, [1])
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    opened(page, [2, 3])
    assert number(page) == "第 2、3 页，共 7 页"
    assert page.locator(".panel--map").count() == 0
    page.screenshot(path=pictures / "reader-hall.png", timeout=SHOT_MS)
    page.keyboard.press("Escape")
    page.locator("dialog.reader").wait_for(state="detached")
    assert page.locator(".panel--booth").is_visible()
    assert opener.evaluate("(one) => one === document.activeElement")


def test_on_the_counter_its_cover_lies_and_opens_it_by_a_press_or_a_key(reading_fair, new_page, pictures):
    page = new_page(DESKTOP, **WIDE)
    enter_as_guest(page, reading_fair.address, "取册")
    scene = page.request.get(f"{reading_fair.address}/api{FAIR}/halls/h1/scene").json()
    [booth] = [one for one in scene["booths"] if one["brochures"]]
    enter_hall(page, reading_fair.address, walk=f"{FAIR}/halls/h1/walk/?still=1&booth={booth['number']}", draws=True)
    assert page.request.get(f"{reading_fair.address}{booth['cover']}").headers["content-type"] == "image/webp"
    photograph(page, pictures / "brochure-on-counter.png")
    page.keyboard.press("Escape")
    page.locator(".panel--booth").wait_for(state="detached")
    page.mouse.click(*on_screen(page, *on_counter(booth)))
    opened(page, [1])
    page.keyboard.press("Escape")
    page.locator("dialog.reader").wait_for(state="detached")
    assert page.locator(".panel--booth").count() == 0
    page.keyboard.press("r")
    opened(page, [1])
    page.keyboard.press("Escape")
    page.locator("dialog.reader").wait_for(state="detached")


def on_counter(booth):
    """Where a shell scheme's brochures lie: they keep their distance from the front's right corner; metres in the hall."""
    turned = booth["facing"] in "ew"
    width, depth = (booth["depth"], booth["width"]) if turned else (booth["width"], booth["depth"])
    x, z = 2.0 + (width - 6) / 2, 1.45 + (depth - 4) / 2
    for _ in range("swne".index(booth["facing"])):
        x, z = -z, x
    return booth["x"] + x, 1.28, booth["z"] + z


def on_screen(page, x, y, z):
    """Where the hall shows a point, CSS pixels of a wide window."""
    eyes, pitch = readout(page, "eyes"), readout(page, "camera")["pitch"]
    sin, cos, low, flat = math.sin(eyes["yaw"]), math.cos(eyes["yaw"]), math.sin(pitch), math.cos(pitch)
    dx, dy, dz = x - eyes["x"], y - eyes["y"], z - eyes["z"]
    ahead = (dx * sin - dz * cos) * flat - dy * low
    box = page.locator(".hall-canvas").bounding_box()
    scale = box["height"] / 2 / math.tan(math.radians(29)) / ahead
    across, up = dx * cos + dz * sin, (dx * sin - dz * cos) * low + dy * flat
    return box["x"] + box["width"] / 2 + across * scale, box["y"] + box["height"] / 2 - up * scale
