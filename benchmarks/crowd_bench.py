"""1,000 people moving at 10 Hz: how old a move is when others see it, and what the gateway spends. The crowd is `loadtest`'s."""

import time
from collections.abc import Iterator

from benchmarks.gateway_process import KEY, gateway
from yunzhan.loadtest.crowd import Crowd, CrowdPlan
from yunzhan.loadtest.report import percentile
from yunzhan.loadtest.walkers import Hall
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass, sign_pass

PEOPLE = 1000
WARM_UP_SECONDS = 8
SECONDS = 20
WIDTH, DEPTH = 104, 84


def scene() -> dict[str, object]:
    """A plain hall: five aisles from west to east, one through the middle, booths between."""
    aisles = [
        {"x": WIDTH / 2, "z": z, "width": WIDTH - 8, "depth": 5, "kind": "main", "label": ""}
        for z in range(10, DEPTH, 16)
    ]
    aisles.append({"x": WIDTH / 2, "z": DEPTH / 2, "width": 6, "depth": DEPTH - 8, "kind": "cross", "label": ""})
    booths = [
        {"x": x, "z": z + 4.5, "width": 6, "depth": 4, "facing": "n"}
        for z in range(10, DEPTH - 8, 16)
        for x in range(8, WIDTH, 8)
    ]
    return {"hall": {"width": WIDTH, "depth": DEPTH}, "aisles": aisles, "booths": booths}


def badge(number: int, kind: str = "scripted") -> str:
    now = int(time.time())
    hall = HallGrant("bench/h1", WIDTH * 100, DEPTH * 100, WIDTH * 50, DEPTH * 100 - 200, 0)
    groups = (GroupGrant("hall:bench/h1", say=True),)
    return sign_pass(Pass(f"s{number}", f"V{number}", kind, "bench", number, (hall,), groups, now, now + 3600), KEY)


def measure_crowd() -> Iterator[dict[str, object]]:
    """One row: figures of SECONDS seconds after everybody is in."""
    with gateway() as server:
        plan = CrowdPlan(
            ("127.0.0.1", server.port), "bench/h1", "hall:bench/h1", [badge(i) for i in range(PEOPLE)], 0.0,
            WARM_UP_SECONDS + SECONDS,
        )  # fmt: skip
        crowd = Crowd(plan, Hall(scene()))
        began, marks = time.monotonic(), []

        def watch() -> bool:
            if not marks and time.monotonic() - began > WARM_UP_SECONDS:
                marks.append((time.monotonic(), server.cpu_seconds(), crowd.report.bytes_received))
                crowd.report.sight_ms.clear()
                crowd.report.far_sight_ms.clear()
            return False

        report = crowd.run(watch)
        at, cpu, received = marks[0]
        seconds = time.monotonic() - at
        sight = list(report.sight_ms)
        yield {
            "what": "crowd: people moving at 10 Hz, all in one hall, by grid",
            "people": report.people,
            "move_to_sight_ms": {f"p{round(s * 100)}": round(percentile(sight, s), 1) for s in (0.5, 0.95, 0.99)},
            "samples": len(sight),
            "far_cells_ms": {
                f"p{round(s * 100)}": round(percentile(list(report.far_sight_ms), s), 1) for s in (0.5, 0.95, 0.99)
            },
            "goal_p99_ms": 150,
            "gateway_core_share": round((server.cpu_seconds() - cpu) / seconds, 3),
            "kB_per_second_per_client": round((report.bytes_received - received) / seconds / report.people / 1000, 1),
            "gateway_memory_MB": round(server.memory_bytes() / 1e6),
            "refused": report.refused,
            "dropped": report.dropped,
        }
