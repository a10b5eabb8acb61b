"""Reads what Chromium's profilers saw: bytes and CPU time, told apart by whose code the call stack ends in.

Starting the browser and printing figures is __main__.py.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

#: Small enough to see a boxed number, large enough not to drown the run.
HEAP_INTERVAL_BYTES = 64
CPU_INTERVAL_MICROSECONDS = 250


@dataclass
class Shares:
    """Amounts by owner: ours (in a frame), messages (ours, between frames), three, stand (the peer and the played gateway),
    browser; and places and calls."""

    by_owner: Counter[str] = field(default_factory=Counter)
    by_place: Counter[str] = field(default_factory=Counter)
    by_call: Counter[str] = field(default_factory=Counter)

    def add(self, owner: str, place: str, amount: float) -> None:
        self.by_owner[owner] += amount
        if owner in ("ours", "messages"):
            self.by_place[place] += amount


def owner_of(url: str) -> str | None:
    """Whose code a script is; None for the browser's own functions, which belong to their caller."""
    if "/net/link.ts" in url or "/stand/" in url or url.endswith(("bench.ts", "peer.ts", "gateway.ts", "plan.ts")):
        return "stand"
    if "three" in url or "node_modules" in url or "/deps/" in url:
        return "three"
    return "ours" if "/src/" in url else None


def _place(frame: Json) -> str:
    return f"{frame['url'].split('?')[0].rpartition('/src/')[2]}:{frame['lineNumber'] + 1} {frame['functionName']}"


def heap_shares(profile: Json) -> Shares:
    """Bytes by owner of a HeapProfiler sampling profile; a call without a script belongs to who called it."""
    shares = Shares()

    def walk(node: Json, owner: str, place: str, is_in_frame: bool) -> None:
        frame = node["callFrame"]
        found = owner_of(frame["url"])
        is_in_frame = is_in_frame or "/app/frame.ts" in frame["url"]
        if found is not None:
            owner, place = found, _place(frame)
        if node["selfSize"]:
            shares.add("messages" if owner == "ours" and not is_in_frame else owner, place, node["selfSize"])
        for child in node["children"]:
            walk(child, owner, place, is_in_frame)

    walk(profile["head"], "browser", "", False)
    return shares


def cpu_shares(profile: Json) -> Shares:
    """Milliseconds by owner of a Profiler profile; time inside GL and other browser functions belongs to who called them."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    parents = {child: node["id"] for node in profile["nodes"] for child in node.get("children", ())}
    spent: Counter[int] = Counter()
    for node, microseconds in zip(profile["samples"], profile["timeDeltas"], strict=True):
        spent[node] += max(0, microseconds)
    shares = Shares()

    def stack(node: int) -> Iterator[Json]:
        at: int | None = node
        while at is not None:
            yield nodes[at]["callFrame"]
            at = parents.get(at)

    for node, microseconds in spent.items():
        if nodes[node]["callFrame"]["functionName"] in ("(idle)", "(program)"):
            continue
        owned = next((frame for frame in stack(node) if owner_of(frame["url"]) is not None), None)
        if owned is None:
            shares.add("browser", "", microseconds / 1000)
        else:
            shares.add(owner_of(owned["url"]) or "browser", _place(owned), microseconds / 1000)
        shares.by_call[nodes[node]["callFrame"]["functionName"]] += microseconds / 1000
    return shares
