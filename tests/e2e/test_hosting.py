"""A host keeps order in a browser: what they do on their pages is seen at once by a visitor in another one."""

import subprocess
import sys

import pytest

from e2e.conftest import DESKTOP, PHONE, visitors
from e2e.visitor import (
    FAIR,
    GROUP,
    HEARD_SECONDS,
    enter_as_guest,
    enter_hall,
    hear,
    photograph,
    say,
    serious_findings,
    sign_in,
    until,
)
from website.uploads.hostile import good_picture

PHONE_NUMBER, PASSWORD = "13800138001", "Xq9-hj2-klm"
HOSTING = f"{FAIR}/hosting"
# An organiser, and the first manager of one exhibitor, through the website's actions.
MAKE_PEOPLE = f"""
from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.actions import add_staff
from yunzhan.website.fairs.actions import give_role
from yunzhan.website.fairs.models import Fair
fair = Fair.objects.get()
person = Person.objects.create_user(display_name="Ho Shu", phone="+86{PHONE_NUMBER}", password="{PASSWORD}")
give_role(person, fair, role="organiser")
add_staff(fair.exhibitors.get(slug="tw-2330"), person, role="exhibitor_manager")
"""


@pytest.fixture(scope="module")
def staffed_fair(own_fair):
    manage(own_fair, MAKE_PEOPLE)
    return own_fair


def manage(fair, code):
    """Runs code in the fair's website."""
    place = ("--port", str(fair.port), "--data", str(fair.folder))
    subprocess.run([sys.executable, "-m", "yunzhan", "manage", *place, "shell", "-v", "0", "-c", code], check=True)


@pytest.fixture(scope="module")
def signed_in(staffed_fair, flat_chromium):
    """The cookies of the organiser, for as many contexts as the tests need."""
    with visitors(flat_chromium) as make:
        page = make(DESKTOP)
        sign_in(page, staffed_fair.address, PHONE_NUMBER, PASSWORD, "/en")
        return page.context.storage_state()


def row_of(page, text):
    """The line of the hosts' list with these words, once the recorder has copied it."""

    def found():
        page.reload()
        row = page.locator("tbody tr", has_text=text)
        return row if row.count() else None

    return until(found, HEARD_SECONDS, "the copy of what was said")


def test_host_removes_a_message_mutes_and_closes_the_conversation(staffed_fair, signed_in, flat_page, pictures):
    host, visitor = flat_page(DESKTOP, storage_state=signed_in), flat_page(PHONE)
    enter_as_guest(visitor, staffed_fair.address, "Wang", "/en")
    say(visitor, "a rude word")
    host.goto(f"{staffed_fair.address}/en{HOSTING}/said/")
    row_of(host, "a rude word").get_by_role("button", name="Remove").click()
    visitor.locator(".chat__line", has_text="This message was removed.").wait_for(timeout=HEARD_SECONDS * 1000)
    say(visitor, "another one")
    row_of(host, "another one").get_by_role("button", name="Mute").click()
    host.get_by_text("Wang is muted for ten minutes.").wait_for()
    visitor.fill("#chat-text", "and one more")
    visitor.press("#chat-text", "Enter")
    visitor.get_by_text("you are muted").wait_for(timeout=HEARD_SECONDS * 1000)
    host.goto(f"{staffed_fair.address}/en{HOSTING}/restrictions/")
    host.screenshot(path=pictures / "hosting-restrictions.png")
    host.get_by_role("button", name="Lift").click()
    host.get_by_text("Nobody is muted or shut out").wait_for()
    say(visitor, "sorry")
    host.goto(f"{staffed_fair.address}/en{HOSTING}/rules/{GROUP}/")
    host.check("[name=read_only]")
    host.get_by_role("button", name="Save").click()
    visitor.get_by_text("You can read this group but not write in it.").wait_for(timeout=HEARD_SECONDS * 1000)
    host.goto(f"{staffed_fair.address}/en{FAIR}/halls/h1/")
    say(host, "thank you all")
    hear(visitor, "thank you all")


def test_announcement_is_seen_in_the_hall_and_in_the_list_until_it_is_put_away(
    staffed_fair, signed_in, flat_page, chromium, pictures
):
    host, reader = flat_page(DESKTOP, storage_state=signed_in), flat_page(PHONE)
    enter_as_guest(reader, staffed_fair.address, "Wang", "/en")
    with visitors(chromium) as make:
        walker = make(DESKTOP)
        enter_as_guest(walker, staffed_fair.address, "Lin")
        enter_hall(walker, staffed_fair.address)
        for text in (
            "Lunch is served in hall 3.",
            "The forum on ports begins at two o'clock on the stage of this hall.",
        ):
            host.goto(f"{staffed_fair.address}/en{HOSTING}/announce/")
            host.fill("[name=text]", text)
            host.locator("main form.form button[type=submit]").click()
            for page in (reader, walker):
                page.locator("[role=status]", has_text=text).wait_for(timeout=HEARD_SECONDS * 1000)
        photograph(walker, pictures / "announced-hall.png")
    reader.screenshot(path=pictures / "announced-list.png")
    reader.reload()
    reader.get_by_role("button", name="1 earlier").click()
    notices = reader.locator(".hall-news--notice")
    assert notices.count() == 2
    assert serious_findings(reader) == []
    reader.get_by_role("button", name="Put away").first.click()
    reader.locator("[role=status]", has_text="Lunch is served in hall 3.").wait_for()
    with reader.expect_response("**/announcements"):
        reader.reload()
    notices.wait_for(timeout=HEARD_SECONDS * 1000)
    assert notices.count() == 1


