"""How alike two details of a person look where one gives way to the other: run `python -m benchmarks.client.switches`.

Twelve walkers, each turned and posed otherwise, are drawn by the same shaders and lens as in the hall, once in each detail.
The structural similarity (SSIM, grey, 7 x 7 windows) is taken over each person's bounding box: from one frame of the fade to
the next, which is what a visitor sees (goal 0.97), and from the detail before to the detail after it.
"""

import base64
import io
import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from likeness import grey, similarity
from stand import CHROMIUM_FLAGS, serve_stand

SIZE = (1280, 720)
LENS_DEGREES = 58
APART_METRES = 1.2
PEOPLE = 12
#: Metres away, and the two qualities that draw a person there in neighbouring details.
SWITCHES = {"fine to middle": (7.5, "high", "medium"), "middle to picture": (21, "high", "medium")}


def grey_of(address: str) -> np.ndarray:
    return grey(Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))))


def measure_switches(browser: Browser, stand: str, keep: Path | None = None) -> Iterator[dict[str, Any]]:
    """A row for each switch. `keep`: a folder for the pictures."""
    for name, (away, near, far) in SWITCHES.items():
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.set_default_timeout(170_000)
        page.goto(f"{stand}people.html?view=switch&away={away}", wait_until="commit")
        page.wait_for_function("window.stand && (stand.ready || stand.error)")
        shots = [page.evaluate("(quality) => stand.shoot(quality)", quality) for quality in (far, near)][::-1]
        fade = [grey_of(shot) for shot in page.evaluate("(quality) => stand.fade(quality)", far)]
        page.close()
        if keep:
            for shot, quality in zip(shots, (near, far), strict=True):
                (keep / f"{name.replace(' ', '-')}-{quality}.png").write_bytes(base64.b64decode(shot.split(",")[1]))
        pictures = [grey_of(shot) for shot in shots]
        metre = SIZE[1] / (2 * away * math.tan(math.radians(LENS_DEGREES / 2)))
        found, frames = [], []
        for at in range(PEOPLE):
            middle = SIZE[0] / 2 + (at - (PEOPLE - 1) / 2) * APART_METRES * metre
            left, right = int(middle - 0.5 * metre), int(middle + 0.5 * metre)
            floor = SIZE[1] / 2 + 0.95 * metre
            top, bottom = int(floor - 1.85 * metre), int(floor + 0.05 * metre)
            if left < 0 or right > SIZE[0]:
                continue
            box = (slice(max(0, top), bottom), slice(left, right))
            found.append(similarity(pictures[0][box], pictures[1][box]))
            frames += [similarity(one[box], other[box]) for one, other in pairwise(fade)]
        row = {
            "switch": name,
            "metres": away,
            "people": len(found),
            "from_frame_to_frame": {"mean": round(float(np.mean(frames)), 4), "least": round(min(frames), 4)},
            "from_end_to_end": {"mean": round(float(np.mean(found)), 4), "least": round(min(found), 4)},
        }
        yield row


def main() -> None:
    keep = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with serve_stand() as stand, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        for row in measure_switches(browser, stand, keep):
            print(json.dumps(row), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
