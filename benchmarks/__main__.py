"""`python -m benchmarks [TABLE]`: runs a table, prints it, keeps it in results/. Loopback, bounded."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks import attack_bench, cluster_bench, crowd_bench, group_bench, million_bench, storm_bench, tls_bench
from benchmarks.load.client import ClientFailed
from benchmarks.results import keep, line_of, spin_ms
from benchmarks.servers import ServerFailed, go_first

Row = dict[str, object]


def headline() -> Iterator[Row]:
    yield from crowd_bench.measure_headline()
    yield from group_bench.measure_headline()


def peers() -> Iterator[Row]:
    yield from group_bench.measure_peers()
    yield from tls_bench.measure_tls()


BY_PEOPLE: dict[str, Callable[[int], Iterator[Row]]] = {
    "million": million_bench.measure_million,
    "storm": storm_bench.measure_storm,
}
TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    "attack": attack_bench.measure_attack,
    "headline": headline,
    "cluster": cluster_bench.measure_cluster,
    "crowd": crowd_bench.measure_crowd,
    "group": group_bench.measure_group,
    "peers": peers,
    "million": million_bench.measure_million,
    "storm": storm_bench.measure_storm,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("table", nargs="?", default="headline", choices=sorted(TABLES))
    parser.add_argument(
        "--boost", action="store_true", help="server and client before other programs (root, shared machine)"
    )
    parser.add_argument("--people", type=int, help="of the million or the storm: fewer")
    options = parser.parse_args()
    table = options.table
    if options.boost:
        go_first()
    measure = TABLES[table]
    if options.people and table in BY_PEOPLE:
        measure = partial(BY_PEOPLE[table], options.people)
    rows: list[Row] = []
    load = os.getloadavg()[0]
    try:
        for figures in measure():
            row = {
                **figures,
                "load_before": round(load, 2),
                "load_after": round(os.getloadavg()[0], 2),
                "spin_ms": spin_ms(),
            }
            load = os.getloadavg()[0]
            rows.append(row)
            print(line_of(row), flush=True)
    except (ServerFailed, ClientFailed, million_bench.TooLow) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"kept in {keep(table, rows, boosted=options.boost)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
