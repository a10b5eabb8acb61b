"""What leads visitors and what they do together: a saved list toured, a talk at a booth, a guided tour."""

import subprocess
import sys

import pytest

from e2e.conftest import DESKTOP, visitors
from e2e.visitor import (
    FAIR,
    HEARD_SECONDS,
    LIST,
    WALK,
    enter_as_guest,
    enter_hall,
    open_tool,
    photograph,
    readout,
    until,
)

STOPS = ("1A01", "1A03")
PHONE_NUMBER, PASSWORD = "13800138002", "Xq9-hj2-klm"
MAKE_STAFF = f"""
from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.actions import add_staff
from yunzhan.website.exhibitors.models import Exhibitor
person = Person.objects.create_user(display_name="Jiang Jie", phone="+86{PHONE_NUMBER}", password="{PASSWORD}")
add_staff(Exhibitor.objects.get(placement__booth__number="1A01"), person, role="booth_staff")
"""


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


@pytest.fixture(scope="module")
def staff_cookies(demo, flat_chromium):
    """The cookies of somebody who works at booth 1A01."""
    address, folder = demo
    port = address.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "yunzhan", "manage", "--port", port, "--data", str(folder), "shell", "-v", "0"]
    subprocess.run([*command, "-c", MAKE_STAFF], check=True)
    with visitors(flat_chromium) as make:
        page = make(DESKTOP)
        page.goto(f"{address}/en/account/login/")
        page.fill("[name=login]", PHONE_NUMBER)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/en/")
        return page.context.storage_state()


def at_booth(page, address, number="1A01"):
    enter_hall(page, address, "/en", asked=f"&booth={number}")
    return page


@pytest.fixture
def guest_at_booth(fair_address, new_page):
    page = new_page()
    enter_as_guest(page, fair_address, "听众", "/en")
    return at_booth(page, fair_address)


@pytest.fixture
def staff_at_booth(fair_address, new_page, staff_cookies):
    return at_booth(new_page(storage_state=staff_cookies), fair_address)


def screens(page):
    """How many booths' screens in the hall show something."""
    return readout(page, "statistics")["screens"]


def shown_page(page):
    return page.locator(".screen__picture").get_attribute("src")


def test_talk_at_a_booth_is_seen_page_by_page_and_the_word_is_given(
    fair_address, staff_at_booth, guest_at_booth, flat_page, pictures
):
    staff, guest = staff_at_booth, guest_at_booth
    reader = flat_page()
    enter_as_guest(reader, fair_address, "读者", "/en")
    reader.locator("#now .on-now").wait_for()

    staff.locator(".panel--booth button", has_text="Present here").click()
    panel = staff.locator(".panel--present")
    panel.locator("input.input").fill("New pumps")
    panel.locator("button", has_text="Start").click()
    panel.locator("button", has_text="Next page").wait_for()
    guest.locator(".panel--booth .screen__picture").wait_for()
    guest.locator("body").press("Escape")
    guest.locator(".hall-screen .screen__picture").wait_for()
    assert "New pumps" in guest.locator(".hall-screen").inner_text()
    first = shown_page(guest)
    panel.locator("button", has_text="Next page").click()
    until(lambda: shown_page(guest) != first, HEARD_SECONDS, "the next page")
    assert shown_page(guest) == shown_page(staff)
    until(lambda: screens(guest) == screens(staff) == 1, HEARD_SECONDS, "the page on the booth's screen in the hall")
    photograph(guest, pictures / "talk-visitor.png")

    reader.locator(".on-now__show button", has_text="Look").click()
    until(lambda: shown_page(reader) == shown_page(staff), HEARD_SECONDS, "the same page in the list view")
    reader.locator("#now button", has_text="Ask to speak").click()
    guest.locator(".hall-screen button", has_text="Ask to speak").click()
    panel.locator(".screen__hands li").nth(1).wait_for()
    photograph(staff, pictures / "talk-staff.png")
    panel.get_by_label("Give 听众 the word").click()
    panel.get_by_label("Decline 读者's request").click()
    guest.get_by_text("You have the word.").wait_for()
    reader.get_by_text("Not now, please.").wait_for()
    reader.locator("#now").screenshot(path=pictures / "talk-list.png")

    reader.reload()
    reader.locator(".on-now__show button", has_text="Look").click()
    until(lambda: shown_page(reader) == shown_page(staff), HEARD_SECONDS, "the page for who comes late")
    panel.locator("button", has_text="End").click()
    guest.locator(".hall-screen").wait_for(state="detached")
    until(lambda: screens(guest) == 0, HEARD_SECONDS, "the booth's screen being as before")
    reader.get_by_text("No talk and no guided tour is on").wait_for()


def test_group_follows_a_guide_until_the_tour_ends(staff_at_booth, guest_at_booth, pictures):
    guide, guest = staff_at_booth, guest_at_booth
    for page in (guide, guest):
        page.keyboard.press("Escape")
        open_tool(page, "tours")
    guide.locator(".on-now__start input").fill("Semiconductors in ten stops")
    guide.locator(".on-now__start button").click()
    guest.locator(".on-now__show", has_text="Semiconductors in ten stops").get_by_role("button").click()
    guide.get_by_text("1 go along.").wait_for()
    before = readout(guest, "place")
    guide.locator("body").press("b")
    booths = guide.locator(".panel--booths")
    booths.locator("input").fill("1A04")
    booths.locator(".booths__open").first.click()
    guide.locator(".panel--booth button", has_text="Jump there").click()
    until(lambda: readout(guest, "place")["x"] > before["x"] + 5, HEARD_SECONDS, "the guest going along")
    photograph(guest, pictures / "guided-tour.png")
    open_tool(guide, "tours")
    guide.locator(".on-now__show button", has_text="End the tour").click()
    spoken(guest, "The guided tour has ended")
