"""One job in a process of its own: `python -m yunzhan.website.uploads.checks KIND SOURCE FOLDER`.

Says in JSON lines how far it is: {"progress": 0–100}, {"state": "optimising"}, at the end {"refused": {…}} or {"ready": {…}}.
"""

import json
import resource
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.brochures import make_brochure
from yunzhan.website.uploads.checks.drawings import make_drawing
from yunzhan.website.uploads.checks.models import make_model
from yunzhan.website.uploads.checks.optimiser import Optimiser
from yunzhan.website.uploads.checks.pictures import make_picture
from yunzhan.website.uploads.checks.refused import Refused
from yunzhan.website.uploads.checks.videos import make_video

MAKERS: dict[str, Callable[[Path, Path, Callable[[int], None]], dict[str, Any]]] = {
    "brochure": make_brochure,
    "drawing": make_drawing,
    "model": make_model,
    "picture": make_picture,
    "video": make_video,
}


def say(**told: object) -> None:
    print(json.dumps(told), flush=True)  # noqa: T201


def limit_itself() -> None:
    """Memory, CPU time and the size of a written file; a job that wants more ends, and only it."""
    for what, most in (
        (resource.RLIMIT_AS, limits.JOB_MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.JOB_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.JOB_FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(kind: str, source: str, folder: str) -> int:
    make = MAKERS[kind]
    if kind == "model":  # node is started before the limit on memory, which it could not live with
        make = partial(make_model, optimiser=Optimiser.start(), begins=lambda: say(state="optimising"))
    limit_itself()
    try:
        ready = make(Path(source), Path(folder), lambda progress: say(progress=progress))
    except Refused as refused:
        say(refused={"code": refused.code, "limit": refused.limit, "found": refused.found})
    except (MemoryError, RecursionError):
        say(refused={"code": "TooHardToRead", "limit": "", "found": ""})
    else:
        say(ready=ready)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
