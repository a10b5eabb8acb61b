"""`python -m benchmarks [headline|crowd|group|peers]`: runs one table, prints it, keeps it in results/. Loopback only, bounded."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from benchmarks import cluster_bench, crowd_bench, group_bench, tls_bench
from benchmarks.load.client import ClientFailed
from benchmarks.results import keep, line_of
from benchmarks.servers import ServerFailed, go_first

Row = dict[str, object]


def headline() -> Iterator[Row]:
    yield from crowd_bench.measure_headline()
    yield from group_bench.measure_headline()


def peers() -> Iterator[Row]:
    yield from group_bench.measure_peers()
    yield from tls_bench.measure_tls()


TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    "headline": headline,
    "cluster": cluster_bench.measure_cluster,
    "crowd": crowd_bench.measure_crowd,
    "group": group_bench.measure_group,
    "peers": peers,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("table", nargs="?", default="headline", choices=sorted(TABLES))
    parser.add_argument(
        "--boost", action="store_true", help="server and client before other programs (root, shared machine)"
    )
    options = parser.parse_args()
    table = options.table
    if options.boost:
        go_first()
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
    print(f"kept in {keep(table, rows, boosted=options.boost)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
