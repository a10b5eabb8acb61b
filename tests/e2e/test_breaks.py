"""Bad days in the hall: no WebGL, a killed gateway, a long time without a network, a page nobody looks at."""

import re

from e2e.conftest import DESKTOP
from e2e.visitor import (
    GROUP,
    HEARD_SECONDS,
    LIST,
    WALK,
    enter_as_guest,
    enter_hall,
    hear,
    open_panel,
    place_of,
    readout,
    say,
    until,
)

MISSED = 430  # more than two rounds of what one join brings


def test_browser_without_webgl_gets_the_list_and_the_reason(fair_address, flat_page, pictures):
    page = flat_page(DESKTOP, locale="en-GB")
    page.goto(f"{fair_address}/en{WALK}&booth=1A01")
    page.wait_for_url(f"**/en{LIST}?without=3d&booth=1A01")
    assert page.get_by_role("heading", name="This device cannot draw the hall in 3D").is_visible()
    assert page.locator(".plan a").count() > 0
    page.screenshot(path=pictures / "no-webgl.png")


def test_killed_gateway_is_said_and_everything_comes_back_once(own_fair, new_page, pictures):
    page, other = new_page(), new_page()
    enter_as_guest(page, own_fair.address, "坚持的人")
    enter_as_guest(other, own_fair.address, "另一位")
    enter_hall(page, own_fair.address)
    enter_hall(other, own_fair.address)
    until(lambda: place_of(page, "另一位"), HEARD_SECONDS, "the other person")
    open_panel(page, "Enter", "chat")
    say(page, "说在中断之前")
    own_fair.end("gateway")
    state = page.locator(".link-state--waiting")
    state.wait_for(timeout=HEARD_SECONDS * 1000)
    assert "连接中断" in state.inner_text()
    page.fill("#chat-text", "说在中断之中")
    page.press("#chat-text", "Enter")
    page.locator(".chat__line--pending", has_text="说在中断之中").wait_for()
    page.screenshot(path=pictures / "connection-lost.png")
    own_fair.start("gateway")
    until(lambda: readout(page, "connection") == "online", HEARD_SECONDS, "the connection")
    until(lambda: place_of(page, "另一位"), HEARD_SECONDS, "the other person again")
    page.locator(".chat__line--accepted", has_text="说在中断之中").wait_for(timeout=HEARD_SECONDS * 1000)
    open_panel(other, "Enter", "chat")
    hear(other, "说在中断之中")
    for one in (page, other):
        texts = one.locator(".chat__text").all_inner_texts()
        assert [text for text in texts if "中断" in text] == ["说在中断之前", "说在中断之中"]
    assert page.locator(".link-state--waiting").count() == 0


def test_everything_missed_in_a_long_break_comes_once_and_in_order(own_fair, flat_page):
    page = flat_page()
    enter_as_guest(page, own_fair.address, "Late", "/en")
    page.locator("#chat-text").wait_for(timeout=HEARD_SECONDS * 1000)
    say(page, "before the break")
    # Without a network no new connection opens; the one that stands has to be cut.
    page.context.set_offline(True)
    own_fair.end("gateway")
    page.locator(".link-state--waiting, .link-state--connecting").wait_for(timeout=60_000)
    own_fair.start("gateway")
    texts = [f"missed {number}" for number in range(MISSED)]
    own_fair.others_say(GROUP, texts)
    assert page.locator(".link-state--online").count() == 0
    page.context.set_offline(False)
    hear(page, texts[-1])

    def older():
        button = page.get_by_role("button", name="Earlier messages")
        shown = page.locator(".chat__text").all_inner_texts()
        if "before the break" in shown:
            return shown
        button.click()
        return None

    shown = until(older, HEARD_SECONDS, "the beginning")
    assert [text for text in shown if re.fullmatch(r"missed \d+|before the break", text)] == [
        "before the break",
        *texts,
    ]


def test_hidden_page_rests(fair_address, new_page):
    page = new_page()
    enter_as_guest(page, fair_address, "休息的人")
    enter_hall(page, fair_address)
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", { get: () => window.seen ?? "visible", configurable: true });
        window.show = (state) => { window.seen = state; document.dispatchEvent(new Event("visibilitychange")); };
    }""")
    page.keyboard.down("w")
    start = readout(page, "place")
    until(lambda: readout(page, "place") != start, HEARD_SECONDS, "a step")
    page.evaluate("show('hidden')")
    rested = readout(page, "place")
    # As long as a hundred frames would take: none comes.
    page.evaluate("() => new Promise((done) => setTimeout(done, 1600))")
    assert readout(page, "place") == rested
    page.evaluate("show('visible')")
    until(lambda: readout(page, "place") != rested, HEARD_SECONDS, "the next step")
    page.keyboard.up("w")
