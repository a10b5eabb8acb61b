"""A booth is built from empty to published in a browser: its exhibitor designs it, the organiser shows it, a visitor sees it."""

import io
import json
import subprocess
import sys
import urllib.request

import pytest
from PIL import Image, ImageDraw

from e2e.conftest import DESKTOP, PHONE, visitors
from e2e.visitor import (
    FAIR,
    HALL_SECONDS,
    HEARD_SECONDS,
    enter_as_guest,
    enter_hall,
    photograph,
    serious_findings,
    sign_in,
    until,
)

EXHIBITOR = "tw-2330"
PASSWORD = "Xq9-hj2-klm"
MAKER, ORGANISER = "13800138002", "13800138003"
BOOTH = f"{FAIR}/exhibitors/{EXHIBITOR}/desk/booth/"
SCENE = f"/api{FAIR}/halls/h1/scene"
WIDE = {"viewport": {"width": 1280, "height": 800}}
STAGE_MS = 240_000  # the CPU compiles and draws the first picture
# The manager of one exhibitor, and somebody else who organises the fair.
MAKE_PEOPLE = f"""
from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.actions import add_staff
from yunzhan.website.fairs.actions import give_role
from yunzhan.website.fairs.models import Fair
fair = Fair.objects.get()
maker, organiser = (
    Person.objects.create_user(display_name=name, phone="+86" + phone, password="{PASSWORD}")
    for name, phone in (("Lin Mu", "{MAKER}"), ("Ho Shu", "{ORGANISER}"))
)
add_staff(fair.exhibitors.get(slug="{EXHIBITOR}"), maker, role="exhibitor_manager")
give_role(organiser, fair, role="organiser")
"""
MAGENTA = (225, 20, 200)


@pytest.fixture(scope="module")
def building_fair(own_fair):
    """With the worker that checks files, and the two people."""
    place = ("--port", str(own_fair.port), "--data", str(own_fair.folder))
    command = [sys.executable, "-m", "yunzhan", "manage", *place, "shell", "-v", "0", "-c", MAKE_PEOPLE]
    subprocess.run(command, check=True)
    own_fair.start("tasks")
    return own_fair


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A logo, a poster, and something that only calls itself a picture."""
    folder = tmp_path_factory.mktemp("files")
    logo = Image.new("RGB", (400, 160), "white")
    ImageDraw.Draw(logo).ellipse((10, 10, 150, 150), fill=MAGENTA)
    logo.save(folder / "logo.png")
    Image.new("RGB", (600, 800), MAGENTA).save(folder / "poster.png")
    (folder / "false.png").write_bytes(b"\x89PNG\r\n\x1a\n and nothing else")
    return folder


@pytest.fixture(scope="module")
def desk(building_fair, chromium, files):
    """The editor, open, with its booth drawn."""
    with visitors(chromium) as make:
        page = make(DESKTOP, **WIDE)
        page.set_default_timeout(60_000)
        sign_in(page, building_fair.address, MAKER, PASSWORD, "/en")
        page.goto(f"{building_fair.address}/en{BOOTH}")
        page.locator(".editor-scene[data-state=ready]").wait_for(timeout=STAGE_MS)
        yield page


def saved(page):
    page.locator(".editor-bar__saving--kept").wait_for()


def booth_in_hall(fair):
    with urllib.request.urlopen(f"{fair.address}{SCENE}", timeout=20) as answer:
        booths = json.load(answer)["booths"]
    return next(booth for booth in booths if booth["exhibitor"] == EXHIBITOR)


def share_of_green(picture):
    """How much of it is the booth's own green, in the hall's evening light; the exhibitor's colour before was red."""
    channels = Image.open(io.BytesIO(picture)).convert("RGB").tobytes()
    pixels = list(zip(channels[::3], channels[1::3], channels[2::3], strict=True))
    return sum(green > 35 and red < green / 4 and green / 2 < blue < 0.85 * green for red, green, blue in pixels) / len(
        pixels
    )


