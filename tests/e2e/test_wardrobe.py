"""A visitor chooses how they look; another visitor sees it at once, and it is there at the next visit."""

from e2e.conftest import DESKTOP, PHONE
from e2e.visitor import (
    HALL_SECONDS,
    HEARD_SECONDS,
    SHOT_MS,
    enter_as_guest,
    enter_hall,
    open_panel,
    readout,
    serious_findings,
    until,
)

LOOK_CHOSEN = 4 | 1 << 24  # the fifth body, with glasses
CHOSEN_BITS = 15 | 1 << 24
TOP_CHOSEN = 10


def look_seen(page, name):
    return next((one["look"] for one in readout(page, "places") or [] if one["name"] == name), None)


def wears_what_was_chosen(page):
    look = look_seen(page, "Chooser") or 0
    return look & CHOSEN_BITS == LOOK_CHOSEN and look >> 4 & 15 == TOP_CHOSEN


def open_wardrobe(page, words):
    """Until the mirror shows somebody."""
    with page.expect_response("**/people/*.webp"):
        page.get_by_role("button", name=words).click()
    page.locator(".wardrobe__canvas").wait_for()


def test_look_is_chosen_in_a_mirror_seen_by_others_and_kept(fair_address, new_page, pictures):
    chooser, other = new_page(PHONE), new_page(DESKTOP)
    enter_as_guest(other, fair_address, "旁观的人")
    enter_hall(other, fair_address)
    enter_as_guest(chooser, fair_address, "Chooser", "/en")
    enter_hall(chooser, fair_address, "/en")
    until(lambda: look_seen(other, "Chooser") is not None, HEARD_SECONDS, "the chooser")
    chooser.locator(".hall-tools__tool[data-tool=people]").click()
    open_wardrobe(chooser, "Change how I look")
    chooser.get_by_label("Skirt suit, hair up").check()
    chooser.get_by_label("Glasses").check()
    chooser.get_by_role("group", name="Colour above").get_by_label("Colour 11", exact=True).check()
    chooser.screenshot(path=pictures / "wardrobe-phone.png", timeout=SHOT_MS)
    assert serious_findings(chooser) == []
    chooser.get_by_role("button", name="Wear this").click()
    chooser.get_by_text("Everybody sees you like this now.").wait_for()
    until(lambda: wears_what_was_chosen(other), HEARD_SECONDS, "the new look")
    chooser.reload()
    until(lambda: readout(chooser, "connection") == "online", HALL_SECONDS, "the connection")
    until(lambda: wears_what_was_chosen(other), HEARD_SECONDS, "the look again")


def test_what_is_chosen_by_keyboard_is_never_hidden_behind_the_mirror(fair_address, new_page, pictures):
    page = new_page(DESKTOP)
    enter_as_guest(page, fair_address, "照镜子的人")
    enter_hall(page, fair_address)
    open_panel(page, "o", "settings")
    open_wardrobe(page, "更换我的形象")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll(".wardrobe input")].filter((one) => {
            one.focus();
            const { x, y, width, height } = one.getBoundingClientRect();
            return document.elementFromPoint(x + width / 2, y + height / 2) !== one;
        }).length"""
    )
    assert hidden == 0
    page.screenshot(path=pictures / "wardrobe-desktop.png", timeout=SHOT_MS)
