"""A real PostgreSQL for one test run: a cluster in a temporary folder on a Unix socket, gone afterwards.

Nothing here touches a PostgreSQL that the machine already runs.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
# No durability: the cluster lives as long as the tests.
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def temporary_postgres() -> Iterator[dict[str, str]]:
    """Yields the environment under which the website uses this cluster.

    PostgreSQL refuses to run as root, so root borrows the user `postgres`.
    """
    folder = Path(tempfile.mkdtemp(prefix="yunzhan-pg-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(data, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    call([*as_user, PROGRAMS / "initdb", "-D", data, "-A", "trust", "-U", "yunzhan", "-E", "UTF8", "--locale=C.UTF-8"])
    call(
        [*as_user, PROGRAMS / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"{OPTIONS} -k {folder}", "start"]
    )
    try:
        call([PROGRAMS / "createdb", "-h", folder, "-U", "yunzhan", "yunzhan"])
        yield {"YUNZHAN_DATABASE_URL": f"postgresql://yunzhan@/yunzhan?host={folder}"}
    finally:
        call([*as_user, PROGRAMS / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def call(command: list[str | Path]) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd="/")
