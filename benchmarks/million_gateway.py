"""As many gateway workers as asked for, each a node of one cluster, forked from one process. What they cost is measured elsewhere.

`python -m benchmarks.million_gateway FIRST_PORT WORKERS NATS_URL`: each worker says in one line that it listens.
"""

import json
import sys
from functools import partial
from pathlib import Path

from benchmarks.servers import KEY
from yunzhan.bus import nats, nats_stream  # noqa: F401 - imported before the fork, or every worker would hold its own
from yunzhan.gateway.program import GatewayConfig, run_gateway
from yunzhan.gateway.warming import warm_up
from yunzhan.gateway.workers import run_workers


def main() -> None:
    first, workers, url = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    configs = [
        GatewayConfig(
            port=first + number, pass_key=KEY, log_path=Path("unused"), bus_path=Path("unused"), host="127.0.0.1",
            nats=(url,), node=f"w{number}", address=f"ws://127.0.0.1:{first + number}/",
        )
        for number in range(workers)
    ]  # fmt: skip
    warm_up()
    works = [partial(run_gateway, config) for config in configs]
    run_workers(
        works, lambda number, code: print(json.dumps({"what": "lost", "worker": number, "code": code}), flush=True)
    )


if __name__ == "__main__":
    main()
