"""`yunzhan`: its commands and their options. What each does is in the files beside this one."""

import argparse
import os
import sys
from pathlib import Path

from yunzhan import __version__
from yunzhan.cli import crowd, gateway, programs
from yunzhan.cli.demo import run_demo
from yunzhan.cli.home import HomeError
from yunzhan.cli.supervisor import SupervisorError
from yunzhan.cli.troubles import sentence_for_error
from yunzhan.cli.up import run_up
from yunzhan.cli.visit import VisitFailed

HIGHEST_PORT = 65534


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {HIGHEST_PORT}, not {text!r}")
    return int(text)


def crowd_number(text: str) -> int:
    if not text.isdecimal() or int(text) > crowd.MOST_PEOPLE:
        raise argparse.ArgumentTypeError(f"a crowd is a number from 0 to {crowd.MOST_PEOPLE}, not {text!r}")
    return int(text)


def build_parser() -> argparse.ArgumentParser:
    """All commands; the reference page lists the same."""
    parser = argparse.ArgumentParser(prog="yunzhan", description="A hybrid trade fair in a 3D hall, self-hosted.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "--port",
            type=port_number,
            default=os.environ.get("YUNZHAN_PORT", "8000"),
            help="of the website; the gateway has the next one",
        )
        command.add_argument(
            "--data", type=Path, default=os.environ.get("YUNZHAN_DATA", "var"), help="the data folder (default: ./var)"
        )
        return command

    demo = add("demo", "open the sample fair")
    demo.add_argument("--crowd", type=crowd_number, default=60, help="how many scripted visitors walk in hall 1")
    demo.add_argument("--check", action="store_true", help="only send one visitor through everything, then stop")
    add("up", "the sample fair for developing: reloads on a change")
    add("website", "serve the website alone")
    gateway.add_options(add("gateway", "serve the gateway alone, or look at those that run"))
    add("recorder", "copy what is said to the database")
    add("tasks", "check the files that exhibitors bring")
    add("tidy", "forget old guests and old messages; once a day")
    add("load-sample", "load the sample fair into the database")
    crowd.add_options(add("crowd", "send scripted visitors into a hall"))
    manage = add("manage", "Django's own commands")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs a command and returns its exit code; what a person can mend ends in one sentence, not a traceback."""
    options = build_parser().parse_args(arguments)
    try:
        return run(options)
    except (HomeError, SupervisorError, VisitFailed, crowd.CrowdRefused) as problem:
        return refuse(str(problem))
    except OSError as error:
        sentence = sentence_for_error(error)
        if sentence is None:
            raise
        return refuse(sentence)
    except KeyboardInterrupt:
        return 130


def refuse(sentence: str) -> int:
    print(f"\n  {sentence}\n", file=sys.stderr)
    return 1


def run(options: argparse.Namespace) -> int:
    if options.command == "demo":
        return run_demo(options.data, options.port, options.crowd, check=options.check)
    if options.command == "up":
        return run_up(options.data, options.port)
    home = programs.set_up(options.data, options.port)
    if options.command == "gateway":
        return gateway.run(home, options)
    if options.command == "website":
        return programs.website(options.port)
    if options.command == "recorder":
        return programs.recorder()
    if options.command == "tasks":
        return programs.tasks()
    if options.command == "tidy":
        return programs.tidy()
    if options.command == "load-sample":
        return programs.load_sample()
    if options.command == "crowd":
        return crowd.run_crowd(options)
    return programs.manage(options.arguments)