@pytest.mark.parametrize(
    "path",
    [
        f"{HOSTING}/",
        f"{HOSTING}/said/",
        f"{HOSTING}/announce/",
        f"{HOSTING}/rules/{GROUP}/",
        f"{FAIR}/exhibitors/tw-2330/desk/",
        f"{FAIR}/exhibitors/tw-2330/desk/products/",
        f"{FAIR}/exhibitors/tw-2330/desk/products/add/",
        f"{FAIR}/exhibitors/tw-2330/desk/staff/",
        f"{FAIR}/exhibitors/tw-2330/desk/files/",
        "/account/signup/",
    ],
)
def test_page_of_those_who_work_here_is_accessible_and_fits(
    staffed_fair, signed_in, flat_page, profile, pictures, path
):
    page = flat_page(profile, storage_state=None if path == "/account/signup/" else signed_in)
    page.goto(f"{staffed_fair.address}{profile.language}{path}")
    page.screenshot(
        path=pictures / f"{path.strip('/').replace('/', '-').replace(':', '-')}-{profile.name}.png", full_page=True
    )
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_booth_is_designed_without_script_and_the_hall_shows_it_once_the_organiser_says_so(
    staffed_fair, signed_in, flat_page, pictures
):
    page = flat_page(PHONE, storage_state=signed_in)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{staffed_fair.address}/en{FAIR}/exhibitors/tw-2330/desk/booth/")
    page.fill("[name=accent]", "#ffee88")
    page.fill("[name=fascia_en]", "Bright lines")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_text("White letters cannot be read on this colour.").wait_for()
    assert page.input_value("[name=fascia_en]") == "Bright lines"
    page.fill("[name=accent]", "#224466")
    page.get_by_role("button", name="Save and hand in").click()
    page.get_by_text("The design is being reviewed.").wait_for()
    assert (board_of(page, staffed_fair), serious_findings(page)) == (None, [])
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.screenshot(path=pictures / "booth-design.png", full_page=True)
    page.goto(f"{staffed_fair.address}/en{FAIR}/designs/")
    page.locator("tbody a").click()
    page.get_by_role("button", name="Show it in the hall").wait_for()
    assert serious_findings(page) == []
    page.get_by_role("button", name="Show it in the hall").click()
    page.get_by_text("No design waits for an answer").wait_for()
    until(lambda: board_of(page, staffed_fair) == "#224466", HEARD_SECONDS, "the design in the hall")


def test_exhibitor_brings_files_and_sees_what_became_of_them(staffed_fair, signed_in, flat_page, pictures):
    page = flat_page(PHONE, storage_state=signed_in)
    page.goto(f"{staffed_fair.address}/en{FAIR}/exhibitors/tw-2330/desk/files/")
    page.get_by_text("No files yet").wait_for()
    brought = [
        {"name": "poster.png", "mimeType": "image/png", "buffer": good_picture()},
        {"name": "cut off.jpg", "mimeType": "image/jpeg", "buffer": good_picture(kind="JPEG")[:900]},
        {"name": "program.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" * 40},
    ]
    page.set_input_files("[name=brought]", brought)
    page.get_by_text("program.exe: PNG, JPEG, WebP").wait_for()
    work_off = "from yunzhan.website.uploads.tasks import work_off; work_off()"  # this fair has no worker of its own
    manage(staffed_fair, work_off)
    page.get_by_text("The picture is damaged or cut off.").wait_for(timeout=HEARD_SECONDS * 1000)
    page.locator("#files-list[data-unfinished=no]").wait_for(timeout=HEARD_SECONDS * 1000)
    page.locator("tr", has_text="poster.png").get_by_text("Ready").wait_for()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.screenshot(path=pictures / "files-phone.png", full_page=True)
    wide = flat_page(DESKTOP, storage_state=signed_in)
    wide.set_viewport_size({"width": 1440, "height": 900})
    wide.goto(f"{staffed_fair.address}{FAIR}/exhibitors/tw-2330/desk/files/")
    wide.screenshot(path=pictures / "files-desktop.png", full_page=True)
    assert serious_findings(wide) == []
    page.locator("tr", has_text="cut off.jpg").get_by_role("button", name="Delete").click()
    page.get_by_text("cut off.jpg is deleted.").wait_for()


def board_of(page, fair):
    """The colour of the booth in the hall's manifest whose board says what was designed, or None."""
    scene = page.request.get(f"{fair.address}/api{FAIR}/halls/h1/scene?lang=en").json()
    found = [booth["accent"] for booth in scene["booths"] if booth["fascia"] == "Bright lines"]
    return found[0] if found else None
