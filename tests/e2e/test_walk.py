"""A visitor's walk in a real Chromium: find a company, enter the hall, see others walk, talk, come back, do without 3D."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

FAIR = "/fairs/cross-strait-fair"
LIST = f"{FAIR}/halls/h1/"
# Without `still` a CPU that draws every picture has no time left for a screenshot.
WALK = f"{LIST}walk/?still=1"
HALL_SECONDS = 120
HEARD_SECONDS = 30


def until(wish: Callable[[], Any], seconds: float, what: str) -> Any:
    """The first answer that is not empty; the page's own pace is not ours to know."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = wish()
        if answer:
            return answer
        time.sleep(0.2)
    raise AssertionError(f"{what} did not happen within {seconds} s")


def enter_as_guest(page: Page, address: str, name: str, language: str = "") -> None:
    page.goto(f"{address}{language}/enter/?next={language}{LIST}")
    page.fill("input[name=name]", name)
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url(f"**{LIST}")


def readout(page: Page, what: str) -> Any:
    return page.evaluate(f"window.yunzhan ? window.yunzhan.{what} : null")


def enter_hall(page: Page, address: str, language: str = "") -> None:
    page.set_default_timeout(60_000)
    page.add_init_script("localStorage.setItem('yunzhan.quality', 'low')")
    page.goto(f"{address}{language}{WALK}")
    until(lambda: readout(page, "loading") == "ready", HALL_SECONDS, "the hall")
    until(lambda: (readout(page, "statistics") or {}).get("drawCalls", 0) > 0, HALL_SECONDS, "a first picture")


def exhibitors_found(page: Page, address: str, words: str) -> set[str]:
    page.goto(f"{address}{FAIR}/search/?q={words}")
    links = page.locator("main a[href*='/exhibitors/']").evaluate_all("all => all.map(one => one.pathname)")
    return {link for link in links if link.rstrip("/").split("/")[-1] != "exhibitors"}


def serious_findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


def test_search_finds_the_same_companies_in_both_scripts_and_english(
    fair_address: str, desktop: BrowserContext
) -> None:
    page = desktop.new_page()
    simplified = exhibitors_found(page, fair_address, "半导体")
    assert simplified
    assert exhibitors_found(page, fair_address, "半導體") == simplified
    assert exhibitors_found(page, fair_address, "semiconductor") & simplified


def test_visitor_goes_from_home_to_an_exhibitor(fair_address: str, desktop: BrowserContext, pictures: Path) -> None:
    page = desktop.new_page()
    page.goto(fair_address)
    page.screenshot(path=pictures / "home.png")
    page.locator("main input[name=q], header input[name=q]").first.fill("半导体")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.locator("main a[href*='/exhibitors/']:not([href$='/exhibitors/'])").first.click()
    page.wait_for_url("**/exhibitors/*/")
    assert page.locator("h1").inner_text().strip()
    page.screenshot(path=pictures / "exhibitor.png")


def test_visitor_walks_among_others_and_talks(
    fair_address: str, desktop: BrowserContext, phone: BrowserContext, pictures: Path
) -> None:
    page, other = desktop.new_page(), phone.new_page()
    enter_as_guest(page, fair_address, "看展的人")
    enter_hall(page, fair_address)
    until(lambda: readout(page, "people") > 0, HEARD_SECONDS, "somebody else")
    before = {one["id"]: (one["x"], one["z"]) for one in readout(page, "places")}

    def has_moved() -> bool:
        now = {one["id"]: (one["x"], one["z"]) for one in readout(page, "places")}
        return any(now[one] != before[one] for one in before.keys() & now.keys())

    until(has_moved, HEARD_SECONDS, "a step")
    start = readout(page, "place")
    page.keyboard.down("w")
    until(lambda: readout(page, "place")["z"] < start["z"] - 0.5, HEARD_SECONDS, "our own walk")
    page.keyboard.up("w")
    page.screenshot(path=pictures / "hall-desktop.png", timeout=90_000)

    enter_as_guest(other, fair_address, "Reader", "/en")
    other.locator("#chat-text").wait_for(timeout=30_000)
    page.keyboard.press("Enter")
    page.fill("#chat-text", "大家好")
    page.press("#chat-text", "Enter")
    heard = other.locator(".chat__text", has_text="大家好").last
    heard.wait_for(timeout=HEARD_SECONDS * 1000)
    other.fill("#chat-text", "hello from the list")
    other.press("#chat-text", "Enter")
    page.locator(".chat__text", has_text="hello from the list").last.wait_for(timeout=HEARD_SECONDS * 1000)
    other.reload()
    other.locator(".chat__text", has_text="hello from the list").last.wait_for(timeout=HEARD_SECONDS * 1000)
    assert other.locator(".chat__text", has_text="大家好").count() == 1
    page.screenshot(path=pictures / "hall-chat.png", timeout=90_000)


def test_phone_shows_the_hall(fair_address: str, phone: BrowserContext, pictures: Path) -> None:
    page = phone.new_page()
    enter_as_guest(page, fair_address, "Phone", "/en")
    enter_hall(page, fair_address, "/en")
    until(lambda: readout(page, "people") > 0, HEARD_SECONDS, "somebody else")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.screenshot(path=pictures / "hall-phone.png", timeout=90_000)
    page.get_by_role("button", name="Booths").click()
    page.locator(".panel--booths input").fill("1A0")
    assert page.locator(".booths__row").first.is_visible()
    page.screenshot(path=pictures / "booths-phone.png", timeout=90_000)


def test_list_works_by_keyboard(fair_address: str, desktop: BrowserContext, pictures: Path) -> None:
    page = desktop.new_page()
    enter_as_guest(page, fair_address, "键盘访客")
    page.locator("#chat-text").wait_for(timeout=30_000)
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "chat-text":
            break
    assert page.evaluate("document.activeElement.id") == "chat-text"
    page.keyboard.type("by keyboard only")
    page.keyboard.press("Enter")
    page.locator(".chat__line--accepted .chat__text", has_text="by keyboard only").last.wait_for(timeout=30_000)
    page.screenshot(path=pictures / "list.png")


@pytest.mark.parametrize("path", ["/", "/en/", LIST, f"{FAIR}/exhibitors/", f"{FAIR}/search/?q=半导体", "/enter/"])
def test_page_has_no_serious_axe_finding(fair_address: str, desktop: BrowserContext, path: str) -> None:
    page = desktop.new_page()
    page.goto(f"{fair_address}{path}")
    assert serious_findings(page) == []
