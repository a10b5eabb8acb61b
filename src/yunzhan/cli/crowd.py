"""`yunzhan crowd`: signs passes for scripted visitors and sends them into a hall. How they walk and talk is `loadtest`'s."""

import argparse
import json
import os
import random
import signal
import sys
import time
import urllib.error
import urllib.request
from typing import Any

from yunzhan.bus.bus import BusError
from yunzhan.bus.local import LocalClient
from yunzhan.cli.answers import LOOPBACK, request_for
from yunzhan.loadtest.crowd import Crowd, CrowdPlan
from yunzhan.loadtest.walkers import Hall
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass, sign_pass

MOST_PEOPLE = 5000
PASS_SECONDS = 24 * 3600


class CrowdRefused(Exception):
    """The crowd cannot be sent; the text is the sentence that the person reads."""


def add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--people", type=int, default=100, help=f"how many, up to {MOST_PEOPLE}")
    command.add_argument("--hall", default="h1", help="the hall's slug")
    command.add_argument("--fair", default="cross-strait-fair", help="the fair's slug")
    command.add_argument("--seconds", type=float, default=60, help="how long")
    command.add_argument("--says", type=float, default=0.2, help="sentences a second, all together")
    command.add_argument("--until-stopped", action="store_true", help="go on until Ctrl-C")


def run_crowd(options: argparse.Namespace) -> int:
    """Sends the crowd to this machine's own gateway, never elsewhere; prints the report at the end."""
    if not 1 <= options.people <= MOST_PEOPLE:
        raise CrowdRefused(f"--people is a number from 1 to {MOST_PEOPLE}.")
    scene = fetch_scene(options.port, options.fair, options.hall)
    hall = Hall(scene)
    key = f"{options.fair}/{options.hall}"
    plan = CrowdPlan(
        address=(LOOPBACK, options.port + 1),
        hall_key=key,
        group=f"hall:{key}",
        badges=badges(options.people, options.fair, key, scene, bytes.fromhex(os.environ["YUNZHAN_PASS_KEY"])),
        says_per_second=options.says,
        seconds=None if options.until_stopped else options.seconds,
    )
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _: stopping.append(got))
    print(f"  {options.people} scripted visitors go to hall {options.hall} …", flush=True)
    crowd = Crowd(plan, hall)
    before = statistics()
    report = crowd.run(lambda: bool(stopping))
    report.server = spent_between(before, statistics(), report.seconds)
    print("\n".join(f"  {line}" for line in report.lines()), flush=True)
    return 0


def fetch_scene(port: int, fair: str, hall: str) -> dict[str, Any]:
    """Raises CrowdRefused when the website is away or has no such hall."""
    try:
        with urllib.request.urlopen(request_for(port, f"/api/fairs/{fair}/halls/{hall}/scene"), timeout=30) as answer:  # noqa: S310
            scene: dict[str, Any] = json.load(answer)
    except urllib.error.HTTPError as error:
        raise CrowdRefused(f"There is no hall {hall} at the fair {fair}: look at the page of the halls.") from error
    except OSError as error:
        raise CrowdRefused(f"No website answers on port {port}: start `yunzhan demo` first.") from error
    return scene


def badges(count: int, fair: str, hall: str, scene: dict[str, Any], key: bytes) -> list[str]:
    """Signed passes that are marked as scripted; looks differ, names are numbers."""
    chance = random.Random(3)  # noqa: S311
    now = int(time.time())
    size = scene["hall"]
    grant = HallGrant(
        hall, round(size["width"] * 100), round(size["depth"] * 100),
        round(scene["entrance"]["x"] * 100), round(scene["entrance"]["z"] * 100), 0,
    )  # fmt: skip
    return [
        sign_pass(
            Pass(
                person=f"scripted-{number}",
                name=f"访客 {number:04d}" if number % 3 else f"Visitor {number:04d}",
                kind="scripted",
                fair=fair,
                look=chance.getrandbits(24),
                halls=(grant,),
                groups=(GroupGrant(f"hall:{hall}", say=True),),
                issued=now,
                expires=now + PASS_SECONDS,
            ),
            key,
        )
        for number in range(1, count + 1)
    ]


def spent_between(before: dict[str, Any], after: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What the gateway used while the crowd was there; empty when it did not answer both times."""
    if not before or not after:
        return {}
    return {
        "core_share": (after["cpu_seconds"] - before["cpu_seconds"]) / max(seconds, 0.001),
        "memory_bytes": after["memory_bytes"],
        "skipped": after["skipped"] - before["skipped"],
    }


def statistics() -> dict[str, Any]:
    """The gateway's own figures, empty when it does not answer."""
    client = LocalClient(os.environ["YUNZHAN_BUS"].removeprefix("local:"))
    try:
        answer: dict[str, Any] = json.loads(client.request("gateway.statistics", b"{}", 2.0))
    except BusError as problem:
        print(f"  (no figures from the gateway: {problem})", file=sys.stderr)
        return {}
    finally:
        client.close()
    return answer
