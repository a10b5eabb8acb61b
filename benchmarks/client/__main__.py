"""Measures the scene on the stand: draw calls, triangles, texture bytes, script time per frame with draws stubbed, garbage.

Run `make bench-client`, or `python -m benchmarks.client --people 1000`. Frame times of a graphics card are not measured:
there is none here, and without one they say nothing.
"""

import argparse
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from playwright.sync_api import sync_playwright
from stand import serve_stand

FLAGS = [
    "--headless=new", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-background-networking", "--enable-precise-memory-info", "--js-flags=--expose-gc",
]  # fmt: skip
MEASURE = """
async ([view, frames]) => {
    const gl = document.getElementById("c").getContext("webgl2");
    for (const name of ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"]) gl[name] = () => {};
    stand.view(view);
    for (let i = 0; i < 60; i++) stand.frame(1000 + i * 16.7);
    gc();
    const before = performance.memory.usedJSHeapSize, times = new Float64Array(frames);
    for (let i = 0; i < frames; i++) { const t = performance.now(); stand.frame(2000 + i * 16.7); times[i] = performance.now() - t; }
    const grown = performance.memory.usedJSHeapSize - before;
    times.sort();
    const s = stand.scene.statistics();
    return {view, people: stand.people.count, drawCalls: s.drawCalls, triangles: s.triangles, textureMB: +(s.textures / 1e6).toFixed(1),
        scriptMsP50: +times[frames >> 1].toFixed(2), scriptMsP95: +times[Math.floor(frames * 0.95)].toFixed(2),
        garbageBytesPerFrame: Math.round(grown / frames)};
}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--frames", type=int, default=300)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--quality", default="high")
    options = parser.parse_args()
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}; quality {options.quality}")
    with serve_stand() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=FLAGS)
        page = browser.new_page(viewport={"width": 640, "height": 360})
        page.goto(f"{address}?quality={options.quality}&people={options.people}", wait_until="commit")
        page.wait_for_function("window.stand && (stand.ready || stand.error)", timeout=150_000)
        for view in ("entrance", "main", "aisle"):
            print(json.dumps(page.evaluate(MEASURE, [view, options.frames])))
        browser.close()


if __name__ == "__main__":
    main()
