"""The hall in a headset, emulated in the browser: offered only where there is one, walked by stick, hand and real steps, left."""

from pathlib import Path

import pytest

from e2e.conftest import DESKTOP
from e2e.visitor import HALL_SECONDS, HEARD_SECONDS, enter_as_guest, enter_hall, photograph, readout, until

EMULATOR = Path(__file__).parents[2] / "client/node_modules/iwer/build/iwer.min.js"
WORN = """
window.headset = new IWER.XRDevice(IWER.metaQuest3);
headset.installRuntime({ forceInstall: true });
headset.stereoEnabled = true;
headset.position.set(0, 1.7, 0);
"""
REFUSED = WORN + "navigator.xr.requestSession = () => Promise.reject(new DOMException('in use', 'InvalidStateError'));"
TOOL = ".hall-tools__tool[data-tool=headset]"


@pytest.fixture
def inside(new_page, fair_address):
    def enter(emulated, draws=False):
        page = new_page(DESKTOP, locale="en-GB")
        page.add_init_script(path=EMULATOR)
        page.add_init_script(emulated)
        enter_as_guest(page, fair_address, "Aisle Walker", "/en")
        enter_hall(page, fair_address, "/en", draws=draws)
        return page

    return enter


def own_place(page):
    return page.evaluate("[window.yunzhan.place.x, window.yunzhan.place.z]")


def test_no_headset_is_offered_where_there_is_none(new_page, fair_address):
    page = new_page(DESKTOP, locale="en-GB")
    enter_as_guest(page, fair_address, "Aisle Walker", "/en")
    enter_hall(page, fair_address, "/en")
    assert page.evaluate("navigator.xr ? navigator.xr.isSessionSupported('immersive-vr') : false") is False
    assert page.locator(TOOL).count() == 0


def test_headset_that_refuses_is_said(inside):
    page = inside(REFUSED)
    page.locator(TOOL).click()
    told = page.locator(".hall-caption[role=alert]")
    told.wait_for(timeout=HEARD_SECONDS * 1000)
    assert "headset could not be opened" in told.inner_text()
    assert page.locator(TOOL).is_enabled()


def test_hall_is_walked_in_a_headset(inside, pictures):
    page = inside(WORN, draws=True)
    tool = page.locator(TOOL)
    tool.click()
    until(lambda: tool.get_attribute("aria-pressed") == "true", HEARD_SECONDS, "the session")
    until(lambda: page.evaluate("window.yunzhan.eyes.isWorn"), HALL_SECONDS, "a picture for it")
    x, z = own_place(page)
    eyes = page.evaluate("window.yunzhan.eyes")
    # but for half of what is between two eyes
    assert [eyes["x"], eyes["y"], eyes["z"]] == pytest.approx([x, 1.7, z], abs=0.05)

    page.evaluate("headset.controllers.left.updateAxes('thumbstick', 0, -1)")
    until(lambda: own_place(page)[1] < z - 1, HALL_SECONDS, "a metre ahead by the stick")
    page.evaluate("headset.controllers.left.updateAxes('thumbstick', 0, 0)")

    yaw = page.evaluate("window.yunzhan.eyes.yaw")
    page.evaluate("headset.controllers.right.updateAxes('thumbstick', 1, 0)")
    until(lambda: abs(page.evaluate("window.yunzhan.eyes.yaw") - yaw - 0.5236) < 0.01, HALL_SECONDS, "a turn of 30°")
    page.evaluate("headset.controllers.right.updateAxes('thumbstick', 0, 0)")

    before = own_place(page)
    page.evaluate("headset.position.set(0, 1.7, -0.6)")
    until(lambda: own_place(page) != before, HALL_SECONDS, "a real step")

    before = own_place(page)
    page.evaluate("""() => {
        const { right } = headset.controllers;
        right.position.set(0.2, 1.4, -0.8);
        right.quaternion.set(-0.2588, 0, 0, 0.9659);
    }""")
    until(lambda: page.evaluate("window.yunzhan.eyes.pointsAt"), HALL_SECONDS, "a spot on the floor")
    spot = page.evaluate("window.yunzhan.eyes.pointsAt")
    page.evaluate("headset.controllers.right.updateButtonValue('trigger', 1)")
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    page.evaluate("headset.controllers.right.updateButtonValue('trigger', 0)")
    until(lambda: own_place(page) != before, HALL_SECONDS, "a jump to it")
    x, z = own_place(page)
    assert (x - spot["x"]) ** 2 + (z - spot["z"]) ** 2 < 1
    photograph(page, pictures / "headset.png")

    page.evaluate("headset.activeSession.end()")
    until(lambda: tool.get_attribute("aria-pressed") == "false", HEARD_SECONDS, "the page again")
    until(lambda: not page.evaluate("window.yunzhan.eyes.isWorn"), HALL_SECONDS, "the camera that follows")
    assert readout(page, "connection") == "online"
