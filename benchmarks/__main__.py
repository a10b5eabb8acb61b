"""`python -m benchmarks`: both published figures, printed and kept in results/. Loopback only, bounded in time and number."""

import json
import os
import platform
import subprocess
import time
from pathlib import Path

from benchmarks.crowd_bench import measure_crowd
from benchmarks.group_bench import measure_group

RESULTS = Path(__file__).parent / "results"


def machine() -> dict[str, object]:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    return {"cores": os.cpu_count(), "cpu": names[0] if names else "?", "python": platform.python_version()}


def main() -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    rows = []
    for measure in (measure_crowd, measure_group):
        load = os.getloadavg()[0]
        for figures in measure():
            row = {"load_before": round(load, 2), "load_after": round(os.getloadavg()[0], 2), **figures}
            rows.append(row)
            print(json.dumps(row, ensure_ascii=False), flush=True)
    RESULTS.mkdir(exist_ok=True)
    kept = {"date": time.strftime("%Y-%m-%d"), "commit": commit, "machine": machine(), "rows": rows}
    (RESULTS / f"{kept['date']}-{commit}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
