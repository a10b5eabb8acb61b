"""Measures the 3D hall on the stand, beside the usual way to write a crowd: run `make bench-client`.

A thousand people come as wire frames through the real session into the real scene with the real bodies, while oneself walks
among them. Draw calls are stubbed: there is no graphics card here, and frame times of one are not claimed.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from playwright.sync_api import CDPSession, Page, sync_playwright
from stand import CHROMIUM_FLAGS, serve_stand

from benchmarks.client.profiles import (
    CPU_INTERVAL_MICROSECONDS,
    HEAP_INTERVAL_BYTES,
    Shares,
    cpu_shares,
    heap_shares,
)
from benchmarks.results import keep

FLAGS = [*CHROMIUM_FLAGS, "--enable-precise-memory-info", "--js-flags=--expose-gc"]
#: What a browser has behind it after a minute in the hall: what runs once a frame is compiled by then, too.
WARM_FRAMES = 3600
DECODES = 300
PATIENCE_MS = 150_000


def share(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def spans(times: list[float]) -> dict[str, float]:
    return {"p50_ms": round(median(times), 3), "p99_ms": round(share(times, 0.99), 3), "max_ms": round(max(times), 2)}


def with_cpu(cdp: CDPSession, page: Page, script: str, frames: int) -> tuple[list[float], Shares]:
    cdp.send("Profiler.enable")
    cdp.send("Profiler.setSamplingInterval", {"interval": CPU_INTERVAL_MICROSECONDS})
    cdp.send("Profiler.start")
    times = page.evaluate(script, frames)
    profile = cdp.send("Profiler.stop")["profile"]
    cdp.send("Profiler.disable")
    return times, cpu_shares(profile)


def with_heap(cdp: CDPSession, page: Page, script: str, frames: int) -> Shares:
    cdp.send(
        "HeapProfiler.startSampling",
        {
            "samplingInterval": HEAP_INTERVAL_BYTES,
            "includeObjectsCollectedByMajorGC": True,
            "includeObjectsCollectedByMinorGC": True,
        },
    )
    page.evaluate(script, frames)
    return heap_shares(cdp.send("HeapProfiler.stopSampling")["profile"])


def heap_mb(page: Page) -> float:
    return round(page.evaluate("gc(), performance.memory.usedJSHeapSize") / 1e6, 1)


def per_frame(shares: Shares, frames: int, digits: int) -> dict[str, float]:
    return {owner: round(shares.by_owner[owner] / frames, digits) for owner in ("ours", "messages", "three", "browser")}


def measure(page: Page, cdp: CDPSession, people: int, frames: int, is_beside_peer: bool) -> dict[str, Any]:
    """The walk's figures, and the peer's when asked."""
    page.evaluate("stand.stubDraws()")
    page.evaluate("(n) => stand.run(n).then((times) => times.length)", WARM_FRAMES)
    times = page.evaluate("(n) => stand.run(n, true)", frames)
    profiled, cpu = with_cpu(cdp, page, "(n) => stand.run(n, true)", frames)
    garbage = with_heap(cdp, page, "(n) => stand.run(n, true).then((times) => times.length)", frames)
    statistics = page.evaluate("stand.statistics()")
    figures: dict[str, Any] = {
        "what": f"walk among {people}",
        "people": page.evaluate("stand.people()"),
        "draw_calls": statistics["drawCalls"],
        "triangles": statistics["triangles"],
        "texture_mb": round(statistics["textures"] / 1e6, 1),
        "script": spans(times),
        "profiled_script": spans(profiled),
        "cpu_ms_per_frame": per_frame(cpu, frames, 3),
        "bytes_per_frame": per_frame(garbage, frames, 1),
        "places_of_bytes": {place: round(size / frames, 2) for place, size in garbage.by_place.most_common(12)},
        "places_of_ms": {place: round(ms / frames, 3) for place, ms in cpu.by_place.most_common(8)},
        "calls_of_ms": {call: round(ms / frames, 3) for call, ms in cpu.by_call.most_common(8)},
        "heap_mb": heap_mb(page),
    }
    page.evaluate("(n) => stand.decode(n)", DECODES)
    figures["snapshot_decode"] = spans(page.evaluate("(n) => stand.decode(n)", DECODES))
    if is_beside_peer:
        figures["peer"] = measure_peer(page, cdp, frames)
        figures["peer"]["times_our_script"] = round(
            figures["peer"]["script"]["p50_ms"] / max(0.001, figures["script"]["p50_ms"]), 1
        )
    return figures


def measure_peer(page: Page, cdp: CDPSession, frames: int) -> dict[str, Any]:
    """InstancedMesh with one AnimationMixer and Skeleton a person; the crowd alone, without a hall to draw."""
    page.evaluate("stand.takePeer()")
    page.evaluate("(n) => stand.runPeer(n)", frames)
    times = page.evaluate("(n) => stand.runPeer(n)", frames)
    garbage = with_heap(cdp, page, "(n) => stand.runPeer(n).length", frames)
    statistics = page.evaluate("stand.peerStatistics()")
    both = garbage.by_owner["stand"] + garbage.by_owner["three"]
    return {
        "draw_calls": statistics["drawCalls"],
        "triangles": statistics["triangles"],
        "script": spans(times),
        "bytes_per_frame": round(both / frames, 1),
        "heap_mb_with_ours": heap_mb(page),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--frames", type=int, default=300)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--quality", default="high")
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    rows = []
    with serve_stand() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=FLAGS)
        for people in options.people:
            load = round(os.getloadavg()[0], 2)
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.set_default_timeout(PATIENCE_MS)
            page.goto(f"{address}bench.html?quality={options.quality}&people={people}", wait_until="commit")
            page.wait_for_function("window.stand && (stand.ready || stand.error)")
            if error := page.evaluate("stand.error"):
                sys.exit(f"The stand says: {error}")
            if (arrived := page.evaluate("stand.people()")) != people:
                sys.exit(f"{arrived} of {people} people arrived: the played gateway and the wire no longer agree.")
            cdp = page.context.new_cdp_session(page)
            # The peer's thousand skeletons are slow enough; five thousand would only take longer.
            is_beside_peer = people <= 1000 and not options.no_peer
            figures = measure(page, cdp, people, options.frames, is_beside_peer)
            rows.append({"load_before": load, "quality": options.quality, **figures})
            print(json.dumps(rows[-1], ensure_ascii=False, indent=1), flush=True)
            page.close()
        browser.close()
    print(f"kept in {keep('client', rows, boosted=False)}")


if __name__ == "__main__":
    main()
