"""Renders the pictures of the hall that docs and the front page show, and what tests compare it with (tests/e2e/views):
`make demo` in one window, `make pictures` in another.

The views and how one is drawn are in views.py; here they are made small enough and put where they belong. Pages without 3D
are photographed last: the front page shows the new hero.
"""

import argparse
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from stand import CHROMIUM_FLAGS, serve_stand
from views import COMPARED, PAGES, VIEWS, PageView, View, compared_size, draw, draw_compared, fetch, photograph

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
HERO = ROOT / "src" / "yunzhan" / "website" / "static" / "pictures" / "hero.webp"
LARGEST_BYTES = 200_000
#: Shown beside the fixed views; not compared by tests.
MORE = (
    (HERO, View("hero", "h11", (55, 66, -16, 0.08, 3.6), (1600, 900))),
    (PICTURES / "hall.webp", View("hall", "h6", (53, 63.5, -38, 0.1, 4.5))),
)
#: What tests compare with: nearly lossless.
COMPARED_QUALITY = 92
MORE_PAGES = (PageView("home", "/", size=(1280, 800)),)


def save(image: Image.Image, target: Path) -> str:
    """Writes a WebP of at most LARGEST_BYTES, as good as that allows; a line that says so."""
    for quality in range(88, 30, -6):
        packed = io.BytesIO()
        image.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() <= LARGEST_BYTES:
            break
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed.getvalue())
    return f"{target.relative_to(ROOT)}: {image.width}x{image.height}, {packed.tell()} bytes"


def keep(image: Image.Image, name: str) -> str:
    COMPARED.mkdir(parents=True, exist_ok=True)
    target = COMPARED / f"{name}.webp"
    image.save(target, "WEBP", quality=COMPARED_QUALITY, method=6)
    return f"{target.relative_to(ROOT)}: {image.width}x{image.height}, {target.stat().st_size} bytes"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://localhost:8000", help="of the running fair")
    parser.add_argument("--data", type=Path, default=ROOT / "var", help="its data folder")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--only", default="", help="part of a picture's name")
    parser.add_argument("--compared-only", action="store_true", help="only what tests compare with")
    options = parser.parse_args()
    try:
        fetch(options.address)
    except OSError as problem:
        sys.exit(f"No fair answers at {options.address} ({problem}). Start it with `make demo`, then run this again.")
    with serve_stand() as stand, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=CHROMIUM_FLAGS)
        for target, view in (*MORE, *((PICTURES / f"{view.name}.webp", view) for view in VIEWS)):
            if options.only not in view.name:
                continue
            if options.compared_only and view not in VIEWS:
                continue
            if not options.compared_only:
                print(save(draw(browser, stand, options.address, view), target), flush=True)
            if view in VIEWS:
                print(keep(draw_compared(browser, stand, options.address, view), view.name), flush=True)
        for page in (*PAGES, *MORE_PAGES):
            if options.only not in page.name:
                continue
            taken = photograph(browser, options.address, page, options.data)
            if not options.compared_only:
                print(save(taken, PICTURES / f"{page.name}.webp"), flush=True)
            if page in PAGES:
                print(keep(taken.resize(compared_size(page), Image.Resampling.LANCZOS), page.name), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
