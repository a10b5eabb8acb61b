"""Two visitors in two browsers: each sees the other walk, they talk, a reload keeps what was said. And the list by keyboard."""

import sys

import pytest

from e2e.conftest import DESKTOP, PHONE
from e2e.visitor import (
    EVERY_FRAME,
    HALL_SECONDS,
    HEARD_SECONDS,
    enter_as_guest,
    enter_hall,
    hear,
    open_panel,
    open_tool,
    place_of,
    readout,
    say,
    until,
)

WHEN_IT_CHANGES = """(wish) => {
    const [kind, name] = wish;
    const look = () => {
        const one = kind === "self" ? window.yunzhan.place : window.yunzhan.places.find((other) => other.name === name);
        return one ? Math.hypot(one.x, one.z) : 0;
    };
    const first = look();
    window.changed = 0;
    const timer = setInterval(() => {
        if (Math.abs(look() - first) < 0.02) return;
        clearInterval(timer);
        window.changed = performance.timeOrigin + performance.now();
    }, 1);
}"""


@pytest.mark.parametrize("both", [(DESKTOP, PHONE), (PHONE, DESKTOP)], ids=["desktop-phone", "phone-desktop"])
def test_each_sees_the_other_walk_and_they_talk(fair_address, new_page, both, pictures):
    names = ("看展的人", "Reader")
    pages = [new_page(profile) for profile in both]
    for page, name, profile in zip(pages, names, both, strict=True):
        enter_as_guest(page, fair_address, name, profile.language)
        enter_hall(page, fair_address, profile.language)
    page, other = pages
    for walker, watcher, name in ((page, other, names[0]), (other, page, names[1])):
        before = until(lambda w=watcher, n=name: place_of(w, n), HEARD_SECONDS, f"{name} for the other")
        walker.keyboard.down("s")
        until(lambda w=watcher, n=name, b=before: far(place_of(w, n), b) > 0.5, HEARD_SECONDS, f"{name}'s walk")
        walker.keyboard.up("s")
        here = readout(walker, "place")
        until(
            lambda w=watcher, n=name, h=here: far(place_of(w, n), (h["x"], h["z"])) < 0.2,
            HEARD_SECONDS,
            "the same place",
        )
    open_panel(page, "Enter", "chat")
    open_panel(other, "Enter", "chat")
    say(page, f"大家好 {both[0].name}")
    hear(other, f"大家好 {both[0].name}")
    say(other, f"hello {both[1].name}")
    hear(page, f"hello {both[1].name}")
    page.screenshot(path=pictures / f"hall-chat-{both[0].name}.png")
    open_tool(page, "people")
    hand = page.locator(".people-near li", has=page.locator(".people-near__name", has_text=names[1]))
    hand.locator(".people-near__acts button").nth(1).click()
    offered = other.locator(".hall-news", has_text=names[0])
    offered.wait_for(timeout=HEARD_SECONDS * 1000)
    offered.locator("button").click()
    words = f"You shake hands with {names[1]}" if both[0].language else f"您与 {names[1]} 握了手"
    shaken = page.locator("[aria-live=polite].hidden-visually", has_text=words)
    shaken.wait_for(state="attached", timeout=HEARD_SECONDS * 1000)
    page.reload()
    until(lambda: readout(page, "loading") == "ready", HALL_SECONDS, "the hall again")
    open_panel(page, "Enter", "chat")
    hear(page, f"hello {both[1].name}")
    assert page.locator(".chat__text", has_text=f"大家好 {both[0].name}").count() == 1


def far(one, other):
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def test_time_from_a_move_to_the_others_sight_is_told(fair_address, new_page, record_property, capsys):
    # Pictures rest while the time is taken: drawn by the CPU they would be all that is measured.
    pages = [new_page(), new_page()]
    for page, name in zip(pages, ("先走", "后看"), strict=True):
        enter_as_guest(page, fair_address, name)
        enter_hall(page, fair_address, walk=EVERY_FRAME)
    walker, watcher = pages
    until(lambda: place_of(watcher, "先走"), HEARD_SECONDS, "the walker")
    times = []
    for key in ("s", "w") * 5:
        until(lambda: not stirs(watcher, "先走"), HEARD_SECONDS, "standing still")
        walker.evaluate(WHEN_IT_CHANGES, ["self", ""])
        watcher.evaluate(WHEN_IT_CHANGES, ["other", "先走"])
        walker.keyboard.down(key)
        seen = until(lambda: watcher.evaluate("window.changed"), HEARD_SECONDS, "the step in the other browser")
        walker.keyboard.up(key)
        times.append(seen - walker.evaluate("window.changed"))
    times.sort()
    record_property("move_to_sight_ms", [round(one) for one in times])
    with capsys.disabled():
        sys.stdout.write(
            f"\nmove to the other's sight: median {times[len(times) // 2]:.0f} ms, longest {times[-1]:.0f} ms\n"
        )
    assert all(one > 0 for one in times)


def stirs(page, name):
    """Whether that person still moves while a moment passes."""
    before = place_of(page, name)
    page.evaluate("() => new Promise((done) => setTimeout(done, 400))")
    return far(place_of(page, name), before) > 0.001


def test_list_is_read_and_talked_in_by_keyboard_alone(fair_address, flat_page, profile, pictures):
    page = flat_page(profile)
    enter_as_guest(page, fair_address, "键盘访客", profile.language)
    page.locator("#chat-text").wait_for(timeout=HEARD_SECONDS * 1000)
    focused = "document.activeElement.id || document.activeElement.getAttribute('href') || ''"
    seen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(focused))
        if seen[-1] == "chat-text":
            break
    assert seen[-1] == "chat-text"
    assert any("/exhibitors/" in one for one in seen)
    words = f"by keyboard only, {profile.name}"
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.locator(".chat__line--accepted .chat__text", has_text=words).last.wait_for(timeout=HEARD_SECONDS * 1000)
    page.reload()
    hear(page, words)
    page.screenshot(path=pictures / f"list-{profile.name}.png")
