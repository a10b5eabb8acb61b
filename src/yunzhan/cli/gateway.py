"""`yunzhan gateway`: one process or several workers of one machine; and `yunzhan gateway inspect`, a look at those that run."""

import os
import socket
import sys
import urllib.error
import urllib.request
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from pathlib import Path

from yunzhan.cli.home import Home, HomeError
from yunzhan.cli.supervisor import end_with_parent
from yunzhan.gateway.program import GatewayConfig, run_gateway
from yunzhan.gateway.reporting import report
from yunzhan.gateway.warming import warm_up
from yunzhan.gateway.workers import run_workers

MOST_WORKERS = 256
INSPECT_SECONDS = 3.0
RULES_SECONDS = 3.0  # less than a client may take for its Hello


def worker_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise ArgumentTypeError(f"workers are a number from 1 to {MOST_WORKERS}, not {text!r}")
    return int(text)


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", choices=["inspect"], help="only show what running gateways tell about themselves"
    )
    parser.add_argument(
        "--workers",
        type=worker_number,
        default=1,
        help="so many processes, on as many ports one after the other (NATS)",
    )


def run(home: Home, options: Namespace) -> int:
    if options.what == "inspect":
        return inspect(options.port + 1, options.workers)
    configs = [config_of(home, options.port, number) for number in range(options.workers)]
    if len(configs) == 1:
        run_gateway(configs[0])
        return 0
    if not configs[0].nats:
        raise HomeError("Several gateway workers talk over NATS: set YUNZHAN_BUS=nats://…, or leave --workers out.")
    from yunzhan.bus import nats, nats_stream  # noqa: F401, PLC0415 - optional dependency; before the fork, to be held once

    warm_up()
    run_workers([partial(work, config) for config in configs], lost)
    return 0


def work(config: GatewayConfig) -> None:
    end_with_parent()
    run_gateway(config)


def lost(number: int, code: int) -> None:
    report("worker lost", worker=number, exit_code=code)


def config_of(home: Home, port: int, worker: int) -> GatewayConfig:
    """From the environment. `{port}` in YUNZHAN_NODE_URL is the worker's own."""
    allowed = os.environ.get("YUNZHAN_ORIGINS", f"http://localhost:{port},http://127.0.0.1:{port}")
    bus = os.environ["YUNZHAN_BUS"]
    is_node = bus.startswith(("nats://", "tls://"))
    own = port + 1 + worker
    return GatewayConfig(
        port=own,
        host=os.environ.get("YUNZHAN_HOST", "127.0.0.1"),
        pass_key=bytes.fromhex(os.environ["YUNZHAN_PASS_KEY"]),
        log_path=home.log_path,
        bus_path=Path(bus.removeprefix("local:")),
        origins=frozenset(origin for origin in allowed.split(",") if origin and origin != "*"),
        nats=tuple(bus.split(",")) if is_node else (),
        node=os.environ.get("YUNZHAN_NODE", socket.gethostname().partition(".")[0]),
        address=os.environ.get("YUNZHAN_NODE_URL", "").replace("{port}", str(own)),
        drain_seconds=float(os.environ.get("YUNZHAN_DRAIN_SECONDS", "10" if is_node else "0.2")),
        rules_seconds=RULES_SECONDS,
    )


def inspect(first: int, workers: int) -> int:
    """Prints what each tells at /metrics; 1 when one does not answer."""
    silent = 0
    for port in range(first, first + workers):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=INSPECT_SECONDS) as answer:
                text = answer.read().decode()
        except (urllib.error.URLError, OSError) as problem:
            print(f"port {port}: no gateway answers ({getattr(problem, 'reason', problem)})", file=sys.stderr)
            silent += 1
            continue
        print(f"port {port}")
        for line in text.splitlines():
            if line and not line.startswith("#"):
                name, _, number = line.rpartition(" ")
                print(f"  {name.removeprefix('yunzhan_'):<44} {float(number):>16,.6g}")
    return 1 if silent else 0
