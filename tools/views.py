"""The fixed views of the hall, and how one is drawn: docs/pictures (pictures.py) and tests/e2e/test_views.py use this one table.

The hall is a running fair's own (its manifest and product pictures), drawn on the stand with a scripted crowd that stands
still, at a fixed time. So the same fair gives the same picture, pixel by pixel but for a few.
"""

import base64
import contextlib
import io
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, Route

FAIR = "cross-strait-fair"
WIDE = (1280, 720)
PATIENCE_MS = 170_000
#: What tests compare with, one WebP a view, this many pixels on its longer side.
COMPARED = Path(__file__).parents[1] / "tests" / "e2e" / "views"
COMPARED_PIXELS = 640


@dataclass(frozen=True)
class View:
    """A place in a hall to look from. `place`: metres east and south of its north-west corner, yaw in degrees, pitch in
    radians, metres from the eyes back to the camera. `row`: so many people stand in a row two metres ahead, looking back."""

    name: str
    hall: str
    place: tuple[float, float, float, float, float]
    size: tuple[int, int] = WIDE
    people: int = 240
    are_named: bool = False
    row: int = 0
    has_audience: bool = False


@dataclass(frozen=True)
class PageView:
    """A page of the fair. `key`: it is the 3D hall, where this key opens the panel one looks at. `product`: it is the page of the
    first product of these words that has a model, whose viewer is opened. `maker`: it is the booth editor of that exhibitor."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    key: str = ""
    product: str = ""
    maker: str = ""


ENTRANCE = View("entrance", "h11", (53, 75, -3, 0.02, 0))
SHELL = View("booth-shell", "h11", (28.6, 26.2, -16, 0.0, 0))
FACES = View("faces", "h6", (53, 62, 180, 0.0, 0), row=4)
VIEWS = (
    ENTRANCE,
    View("aisle", "h10", (53.3, 58, 4, 0.02, 0)),
    SHELL,
    View("booth-market", "h11", (42.6, 43.6, -14, 0.0, 0)),
    View("booth-island", "h11", (44.2, 64, 8, 0.02, 0)),
    FACES,
    View("stage", "h11", (18.6, 71.2, -68, 0.05, 0), has_audience=True),
    View("overview", "h11", (53, 61, -12, 0.5, 7), people=1000),
    View("evening", "h1", (56, 66, -6, 0.06, 3.4), are_named=True),
    View("phone", "h11", (54, 60, -4, 0.1, 3.2), (540, 960), are_named=True),
)
#: Compared by `make test`; all are by `make test-long`.
QUICK = (ENTRANCE, SHELL, FACES)
PAGES = (
    PageView("list", f"/fairs/{FAIR}/halls/h11/"),
    PageView("map", f"/fairs/{FAIR}/halls/h11/walk/?still=1", key="m"),
    PageView("viewer", f"/fairs/{FAIR}/products", product="果汁饮料"),
    PageView("editor", f"/fairs/{FAIR}/exhibitors/tw-2330/desk/booth/", maker="tw-2330"),
)
MAKER_PHONE, MAKER_PASSWORD = "13800138009", "Xq9-hj2-klm"
MAKE_MAKER = """
from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.actions import add_staff
from yunzhan.website.fairs.models import Fair
phone = "+86{phone}"
if not Person.objects.filter(phone=phone).exists():
    person = Person.objects.create_user(display_name="Lin Mu", phone=phone, password="{password}")
    add_staff(Fair.objects.get().exhibitors.get(slug="{slug}"), person, role="exhibitor_manager")
"""

DRAW = """
async ([place, row, hasAudience, areNamed]) => {
    const gl = document.getElementById("c").getContext("webgl2");
    const names = ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"];
    const kept = names.map((name) => gl[name]);
    stand.scene.resize();
    stand.scene.showNames(areNamed);
    // Boards and pictures stream: let what is near come, without drawing meanwhile.
    for (const name of names) gl[name] = () => {};
    stand.place(...place);
    if (row) stand.row(row);
    if (hasAudience) stand.audience();
    for (let i = 0; i < 10; i++) stand.frame(5000 + i);
    await stand.scene.settle(120000);
    names.forEach((name, i) => { gl[name] = kept[i]; });
    // Shadows are drawn only when something changed.
    stand.scene.resize();
    stand.frame(6000);
    return document.getElementById("c").toDataURL("image/png");
}
"""


def compared_size(view: View | PageView) -> tuple[int, int]:
    share = COMPARED_PIXELS / max(view.size)
    return round(view.size[0] * share), round(view.size[1] * share)


def fetch(address: str) -> bytes:
    """What a running fair answers. Raises OSError."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return bytes(answer.read())


def without_pictures(plan: dict[str, Any]) -> dict[str, Any]:
    """The hall's plan without what exhibitors photographed: which of it has room depends on what came first."""
    for booth in plan["booths"]:
        booth |= {"logo": None, "posters": [], "video": None}
        for product in booth["products"]:
            product |= {"picture": None, "model": None}
    return plan


