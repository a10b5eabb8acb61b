"""A visitor measures the device: rows fill, nothing is sent, results are kept only when asked for and forgotten when asked."""

import re

from e2e.conftest import DESKTOP, PHONE
from e2e.visitor import LIST, serious_findings

# One row for a tenth of a second: a processor that draws takes long enough for it.
SHORT = f"{LIST}bench/?rows=1&seconds=0.1"
HALL_MS = 240_000
KEPT = "JSON.parse(localStorage.getItem('yunzhan.benches') ?? '[]').length"


def measure(page):
    page.locator("[data-part=start]").click()
    page.locator("[data-part=copy]").wait_for(timeout=HALL_MS)


def test_a_device_is_measured_and_the_results_kept_and_forgotten_as_asked(fair_address, new_page, pictures):
    page = new_page(PHONE)
    page.goto(f"{fair_address}/en{LIST}")
    page.locator("a[href$='/bench/']").first.click()
    page.wait_for_url("**/bench/")
    assert page.locator("[data-part=kept]").is_hidden()
    page.goto(f"{fair_address}/en{SHORT}")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method != "GET" else None)
    measure(page)
    assert page.locator("[data-part=rows] tr").count() == 1
    row = page.locator("[data-part=rows] tr").first.inner_text()
    assert "Low" in row
    assert all(float(one) > 0 for one in re.findall(r"(?:calls|Triangles)\s+([\d.]+)", row.replace(",", "")))
    assert page.locator("[data-part=status]").inner_text().startswith("Done")
    assert page.evaluate(KEPT) == 0
    assert page.evaluate("document.activeElement.dataset.part") == "start"
    page.locator("[data-part=keep]").check()
    assert page.evaluate(KEPT) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious_findings(page) == []
    page.screenshot(path=pictures / "bench-phone.png", full_page=True)
    page.reload()
    assert "pictures a second" in page.locator("[data-part=kept-list] li").inner_text()
    page.locator("[data-part=forget]").click()
    assert page.evaluate(KEPT) == 0
    assert page.locator("[data-part=kept]").is_hidden()
    assert sent == []


def test_measuring_stops_when_asked(fair_address, new_page, pictures):
    page = new_page(DESKTOP)
    page.goto(f"{fair_address}{LIST}bench/?seconds=20")
    page.locator("[data-part=start]").click()
    page.locator("[data-part=results]").wait_for(timeout=HALL_MS)
    page.screenshot(path=pictures / "bench-running.png", timeout=90_000)
    # Between two of its pictures, which a CPU draws for seconds.
    page.locator("[data-part=stop]").click(timeout=HALL_MS)
    page.locator("[data-part=start]").wait_for(timeout=HALL_MS)
    assert page.locator("[data-part=rows] tr").count() < 7
    assert page.locator("[data-part=status]").inner_text().startswith("已停止")


def test_a_browser_that_cannot_draw_says_so(fair_address, flat_page):
    page = flat_page(DESKTOP)
    page.goto(f"{fair_address}/en{LIST}bench/")
    page.locator("[data-part=status]", has_text="WebGL 2").wait_for()
    assert page.locator("[data-part=start]").is_disabled()
    assert serious_findings(page) == []
