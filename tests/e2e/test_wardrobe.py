"""A visitor chooses how they look; another visitor sees it at once, and it is there at the next visit."""

from e2e.conftest import DESKTOP, PHONE
from e2e.visitor import (
    HALL_SECONDS,
    HEARD_SECONDS,
    enter_as_guest,
    enter_hall,
    open_panel,
    readout,
    serious_findings,
    until,
)

LOOK_CHOSEN = 4 | 1 << 24  # the fifth body, with glasses
CHOSEN_BITS = 15 | 1 << 24
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def look_seen(page, name):
    return next((one["look"] for one in readout(page, "places") if one["name"] == name), None)


def test_look_is_chosen_in_a_mirror_seen_by_others_and_kept(fair_address, new_page, pictures):
    chooser, other = new_page(PHONE), new_page(DESKTOP)
    enter_as_guest(other, fair_address, "旁观的人")
    enter_hall(other, fair_address)
    enter_as_guest(chooser, fair_address, "Chooser", "/en")
    enter_hall(chooser, fair_address, "/en")
    until(lambda: look_seen(other, "Chooser") is not None, HEARD_SECONDS, "the chooser")
    chooser.evaluate("window.rests = false")
    chooser.locator(".hall-tools__tool[data-tool=people]").click()
    chooser.get_by_role("button", name="Change how I look").click()
    with chooser.expect_response("**/hostess.webp", timeout=HALL_SECONDS * 1000):
        chooser.get_by_label("Skirt suit, hair up").check(timeout=HALL_SECONDS * 1000)
    chooser.get_by_label("Glasses").check()
    chooser.get_by_role("group", name="Colour above").get_by_label("Colour 11", exact=True).check()
    chooser.evaluate(TWO_FRAMES)
    chooser.screenshot(path=pictures / "wardrobe-phone.png", timeout=90_000)
    assert serious_findings(chooser) == []
    chooser.get_by_role("button", name="Wear this").click()
    chooser.get_by_text("Everybody sees you like this now.").wait_for()
    chooser.evaluate("window.rests = true")
    until(lambda: (look_seen(other, "Chooser") or 0) & CHOSEN_BITS == LOOK_CHOSEN, HEARD_SECONDS, "the new look")
    assert look_seen(other, "Chooser") >> 4 & 15 == 10
    chooser.reload()
    until(lambda: readout(chooser, "connection") == "online", HALL_SECONDS, "the connection")
    until(lambda: (look_seen(other, "Chooser") or 0) & CHOSEN_BITS == LOOK_CHOSEN, HEARD_SECONDS, "the look again")
    other.evaluate("window.rests = false")
    open_panel(other, "o", "settings")
    other.get_by_role("button", name="更换我的形象").click()
    with other.expect_response("**/businessman.webp", timeout=HALL_SECONDS * 1000):
        other.get_by_label("西装领带").check(timeout=HALL_SECONDS * 1000)
    other.evaluate(TWO_FRAMES)
    other.screenshot(path=pictures / "wardrobe-desktop.png", timeout=90_000)
