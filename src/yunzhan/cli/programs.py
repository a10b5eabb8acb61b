"""The single programs behind the commands of the same names. How they work together is `demo`'s and `up`'s business."""

import json
import os
import sys
from pathlib import Path

from yunzhan.cli.home import Home


def set_up(folder: Path, port: int) -> Home:
    """The environment of a single program: what is set already holds, the rest comes from the data folder."""
    home = Home(folder)
    home.prepare()
    for name, value in home.environment(port).items():
        os.environ.setdefault(name, value)
    return home


def website(port: int) -> int:
    """Serves the website; becomes granian, so that signals reach it."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", os.environ.get("YUNZHAN_HOST", "127.0.0.1"),
        "--port", str(port), "--workers", os.environ.get("YUNZHAN_WORKERS", "1"), "--blocking-threads", "4",
        "--no-ws", "--log-level", "warning", "yunzhan.cli.served:application",
    ]  # fmt: skip
    os.execv(sys.executable, command)  # noqa: S606


def recorder() -> int:
    """Copies what is said from the bus to the database."""
    import django  # noqa: PLC0415 - slow, and only the website's programs need it

    django.setup()
    from yunzhan.website.live.recorder import run  # noqa: PLC0415 - needs django.setup()

    run()
    return 0


def tasks() -> int:
    """Checks the files that exhibitors bring, one after the other."""
    import django  # noqa: PLC0415

    django.setup()
    from yunzhan.website.uploads.tasks import run  # noqa: PLC0415

    run()
    return 0


def tidy() -> int:
    """Forgets what is older than the installation keeps, then says in a JSON line how much that was."""
    import django  # noqa: PLC0415

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from yunzhan.website.live.tidying import tidy as forget  # noqa: PLC0415

    print(json.dumps(forget(timezone.now())))
    return 0


def load_sample() -> int:
    """Loads the sample fair, with a JSON line for each bit of progress."""
    import django  # noqa: PLC0415

    django.setup()
    from yunzhan.demo import load  # noqa: PLC0415

    load(lambda what, done, total: print(json.dumps({"what": what, "done": done, "total": total}), flush=True))
    return 0


def manage(arguments: list[str]) -> int:
    """Django's own commands."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["yunzhan manage", *arguments])
    return 0
