"""How a row is printed, and where a table is kept: with date, commit and machine. What is measured is decided elsewhere."""

import json
import os
import platform
import subprocess
import time
from pathlib import Path

import psutil

FOLDER = Path(__file__).parent / "results"
PRINTED = (
    ("server_core_share", "core"),
    ("deliveries_per_cpu_second", "deliveries/CPU s"),
    ("us_a_delivery", "us a delivery"),
    ("times_one_node", "times one node"),
    ("nats_core_share", "core of NATS"),
    ("kB_per_second_per_client", "kB/s each"),
    ("bytes_per_member", "B each"),
    ("kB_per_person", "kB each"),
    ("out_of_order", "out of order"),
    ("not_seen_at_end", "unseen"),
    ("wrong_place", "wrong"),
    ("MB_grown_during", "MB more during"),
    ("MB_grown_after", "MB more after"),
    ("lost_connections", "lost connections"),
    ("client_core_share", "client core"),
)


def machine() -> dict[str, object]:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    return {
        "cores": os.cpu_count(),
        "cpu": names[0] if names else "?",
        "memory_GB": round(psutil.virtual_memory().total / 1e9, 1),
        "kernel": platform.release(),
        "python": platform.python_version(),
    }


def spin_ms() -> float:
    """CPU time of a fixed piece of work, the median of nine: what a core is worth while others use its other half."""
    times = []
    for _ in range(9):
        began = time.process_time()
        sum(range(400_000))
        times.append((time.process_time() - began) * 1000)
    return round(sorted(times)[4], 2)


def line_of(row: dict[str, object]) -> str:
    """One line for people: what, who, the ages, what it cost, how busy the machine was."""
    words = [f"{row['what']} | {row['server']}"]
    if "kept" in row:
        return f"{row['what']:<52} {row['measured']:>12,} {row['unit']:<12} goal {row['goal']:<12} {'kept' if row['kept'] else 'MISSED'}"
    if row["what"] == "how":
        return "\n".join(f"{name}: {value}" for name, value in row.items() if not name.startswith("load_"))
    if "left_out" in row:
        return f"{words[0]} | left out: {row['left_out']}"
    if "messages_per_second" in row:
        words.append(f"{row['messages_per_second']:g}/s")
    for name in ("move_to_sight_ms", "far_cells_age_ms", "say_to_see_ms", "connect_to_caught_up_ms"):
        found = row.get(name)
        if isinstance(found, dict):
            words.append(
                f"{name.removesuffix('_ms').replace('_', ' ')} {found['p50']:g}/{found['p95']:g}/{found['p99']:g} ms (p50/p95/p99)"
            )
    if row.get("goal_p99_ms"):
        words.append(f"goal {row['goal_p99_ms']:g}")
    if "expected" in row:
        words.append(f"{row['delivered']:,} of {row['expected']:,}")
    if "storm" in row:
        words.append(f"{row['storm']}: {row['caught_up']} in {row['seconds']} s")
    words += [f"{row[name]} {title}" for name, title in PRINTED if name in row]
    return " | ".join(words) + f" | load {row.get('load_before')}, spin {row.get('spin_ms')} ms"


def keep(table: str, rows: list[dict[str, object]], *, boosted: bool) -> str:
    """Writes the table; returns the file's name. A table of the same day and commit is written anew."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    dirty = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "src"], check=False).returncode
    kept = {
        "table": table,
        "date": time.strftime("%Y-%m-%d"),
        "commit": commit + ("+changes" if dirty else ""),
        "machine": machine(),
        "boosted": boosted,
        "percentiles": "upper edge of a 50 us bin; every receipt of every watcher counts",
        "rows": rows,
    }
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{kept['date']}-{kept['commit']}-{table}.json"
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return path.name