def open_stand(
    browser: Browser,
    stand: str,
    fair: str,
    view: View,
    size: tuple[int, int],
    quality: str = "high",
    *,
    has_pictures: bool = True,
) -> Page:
    """The stand with the view's hall and crowd, ready to be drawn. Raises RuntimeError with what the stand says."""
    plan = json.loads(fetch(f"{fair}/api/fairs/{FAIR}/halls/{view.hall}/scene?lang=zh-hans"))
    if not has_pictures:
        plan = without_pictures(plan)
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_default_timeout(PATIENCE_MS)

    def from_fair(route: Route) -> None:
        route.fulfill(body=fetch(fair + urllib.parse.urlsplit(route.request.url).path), content_type="image/webp")

    page.route("**/media/**", from_fair)
    page.add_init_script(f"window.standPlan = {json.dumps(plan)}")
    page.goto(f"{stand}?quality={quality}&people={view.people}", wait_until="commit")
    page.wait_for_function("window.stand && (stand.ready || stand.error)")
    if problem := page.evaluate("stand.error"):
        raise RuntimeError(f"The stand says: {problem}")
    return page


def shoot(page: Page, view: View) -> Image.Image:
    drawn = page.evaluate(DRAW, [list(view.place), view.row, view.has_audience, view.are_named])
    return Image.open(io.BytesIO(base64.b64decode(drawn.split(",")[1]))).convert("RGB")


def draw(browser: Browser, stand: str, fair: str, view: View, size: tuple[int, int] | None = None) -> Image.Image:
    """A fresh page for each picture: what streamed in for the last one must not show in the next."""
    page = open_stand(browser, stand, fair, view, size or view.size)
    try:
        return shoot(page, view)
    finally:
        page.close()


#: A hall drawn by the CPU leaves no time for the page round it: it is drawn only while `rests` is false.
DRAW_ON_DEMAND = """
window.rests = true;
window.drawn = 0;
for (const name of ["clear", "drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...all) {
        if (window.rests) return;
        if (name !== "clear") window.drawn++;
        draw.apply(this, all);
    };
}
"""


def wait_until(page: Page, wish: str) -> None:
    """Asks again and again: the pages forbid what playwright's own waiting evaluates. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(wish):
        if time.monotonic() > end:
            raise TimeoutError(f"{page.url}: {wish} did not become true")
        page.wait_for_timeout(100)


def page_of_model(fair: str, words: str) -> str:
    """The path of the first product of these words that has a model. Raises LookupError when none has."""
    products = f"{fair}/api/fairs/{FAIR}/products"
    for number in range(1, 10):
        asked = urllib.parse.urlencode({"q": words, "page": number})
        for product in json.loads(fetch(f"{products}?{asked}"))["items"]:
            with contextlib.suppress(urllib.error.HTTPError):
                fetch(f"{products}/{product['id']}/model")
                return f"/fairs/{FAIR}/products/{product['id']}/"
    raise LookupError(f"No product of {words} has a model.")


def sign_in_as_maker(page: Page, fair: str, data: Path, slug: str) -> None:
    """As the manager of an exhibitor of the running sample fair, who is made there when missing. `data`: the fair's folder."""
    script = MAKE_MAKER.format(phone=MAKER_PHONE, password=MAKER_PASSWORD, slug=slug)
    command = [sys.executable, "-m", "yunzhan", "manage", "--data", str(data), "shell", "-v", "0", "-c", script]
    subprocess.run(command, check=True)
    page.goto(f"{fair}/account/login/")
    page.fill("[name=login]", MAKER_PHONE)
    page.fill("[name=password]", MAKER_PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{fair}/")


def draw_compared(browser: Browser, stand: str, fair: str, view: View) -> Image.Image:
    """As tests compare it: small, and without photographs."""
    page = open_stand(browser, stand, fair, view, compared_size(view), has_pictures=False)
    try:
        return shoot(page, view)
    finally:
        page.close()


def photograph(browser: Browser, fair: str, view: PageView, data: Path) -> Image.Image:
    """The page as a zh-Hans guest sees it, or as who it is for."""
    context = browser.new_context(
        viewport={"width": view.size[0], "height": view.size[1]}, locale="zh-CN", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script("localStorage.setItem('yunzhan.quality', 'low');" + DRAW_ON_DEMAND)
    try:
        if view.key:
            page.goto(f"{fair}/enter/?next={urllib.parse.quote(view.path)}")
            page.fill("input[name=name]", "看展的人")
            page.locator("form.form button[type=submit]").click()
            wait_until(page, "window.yunzhan?.loading === 'ready' && window.yunzhan.connection === 'online'")
            wait_until(page, "window.yunzhan.statistics.drawCalls > 0")
            page.keyboard.press(view.key)
            page.locator(".panel").wait_for()
            page.evaluate("window.rests = false")
            wait_until(page, "window.drawn > 40")
            page.evaluate("window.rests = true")
        elif view.maker:
            sign_in_as_maker(page, fair, data, view.maker)
            page.goto(fair + view.path)
            page.evaluate("window.rests = false")
            page.locator(".editor-scene[data-state=ready]").wait_for()
            wait_until(page, "window.drawn > 20")
            page.evaluate("window.rests = true")
        elif view.product:
            page.goto(fair + page_of_model(fair, view.product), wait_until="networkidle")
            page.locator(".qr").evaluate(
                "code => { code.style.visibility = 'hidden'; }"
            )  # it holds the address of this fair
            page.evaluate("window.rests = false")  # its light is drawn before it
            page.locator("#viewer-open").click()
            page.locator(".viewer[data-state=ready]").wait_for()
            wait_until(page, "window.drawn > 2")
        else:
            page.goto(fair + view.path, wait_until="networkidle")
        shot = page.screenshot(animations="disabled", timeout=PATIENCE_MS)
    finally:
        context.close()
    return Image.open(io.BytesIO(shot)).convert("RGB")
