"""The first steps of a day: the home page, a search in either script, an exhibitor. In both profiles."""

import pytest

from e2e.visitor import FAIR, LIST, serious_findings


def exhibitors_found(page, address, words):
    page.goto(f"{address}{FAIR}/search/?q={words}")
    links = page.locator("main a[href*='/exhibitors/']").evaluate_all("all => all.map(one => one.pathname)")
    return {link for link in links if link.rstrip("/").split("/")[-1] != "exhibitors"}


def test_search_finds_the_same_companies_in_both_scripts_and_english(fair_address, flat_page):
    page = flat_page()
    simplified = exhibitors_found(page, fair_address, "半导体")
    assert simplified
    assert exhibitors_found(page, fair_address, "半導體") == simplified
    assert exhibitors_found(page, fair_address, "semiconductor") & simplified


def test_visitor_goes_from_home_by_search_to_an_exhibitor(fair_address, flat_page, profile, pictures):
    page = flat_page(profile)
    page.goto(f"{fair_address}{profile.language}/")
    page.screenshot(path=pictures / f"home-{profile.name}.png")
    page.locator("main input[name=q], header input[name=q]").first.fill("半導體")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.locator("main a[href*='/exhibitors/']:not([href$='/exhibitors/'])").first.click()
    page.wait_for_url("**/exhibitors/*/")
    assert page.locator("h1").inner_text().strip()
    page.screenshot(path=pictures / f"exhibitor-{profile.name}.png")
    page.locator("main a[href*='booth=']").first.click()
    page.wait_for_url("**/halls/**booth=**")


@pytest.mark.parametrize("path", ["/", LIST, f"{FAIR}/exhibitors/", f"{FAIR}/search/?q=半导体", "/enter/"])
def test_page_has_no_serious_axe_finding_and_fits(fair_address, flat_page, profile, path):
    page = flat_page(profile)
    page.goto(f"{fair_address}{profile.language}{path}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
