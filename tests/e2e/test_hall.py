"""In the 3D hall: it is drawn, people move, one walks, opens booths and panels, chooses looks; by mouse, finger and keyboard."""

import io

from PIL import Image, ImageStat

from e2e.conftest import DESKTOP, PHONE
from e2e.visitor import (
    HALL_SECONDS,
    HEARD_SECONDS,
    enter_as_guest,
    enter_hall,
    open_panel,
    photograph,
    readout,
    serious_findings,
    until,
)

VARIED = 12  # standard deviation of grey that no blank picture has


def is_varied(picture):
    """Whether the middle of the picture shows something; panels and counts lie round it."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    width, height = image.size
    return (
        ImageStat.Stat(image.crop((width * 3 // 10, height * 3 // 10, width * 7 // 10, height * 7 // 10))).stddev[0]
        > VARIED
    )


def test_hall_is_drawn_and_people_walk_in_it(fair_address, new_page, profile, pictures):
    page = new_page(profile)
    enter_as_guest(page, fair_address, "看展的人", profile.language)
    enter_hall(page, fair_address, profile.language, draws=True)
    until(lambda: readout(page, "people") > 0, HEARD_SECONDS, "somebody else")
    before = {one["id"]: (one["x"], one["z"]) for one in readout(page, "places")}

    def has_moved():
        now = {one["id"]: (one["x"], one["z"]) for one in readout(page, "places")}
        return any(now[one] != before[one] for one in before.keys() & now.keys())

    until(has_moved, HEARD_SECONDS, "a step")
    photograph(page, pictures / f"hall-{profile.name}.png")
    assert is_varied(photograph(page, None, page.locator(".hall-canvas")))
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert serious_findings(page) == []
    for name in ("chat", "map", "booths", "people", "tours", "settings", "help"):
        page.evaluate(f"document.querySelector('.hall-tools__tool[data-tool={name}]').click()")
        page.locator(f".panel--{name}").wait_for()
        assert serious_findings(page) == [], name
        page.screenshot(path=pictures / f"panel-{name}-{profile.name}.png")


def test_visitor_finds_a_booth_looks_at_its_card_and_goes_there(fair_address, new_page, pictures):
    page = new_page()
    enter_as_guest(page, fair_address, "看展的人")
    enter_hall(page, fair_address, draws=True)
    panel = open_panel(page, "b", "booths")
    panel.locator("input").fill("1A0")
    panel.locator(".booths__open").first.click()
    card = page.locator(".panel--booth")
    number = card.locator(".plate__number").inner_text()
    first = card.locator(".booth-card__products img").first
    until(lambda: first.evaluate("one => one.complete && one.naturalWidth > 0"), HEARD_SECONDS, "a product's picture")
    photograph(page, pictures / "booth-card.png")
    assert is_varied(first.screenshot())
    link = card.locator("a[href*='/exhibitors/']").get_attribute("href")
    assert page.request.get(f"{fair_address}{link}").ok
    start = readout(page, "place")
    card.locator(".button--signal").click()
    card.wait_for(state="detached")
    arrived = page.locator("[aria-live=polite].hidden-visually", has_text=number)
    arrived.wait_for(state="attached", timeout=HEARD_SECONDS * 3000)
    end = readout(page, "place")
    assert abs(end["x"] - start["x"]) + abs(end["z"] - start["z"]) > 2
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.locator(".panel--booth .plate__number", has_text=number).wait_for()
    page.keyboard.press("Escape")
    page.locator(".panel").wait_for(state="detached")
    page.keyboard.press("l")
    page.locator("[aria-live=polite].hidden-visually", has_text=f"米：{number}").wait_for(state="attached")
    page.evaluate("window.rests = false")
    with page.expect_download() as download:
        page.keyboard.press("c")
    page.evaluate("window.rests = true")
    assert download.value.suggested_filename.endswith(".jpg")
    download.value.save_as(pictures / "taken.jpg")
    assert is_varied((pictures / "taken.jpg").read_bytes())
    page.keyboard.press("n")
    until(lambda: readout(page, "place") != end, HEARD_SECONDS, "a walk to the next booth")
    around = open_panel(page, "m", "map").locator(".hall-map__around")
    assert "米：" in around.inner_text()
    photograph(page, pictures / "map-around.png")


def test_hall_is_used_by_keyboard_alone(fair_address, new_page):
    page = new_page()
    enter_as_guest(page, fair_address, "键盘访客")
    enter_hall(page, fair_address)
    start = readout(page, "place")
    page.keyboard.down("ArrowUp")
    until(lambda: abs(readout(page, "place")["z"] - start["z"]) > 0.5, HEARD_SECONDS, "a walk")
    page.keyboard.up("ArrowUp")
    yaw = readout(page, "camera.yaw")
    page.keyboard.down("e")
    until(lambda: readout(page, "camera.yaw") > yaw + 0.2, HEARD_SECONDS, "a turn")
    page.keyboard.up("e")
    for key, name in (
        ("m", "map"),
        ("b", "booths"),
        ("p", "people"),
        ("o", "settings"),
        ("h", "help"),
        ("Enter", "chat"),
    ):
        page.locator("body").press(key) if key != "Enter" else page.keyboard.press(key)
        page.locator(f".panel--{name}").wait_for()
        focus = "document.activeElement.closest('.panel') !== null"
        until(lambda inside=focus: page.evaluate(inside), HEARD_SECONDS, f"the focus in {name}")
        page.keyboard.press("Escape")
        page.locator(f".panel--{name}").wait_for(state="detached")
    # By Tab from the page's top: the list view first, then each tool in the order one sees.
    seen = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.dataset.tool ?? ''"))
    assert [one for one in seen if one] == ["chat", "map", "booths", "people", "tours", "settings", "help"]


def test_visitor_chooses_looks_and_language_and_stays_where_they_are(fair_address, new_page, pictures):
    page = new_page()
    enter_as_guest(page, fair_address, "看展的人")
    enter_hall(page, fair_address, asked="&booth=1B02")
    page.keyboard.press("Escape")
    page.keyboard.down("s")
    start = readout(page, "place")
    until(lambda: abs(readout(page, "place")["z"] - start["z"]) > 1, HEARD_SECONDS, "a walk")
    page.keyboard.up("s")
    panel = open_panel(page, "o", "settings")
    panel.get_by_label("深色").check()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    panel.get_by_label("在人物上方显示姓名").uncheck()
    page.screenshot(path=pictures / "settings-dark.png")
    place = readout(page, "place")
    panel.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/**/walk/**")
    until(lambda: readout(page, "connection") == "online", HALL_SECONDS, "the hall again")
    now = readout(page, "place")
    assert abs(now["x"] - place["x"]) + abs(now["z"] - place["z"]) < 0.6
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("localStorage.getItem('yunzhan.names')") == "no"


def test_fingers_pinch_turn_and_push_the_joystick(fair_address, new_page, pictures):
    page = new_page(PHONE)
    enter_as_guest(page, fair_address, "Phone", "/en")
    enter_hall(page, fair_address, "/en", draws=True)
    touch = page.context.new_cdp_session(page)

    def fingers(kind, *points):
        touches = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    before = readout(page, "camera")
    fingers("touchStart", (150, 300), (240, 300))
    for step in range(1, 9):
        fingers("touchMove", (150 - 8 * step, 300), (240 + 8 * step, 300))
    fingers("touchEnd")
    until(lambda: readout(page, "camera")["distance"] < before["distance"] - 0.5, HEARD_SECONDS, "a pinch")
    yaw = readout(page, "camera.yaw")
    fingers("touchStart", (150, 300), (240, 300))
    for step in range(1, 9):
        fingers("touchMove", (150 + 8 * step, 300), (240 + 8 * step, 300))
    fingers("touchEnd")
    until(lambda: abs(readout(page, "camera.yaw") - yaw) > 0.1, HEARD_SECONDS, "a turn")
    stick = page.locator(".joystick").bounding_box()
    x, y = stick["x"] + stick["width"] / 2, stick["y"] + stick["height"] / 2
    start = readout(page, "place")
    fingers("touchStart", (x, y))
    fingers("touchMove", (x, y - 40))
    until(lambda: readout(page, "place") != start, HEARD_SECONDS, "a step")
    photograph(page, pictures / "joystick.png")
    fingers("touchEnd")
    until(lambda: readout(page, "place.yaw") is not None and not moves(page), HEARD_SECONDS, "a stop")


def moves(page):
    """Whether the avatar goes on while a moment passes."""
    before = readout(page, "place")
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    return readout(page, "place") != before


def test_less_motion_is_taken_from_the_system(fair_address, new_page):
    page = new_page(DESKTOP, reduced_motion="reduce")
    enter_as_guest(page, fair_address, "看展的人")
    enter_hall(page, fair_address)
    panel = open_panel(page, "o", "settings")
    assert panel.get_by_label("减少动态效果").is_checked()
