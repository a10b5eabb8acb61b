"""Measures the 3D hall on the stand, beside what a team would otherwise take, and holds it to its goals: `make bench-client`.

A thousand people come as wire frames through the real session into the real scene with the real bodies, while oneself walks
among them. Draw calls are stubbed in walks and tours: there is no graphics card here, and frame times of one are not claimed.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from playwright.sync_api import Browser, sync_playwright
from stand import CHROMIUM_FLAGS, serve_stand

from benchmarks.client.boards import read_boards, summary
from benchmarks.client.goals import Goal, looks_goals, ratios, streaming_goals, walk_goals
from benchmarks.client.measure import measure, measure_peer_booths, measure_tour, open_bench
from benchmarks.client.switches import measure_switches
from benchmarks.results import keep

FLAGS = [*CHROMIUM_FLAGS, "--enable-precise-memory-info", "--js-flags=--expose-gc"]
WALKS = ((1000, "high"), (5000, "high"), (1000, "low"))
PARTS = ("walks", "tour", "looks")


def walk(browser: Browser, address: str, people: int, quality: str, frames: int) -> dict[str, Any]:
    """The figures of one walk; the peers' beside those of a thousand in high quality."""
    load = round(os.getloadavg()[0], 2)
    page = open_bench(browser, address, f"quality={quality}&people={people}")
    if (arrived := page.evaluate("stand.people()")) != people:
        sys.exit(f"{arrived} of {people} people arrived: the played gateway and the wire no longer agree.")
    # The peer's thousand skeletons are slow enough; five thousand would only take longer.
    is_beside_peer = people <= 1000 and quality == "high"
    figures = measure(page, page.context.new_cdp_session(page), people, frames, is_beside_peer)
    if is_beside_peer:
        figures["peer_booths"] = measure_peer_booths(page, frames)
        figures["foot_slides_metres"] = page.evaluate("stand.feet()")
    page.close()
    return {"load_before": load, "quality": quality, **figures}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=300)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    goals: list[Goal] = []
    told: list[str] = []
    slide = None

    def took(row: dict[str, Any]) -> dict[str, Any]:
        rows.append(row)
        print(json.dumps(row, ensure_ascii=False), flush=True)
        return row

    with serve_stand() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=FLAGS)
        if "walks" in options.parts:
            walks = [took(walk(browser, address, people, quality, options.frames)) for people, quality in WALKS]
            goals += walk_goals(*walks)
            told += ratios(walks[0], walks[0]["peer_booths"])
            slide = walks[0]["foot_slides_metres"]
        if "tour" in options.parts:
            goals += streaming_goals(took(measure_tour(browser, address)))
        if "looks" in options.parts:
            if slide is None:
                page = open_bench(browser, address, "quality=low&people=1")
                slide = page.evaluate("stand.feet()")
                page.close()
            switches = [took(row) for row in measure_switches(browser, address)]
            goals += looks_goals(slide, switches, took(summary(list(read_boards(browser, address)))))
        browser.close()
    rows += [goal.row for goal in goals]
    rows += [{"what": "ratio", "told": line} for line in told]
    print("\n| work | goal | reached | |\n| --- | --- | --- | --- |")
    for line in [*goals, "", *told]:
        print(line)
    print(f"kept in {keep('client', rows, boosted=False)}")


if __name__ == "__main__":
    main()