def test_exhibitor_builds_a_booth_and_hands_it_in(desk, files, pictures):
    desk.get_by_text("No design yet").wait_for()
    desk.get_by_label("Timber frame").check()
    desk.get_by_label("Colour #0f6f5c").click()
    desk.locator("#fascia-en").fill("Chips and more")
    saved(desk)
    desk.set_input_files("#slot-logo", files / "false.png")
    desk.locator(".editor-errand", has_text="Refused: The picture is damaged").wait_for()
    desk.get_by_role("button", name="I see").click()
    desk.set_input_files("#slot-logo", files / "logo.png")
    desk.set_input_files("#slot-poster", files / "poster.png")
    desk.locator(".editor-file").nth(1).wait_for()
    # A product by keyboard, another by dragging it onto the dot over a plinth in the picture.
    first, second = (desk.locator(f"#place-{at}") for at in (0, 1))
    names = first.locator("option").all_inner_texts()
    first.focus()
    first.press("Home")
    second.select_option(names[0])
    desk.locator(".editor-product", has_text=names[2]).drag_to(desk.locator(".editor-mark").nth(0))
    chosen = first.locator("option:checked")
    assert chosen.inner_text() == names[2]
    desk.keyboard.press("Control+z")
    until(lambda: chosen.inner_text() != names[2], 10, "the product's way back")
    desk.keyboard.press("Control+Shift+z")
    until(lambda: chosen.inner_text() == names[2], 10, "the product's way there")
    saved(desk)
    budget = desk.locator(".editor-budget__part").first.inner_text()
    assert budget.startswith("Download: ")
    assert budget.endswith(" of 400 kB")
    desk.frame_locator(".editor__part--page iframe").locator(".booth-files img").nth(1).wait_for()
    desk.screenshot(path=pictures / "booth-editor.png")
    assert serious_findings(desk) == []
    desk.get_by_role("button", name="Hand in for review").click()
    desk.get_by_text("Handed in: the organiser looks at it.").wait_for()
    assert desk.get_by_label("Timber frame").is_disabled()


def test_the_booth_is_seen_when_the_organiser_shows_it(building_fair, desk, flat_page, new_page, pictures):
    before = booth_in_hall(building_fair)
    assert (before["logo"], before["posters"]) == (None, [])
    organiser = flat_page(DESKTOP)
    sign_in(organiser, building_fair.address, ORGANISER, PASSWORD, "/en")
    organiser.goto(f"{building_fair.address}/en{FAIR}/designs/")
    organiser.locator("tbody a").first.click()
    organiser.locator(".booth-files img").nth(1).wait_for()
    organiser.get_by_role("button", name="Show it in the hall").click()
    organiser.get_by_text("Visitors see it now.").wait_for()
    shown = until(lambda: (now := booth_in_hall(building_fair))["logo"] and now, HEARD_SECONDS, "the booth in the hall")
    assert (shown["template"], shown["accent"], len(shown["posters"])) == ("frame", "#0f6f5c", 1)
    desk.reload()
    desk.get_by_text("In the hall now.").wait_for()
    reader = flat_page(PHONE)
    enter_as_guest(reader, building_fair.address, "Wang", "/en")
    reader.goto(f"{building_fair.address}/en{FAIR}/exhibitors/{EXHIBITOR}/")
    images = reader.locator(".booth-files img")
    until(
        lambda: images.evaluate_all("(all) => all.length === 2 && all.every((one) => one.naturalWidth > 0)"),
        30,
        "files",
    )
    reader.screenshot(path=pictures / "booth-page.png", full_page=True)
    visitor = new_page(DESKTOP, viewport={"width": 640, "height": 400})
    enter_as_guest(visitor, building_fair.address, "Li")
    enter_hall(visitor, building_fair.address, asked=f"&booth={shown['number']}", draws=True)
    place = visitor.locator(".hall-canvas")

    def green():
        return share_of_green(photograph(visitor, pictures / "booth-in-hall.png", place)) > 0.015

    until(green, HALL_SECONDS, "the booth's colour in the hall")
