"""Renders the pictures of the hall that docs and the front page show: `make demo` in one window, `make pictures` in another.

The hall is the running fair's own (its manifest and product pictures), drawn on the stand with a scripted crowd, so the
same fair gives the same pictures. Pages without 3D are photographed last: the front page shows the new hero.
"""

import argparse
import base64
import io
import json
import sys
import urllib.parse
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Route, sync_playwright
from stand import CHROMIUM_FLAGS, serve_stand

ROOT = Path(__file__).parents[1]
HERO = "src/yunzhan/website/static/pictures/hero.webp"
# File, size, hall, are names shown, then: metres east and south of the north-west corner, yaw in degrees, pitch in
# radians, distance in metres.
PICTURES = (
    (HERO, (1600, 900), "h11", False, (55, 66, -16, 0.08, 3.6)),
    ("docs/pictures/hall.webp", (1280, 720), "h6", False, (53, 63.5, -38, 0.1, 4.5)),
    ("docs/pictures/aisle.webp", (1280, 720), "h10", False, (53.3, 58, 4, 0.02, 0)),
    ("docs/pictures/booth.webp", (1280, 720), "h11", False, (42.6, 43.6, -14, 0.0, 0)),
    ("docs/pictures/evening.webp", (1280, 720), "h1", True, (56, 66, -6, 0.06, 3.4)),
    ("docs/pictures/stage.webp", (1280, 720), "h11", False, (21.5, 72.5, -78, 0.08, 0)),
    ("docs/pictures/overview.webp", (1280, 720), "h11", False, (53, 61, -12, 0.5, 7)),
    ("docs/pictures/phone.webp", (540, 960), "h11", True, (54, 60, -4, 0.1, 3.2)),
)
PAGES = (("docs/pictures/home.webp", "/"), ("docs/pictures/list.webp", "/fairs/cross-strait-fair/halls/h11/"))
HALLS = "/api/fairs/cross-strait-fair/halls"
LARGEST_BYTES = 200_000
DRAW = """
async ([place, areNamed]) => {
    const gl = document.getElementById("c").getContext("webgl2");
    const names = ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"];
    const kept = names.map((name) => gl[name]);
    stand.scene.resize();
    stand.scene.showNames(areNamed);
    // Boards and pictures stream: let what is near come, without drawing meanwhile.
    for (const name of names) gl[name] = () => {};
    stand.place(...place);
    for (let i = 0; i < 10; i++) stand.frame(5000 + i);
    await stand.scene.settle(20000);
    names.forEach((name, i) => { gl[name] = kept[i]; });
    stand.frame(6000);
    return document.getElementById("c").toDataURL("image/png");
}
"""


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return bytes(answer.read())


def save(picture: bytes, target: Path) -> int:
    """Writes a WebP of at most LARGEST_BYTES, as good as that allows; returns its bytes."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in range(88, 30, -6):
        packed = io.BytesIO()
        image.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() <= LARGEST_BYTES:
            break
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed.getvalue())
    return packed.tell()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://localhost:8000", help="of the running fair")
    parser.add_argument("--people", type=int, default=240)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--only", default="", help="part of a picture's name")
    options = parser.parse_args()
    try:
        plans = {
            hall: fetch(f"{options.address}{HALLS}/{hall}/scene?lang=zh-hans") for hall in {row[2] for row in PICTURES}
        }
    except OSError as problem:
        sys.exit(f"No fair answers at {options.address} ({problem}). Start it with `make demo`, then run this again.")
    with serve_stand() as stand, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=CHROMIUM_FLAGS)
        for name, (width, height), hall, names, place in PICTURES:
            if options.only not in name:
                continue
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(170_000)

            def from_fair(route: Route) -> None:
                path = urllib.parse.urlsplit(route.request.url).path
                route.fulfill(body=fetch(options.address + path), content_type="image/webp")

            page.route("**/media/**", from_fair)
            page.add_init_script(f"window.standPlan = {json.dumps(json.loads(plans[hall]))}")
            page.goto(f"{stand}?quality=high&people={options.people}", wait_until="commit")
            page.wait_for_function("window.stand && (stand.ready || stand.error)")
            drawn = page.evaluate(DRAW, [list(place), names])
            size = save(base64.b64decode(drawn.split(",")[1]), ROOT / name)
            print(f"{name}: {width}x{height}, {size} bytes")
            page.close()
        for name, path in PAGES:
            if options.only in name:
                page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
                page.goto(options.address + path, wait_until="networkidle")
                print(f"{name}: {save(page.screenshot(), ROOT / name)} bytes")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
