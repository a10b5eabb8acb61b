"""On a phone in Chromium: a tap counts however shortly after a swipe it comes, on the hall and on its tools."""

import pytest

from e2e.conftest import PHONE
from e2e.visitor import FAIR, HEARD_SECONDS, enter_as_guest, enter_hall, readout, until


@pytest.fixture
def phone(fair_address, new_page):
    """Before a booth, whose card is closed again."""
    page = new_page(PHONE)
    enter_as_guest(page, fair_address, "Finger", "/en")
    scene = page.request.get(f"{fair_address}/api{FAIR}/halls/h1/scene").json()
    booth = scene["booths"][0]["number"]
    enter_hall(page, fair_address, "/en", walk=f"{FAIR}/halls/h1/walk/?still=1&booth={booth}")
    page.locator(".panel--booth .panel__close").tap()
    page.locator(".panel--booth").wait_for(state="detached")
    return page


def fingers(page):
    touch = page.context.new_cdp_session(page)

    def put(kind, *points):
        touches = [{"x": x, "y": y, "id": 0} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    return put


def swipe(put, start, end, y=330, steps=6):
    """Fast, and the finger still moves when it is lifted: what a browser takes for a fling."""
    put("touchStart", (start, y))
    for step in range(1, steps + 1):
        put("touchMove", (start + (end - start) * step / steps, y))
    put("touchEnd")


def tap(put, x, y):
    put("touchStart", (x, y))
    put("touchEnd")


def test_a_tap_on_a_booth_right_after_a_swipe_opens_its_card(phone):
    put = fingers(phone)
    yaw = readout(phone, "camera.yaw")
    swipe(put, 150, 260)
    swipe(put, 260, 150)
    tap(put, 195, 300)
    phone.locator(".panel--booth").wait_for()
    assert abs(readout(phone, "camera.yaw") - yaw) < 0.05
    phone.locator(".panel--booth .panel__close").tap()
    phone.locator(".panel--booth").wait_for(state="detached")


def test_a_tap_on_a_tool_right_after_a_swipe_opens_its_panel(phone):
    put = fingers(phone)
    box = phone.locator(".hall-tools__tool[data-tool=map]").bounding_box()
    yaw = readout(phone, "camera.yaw")
    swipe(put, 150, 330)
    tap(put, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(lambda: abs(readout(phone, "camera.yaw") - yaw) > 0.1, HEARD_SECONDS, "a turn")
    phone.locator(".panel--map").wait_for()
