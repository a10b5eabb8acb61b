"""What a visitor does in a browser, as the tests of this folder need it: enter, look, walk. What it proves is in the tests."""

import time

from axe_playwright_python.sync_playwright import Axe

FAIR = "/fairs/cross-strait-fair"
LIST = f"{FAIR}/halls/h1/"
GROUP = "hall:cross-strait-fair/h1"
# Without `still` a CPU that draws every picture has no time left for a screenshot.
WALK = f"{LIST}walk/?still=1"
EVERY_FRAME = f"{LIST}walk/?"
HALL_SECONDS = 300
HEARD_SECONDS = 60
LOW_QUALITY = "localStorage.setItem('yunzhan.quality', 'low');"
SHOT_MS = 90_000
# A hall drawn by the CPU leaves no time for anything else: it is drawn only where a test looks at its pixels, there when it is
# first seen and for pictures, and rests in between. Everything else of it runs and counts as always: leaving out every call that
# would change the picture keeps the last one on the screen.
DRAW_ON_DEMAND = """
window.drawn = 0;
window.rests = RESTS;
for (const name of ["clear", "drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...all) {
        if (window.rests && this.canvas.className === "hall-canvas") return;
        if (name !== "clear") window.drawn++;
        draw.apply(this, all);
    };
}
"""
AVATAR = "window.yunzhan.places.find((one) => one.name === name)"


def until(wish, seconds, what):
    """The first answer that is not empty; the page's own pace is not ours to know."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = wish()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {seconds} s")


def enter_as_guest(page, address, name, language=""):
    page.goto(f"{address}{language}/enter/?next={language}{LIST}")
    page.fill("input[name=name]", name)
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url(f"**{LIST}")


def sign_in(page, address, phone, password, language=""):
    page.goto(f"{address}{language}/account/login/")
    page.fill("[name=login]", phone)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{language}/")


def readout(page, what):
    return page.evaluate(f"window.yunzhan ? window.yunzhan.{what} : null")


def enter_hall(page, address, language="", asked="", walk=WALK, draws=False):
    """Into the 3D hall, until its first picture is made; with `draws` there is something to see on it."""
    page.set_default_timeout(120_000)
    page.add_init_script(LOW_QUALITY + DRAW_ON_DEMAND.replace("RESTS", "false" if draws else "true"))
    page.goto(f"{address}{language}{walk}{asked}")
    state = until(
        lambda: readout(page, "loading") in ("ready", "failed") and readout(page, "loading"), HALL_SECONDS, "the hall"
    )
    assert state == "ready"
    until(lambda: (readout(page, "statistics") or {}).get("drawCalls", 0) > 0, HALL_SECONDS, "a first picture")
    until(lambda: readout(page, "connection") == "online", HEARD_SECONDS, "the connection")
    page.evaluate("window.rests = true")


def photograph(page, path, place=None):
    """A picture of the page, or of one place in it, with the hall as it is now."""
    before = page.evaluate("() => { window.rests = false; return window.drawn; }")
    until(lambda: page.evaluate("window.drawn") > before, HALL_SECONDS, "a new picture")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("window.rests = true")
    return (place or page).screenshot(path=path, timeout=SHOT_MS)


def place_of(page, name):
    """Where this page shows the person of that name, or None."""
    return page.evaluate(f"(name) => {{ const one = {AVATAR}; return one ? [one.x, one.z] : null }}", name)


def open_panel(page, key, name):
    page.keyboard.press(key)
    panel = page.locator(f".panel--{name}")
    panel.wait_for()
    return panel


def open_tool(page, name):
    """Opens a panel by its button, as one does while a text field has the keys."""
    page.locator(f".hall-tools__tool[data-tool={name}]").click()
    page.locator(f".panel--{name}").wait_for()


def say(page, text):
    """Says it in the open chat and waits until the log has it."""
    page.fill("#chat-text", text)
    page.press("#chat-text", "Enter")
    page.locator(".chat__line--accepted .chat__text", has_text=text).last.wait_for(timeout=HEARD_SECONDS * 1000)


def hear(page, text):
    page.locator(".chat__text", has_text=text).last.wait_for(timeout=HEARD_SECONDS * 1000)


def serious_findings(page):
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
