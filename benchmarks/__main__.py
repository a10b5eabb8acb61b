"""`python -m benchmarks [headline|crowd|group|peers]`: runs one table, prints it, keeps it in results/. Loopback only, bounded."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from benchmarks import crowd_bench, group_bench
from benchmarks.load.client import ClientFailed
from benchmarks.results import keep, line_of
from benchmarks.servers import ServerFailed

Row = dict[str, object]


def headline() -> Iterator[Row]:
    yield from crowd_bench.measure_headline()
    yield from group_bench.measure_headline()


TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    "headline": headline,
    "crowd": crowd_bench.measure_crowd,
    "group": group_bench.measure_group,
    "peers": group_bench.measure_peers,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("table", nargs="?", default="headline", choices=sorted(TABLES))
    table = parser.parse_args().table
    rows: list[Row] = []
    load = os.getloadavg()[0]
    try:
        for figures in TABLES[table]():
            row = {**figures, "load_before": round(load, 2), "load_after": round(os.getloadavg()[0], 2)}
            load = os.getloadavg()[0]
            rows.append(row)
            print(line_of(row), flush=True)
    except (ServerFailed, ClientFailed) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"kept in {keep(table, rows)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
