"""Renders the pictures from which an exhibitor chooses its booth's template: `python tools/template_pictures.py`.

Each template is drawn on the stand, alone in a small hall; the same kit gives the same pictures. Needs no running fair.
"""

import base64
import json
from pathlib import Path

from pictures import DRAW, save
from playwright.sync_api import sync_playwright
from stand import CHROMIUM_FLAGS, serve_stand

ROOT = Path(__file__).parents[1]
FOLDER = "src/yunzhan/website/static/pictures/booths"
SIZE = {"width": 480, "height": 320}
TEMPLATES = {
    "shell": (3, 3), "frame": (6, 4), "tower": (6, 4), "pavilion": (6, 4), "island": (6, 6), "portal": (6, 4),
    "market": (6, 4), "garden": (6, 4),
}  # fmt: skip
ACCENT = "#1f5f8b"


def plan_with(template: str) -> dict[str, object]:
    """A hall with nothing but one booth of this template, empty of anybody's texts."""
    width, depth = TEMPLATES[template]
    booth = {
        "number": "1", "x": 20, "z": 14, "width": width, "depth": depth, "facing": "s", "template": template,
        "accent": ACCENT, "name": "云展", "short_name": "云展", "fascia": "云展", "exhibitor": "", "industry": "",
        "sample": True, "tagline": "", "products": [], "logo": None, "posters": [], "video": None,
    }  # fmt: skip
    return {
        "version": 1,
        "fair": {"slug": "", "name": ""},
        "hall": {
            "slug": "", "number": "1", "name": "", "summary": "", "width": 40, "depth": 30, "height": 12,
            "character": "studio",
        },
        "entrance": {"x": 20, "z": 28, "yaw": 0},
        "aisles": [],
        "signs": [],
        "booths": [booth],
    }  # fmt: skip


def main() -> None:
    with serve_stand() as stand, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        for template, (width, depth) in TEMPLATES.items():
            page = browser.new_page(viewport=SIZE)
            page.set_default_timeout(170_000)
            page.add_init_script(f"window.standPlan = {json.dumps(plan_with(template))}")
            page.goto(f"{stand}?quality=high&people=0", wait_until="commit")
            page.wait_for_function("window.stand && (stand.ready || stand.error)")
            away = 1.2 + 0.72 * width
            drawn = page.evaluate(DRAW, [[20 + away * 0.42, 14 + depth / 2 + away, -21, 0.0, 0], False])
            target = f"{FOLDER}/{template}.webp"
            print(f"{target}: {save(base64.b64decode(drawn.split(',')[1]), ROOT / target)} bytes")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
