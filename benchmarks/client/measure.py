"""Measures one page of the stand: the walk, the peers in its place, a tour past everything that streams.

What is measured in which order, and the goals, are in __main__.py and goals.py.
"""

import io
from statistics import median
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, Route

from benchmarks.client.profiles import (
    CPU_INTERVAL_MICROSECONDS,
    HEAP_INTERVAL_BYTES,
    Shares,
    cpu_shares,
    heap_shares,
)

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
        "draw_calls": statistics["mostDrawCalls"],
        "draw_calls_of_last": statistics["drawCalls"],
        "triangles": statistics["mostTriangles"],
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
    page.evaluate("stand.present()")
    figures["texture_mb_with_screens"] = round(page.evaluate("stand.statistics().textures") / 1e6, 1)
    if is_beside_peer:
        figures["peer"] = measure_peer(page, cdp, frames)
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


def measure_peer_booths(page: Page, frames: int) -> dict[str, Any]:
    """A glTF a booth, from the same meshes, loaded by three's loader; the booths alone."""
    file_bytes = page.evaluate("stand.takePeerBooths()")
    page.evaluate("(n) => stand.runPeerBooths(n)", frames)
    times = page.evaluate("(n) => stand.runPeerBooths(n)", frames)
    statistics = page.evaluate("stand.peerBoothsStatistics()")
    return {
        "booths": page.evaluate("stand.booths"),
        "file_mb": round(file_bytes / 1e6, 1),
        "draw_calls": statistics["drawCalls"],
        "triangles": statistics["triangles"],
        "textures": statistics["textures"],
        "script": spans(times),
    }


#: Booths on each side of an aisle that make 150 of them.
ACROSS_150 = 15
#: What a product picture of the sample fair weighs in the hall, about: a photograph of 320 pixels.
PICTURE_PIXELS = 320
TOUR_METRES_PER_SECOND = 8


def product_picture() -> bytes:
    """Soft tones with grain, as heavy as a photograph, as WebP."""
    random = np.random.default_rng(1)
    across, down = np.meshgrid(np.linspace(0, 6, PICTURE_PIXELS), np.linspace(0, 6, PICTURE_PIXELS))
    tones = (
        128
        + 70 * np.sin(across[..., None] + [0, 1, 2]) * np.cos(down[..., None])
        + random.normal(0, 4, (*across.shape, 3))
    )
    packed = io.BytesIO()
    Image.fromarray(tones.clip(0, 255).astype(np.uint8)).save(packed, "WEBP", quality=80)
    return packed.getvalue()


def open_bench(browser: Browser, address: str, asked: str) -> Page:
    """Raises RuntimeError with what the stand says."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}bench.html?{asked}", wait_until="commit")
    page.wait_for_function("window.stand && (stand.ready || stand.error)")
    if error := page.evaluate("stand.error"):
        raise RuntimeError(f"The stand says: {error}")
    return page


def measure_tour(browser: Browser, address: str) -> dict[str, Any]:
    """Through every aisle of a hall with 150 booths, a picture each, faster than anybody runs: what comes meanwhile."""
    picture = product_picture()
    weights: list[int] = []
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(PATIENCE_MS)

    def give(route: Route) -> None:
        weights.append(len(picture))
        route.fulfill(body=picture, content_type="image/webp")

    page.route("**/stand-picture/**", give)
    page.goto(f"{address}bench.html?quality=high&people=200&across={ACROSS_150}&pictures=1", wait_until="commit")
    page.wait_for_function("window.stand && (stand.ready || stand.error)")
    if error := page.evaluate("stand.error"):
        raise RuntimeError(f"The stand says: {error}")
    page.evaluate("stand.stubDraws()")
    page.evaluate("(n) => stand.run(n).then((times) => times.length)", WARM_FRAMES)
    weights.clear()
    tour = page.evaluate("(pace) => stand.tour(pace)", TOUR_METRES_PER_SECOND)
    booths = page.evaluate("stand.booths")
    page.close()
    return {
        "what": f"tour past {booths} booths at {TOUR_METRES_PER_SECOND} m/s",
        "booths": booths,
        "pictures": len(weights),
        "streamed_mb": round(sum(weights) / 1e6, 2),
        "script": spans(tour["times"]),
        "long_tasks_ms": [round(ms) for ms in tour["longTasks"]],
    }
