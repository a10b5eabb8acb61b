"""`yunzhan up`: the programs for developing. Django reloads itself, Vite rebuilds, the gateway starts again on a change."""

import time
from pathlib import Path

import yunzhan
from yunzhan.cli.demo import gateway_answers, say, step
from yunzhan.cli.home import Home
from yunzhan.cli.supervisor import Program, Supervisor, check_port_is_free, python

PACKAGE = Path(yunzhan.__file__).parent
GATEWAY_PARTS = ("gateway", "world", "wire", "bus")
LOOK_SECONDS = 0.7


def newest_change() -> float:
    """When the gateway's code was last changed."""
    return max(file.stat().st_mtime for part in GATEWAY_PARTS for file in (PACKAGE / part).rglob("*.py"))


def run_up(folder: Path, port: int) -> int:
    """Runs until Ctrl-C."""
    check_port_is_free(port)
    check_port_is_free(port + 1)
    home = Home(folder)
    home.prepare()
    environment = home.environment(port) | {"YUNZHAN_DEBUG": "1"}
    with Supervisor(environment, folder) as supervisor:
        try:
            with step("Database and sample fair"):
                supervisor.run("The database", python("-m", "django", "migrate", "--verbosity", "0"), lambda line: None)
                supervisor.run("The sample fair", python("-m", "yunzhan", "load-sample"), lambda line: None)
            supervisor.start(Program("website", python("-m", "django", "runserver", f"127.0.0.1:{port}")))
            supervisor.start(Program("recorder", python("-m", "yunzhan", "recorder")))
            supervisor.start(Program("vite", ["npm", "--prefix", str(PACKAGE.parents[1] / "client"), "run", "watch"]))
            print(f"\n  Developing on  http://localhost:{port}   (logs in {folder})\n", flush=True)
            while True:
                with Supervisor(environment, folder) as inner:
                    inner.start(
                        Program("gateway", python("-m", "yunzhan", "gateway"), lambda: gateway_answers(port + 1))
                    )
                    seen = newest_change()
                    while newest_change() == seen:
                        time.sleep(LOOK_SECONDS)
                    say("The gateway's code changed: starting it again.")
        except KeyboardInterrupt:
            say("Stopped.")
    return 0
