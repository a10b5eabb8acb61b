"""What two visitors do with messages on the list page: answer, call, change, take back, send pictures, read marks."""

import pytest

from e2e.conftest import PHONE
from e2e.visitor import HEARD_SECONDS, enter_as_guest, hear, say, serious_findings, until

NAMES = ("Ann Lee", "Ben")


@pytest.fixture
def two(fair_address, flat_page):
    """Two English readers with phones on the list page of one hall."""
    pages = [flat_page(PHONE), flat_page(PHONE)]
    for page, name in zip(pages, NAMES, strict=True):
        enter_as_guest(page, fair_address, name, "/en")
        page.locator("#chat-text").wait_for(timeout=HEARD_SECONDS * 1000)
    return pages


def line(page, text):
    return page.locator(".chat__line", has_text=text).last


def act(page, text, action):
    """Opens the actions of the line with that text and chooses one."""
    line(page, text).locator(".chat__more").click()
    line(page, text).get_by_role("button", name=action, exact=True).click()


def test_message_is_answered_changed_and_taken_back(two, pictures):
    ann, ben = two
    say(ann, "who makes wafers")
    hear(ben, "who makes wafers")
    act(ben, "who makes wafers", "Reply")
    say(ben, "booth 1A02 does")
    hear(ann, "booth 1A02 does")
    assert "Ann Lee: who makes wafers" in line(ann, "booth 1A02 does").locator(".chat__answered").inner_text()
    act(ben, "booth 1A02 does", "Edit")
    assert ben.input_value("#chat-text") == "booth 1A02 does"
    ben.fill("#chat-text", "booth 1A03 does")
    ben.press("#chat-text", "Enter")
    hear(ann, "booth 1A03 does")
    assert line(ann, "booth 1A03 does").locator(".chat__edited").is_visible()
    assert ann.locator(".chat__text", has_text="booth 1A02 does").count() == 0
    ann.screenshot(path=pictures / "chat-reply.png")
    assert serious_findings(ann) == []
    act(ben, "booth 1A03 does", "Remove")
    line(ann, "This message was removed.").wait_for(timeout=HEARD_SECONDS * 1000)
    line(ann, "who makes wafers").locator(".chat__more").click()
    assert line(ann, "who makes wafers").get_by_role("button", name="Remove", exact=True).is_visible()
    line(ben, "who makes wafers").locator(".chat__more").click()
    assert line(ben, "who makes wafers").get_by_role("button", name="Remove", exact=True).count() == 0
    # Who comes later sees neither the words nor a hole.
    ann.reload()
    hear(ann, "who makes wafers")
    assert ann.locator(".chat__text", has_text="booth 1A03 does").count() == 0


def test_person_is_called_by_name(two):
    ann, ben = two
    say(ann, "here I am, Ben")
    hear(ben, "here I am, Ben")
    ben.locator("#chat-text").press_sequentially("thanks @an")
    ben.get_by_role("option", name="Ann Lee").first.wait_for()
    ben.press("#chat-text", "Enter")
    assert ben.input_value("#chat-text") == "thanks @Ann Lee "
    ben.press("#chat-text", "Enter")
    called = ann.locator(".chat__line--to-me", has_text="thanks @Ann Lee").last
    called.wait_for(timeout=HEARD_SECONDS * 1000)
    assert called.locator(".chat__mention").inner_text() == "@Ann Lee"


def test_sticker_and_product_picture_are_sent(two, pictures):
    ann, ben = two
    ann.get_by_role("button", name="Stickers").click()
    ann.locator(".tray--stickers").screenshot(path=pictures / "stickers.png")
    ann.locator(".tray--stickers button").nth(4).click()
    ben.locator(".chat__lines .sticker").last.wait_for(timeout=HEARD_SECONDS * 1000)
    ann.get_by_role("button", name="Product pictures").click()
    ann.locator(".tray--pictures input").fill("wafer")
    choice = ann.locator(".tray--pictures .tray__choice").first
    choice.wait_for(timeout=HEARD_SECONDS * 1000)
    ann.screenshot(path=pictures / "chat-pictures.png")
    choice.click()
    picture = ben.locator(".chat__picture").last
    picture.wait_for(timeout=HEARD_SECONDS * 1000)
    until(lambda: picture.evaluate("one => one.complete && one.naturalWidth > 0"), HEARD_SECONDS, "the picture")
    ben.screenshot(path=pictures / "chat-attachments.png")


def test_other_room_counts_what_is_unread_and_keeps_what_is_read(two):
    ann, ben = two
    ben.get_by_role("tab", name="Whole fair").click()
    say(ben, "to everybody")
    unread = ann.locator(".chat__unread")
    unread.wait_for(timeout=HEARD_SECONDS * 1000)
    assert "unread" in unread.inner_text()
    ann.get_by_role("tab", name="Whole fair").click()
    hear(ann, "to everybody")
    ann.reload()
    ann.locator("#chat-text").wait_for(timeout=HEARD_SECONDS * 1000)
    say(ben, "once more")
    unread.wait_for(timeout=HEARD_SECONDS * 1000)
    assert unread.inner_text() == "1 unread"
