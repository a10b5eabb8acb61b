"""What is documented exists, and what exists is documented: settings, commands, messages, close codes, make targets."""

import re
import subprocess
from pathlib import Path

from yunzhan.cli.main import build_parser
from yunzhan.wire import closing, messages

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"YUNZHAN_[A-Z][A-Z_]+")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_settings_are_documented_and_exist():
    used = {name for path in (ROOT / "src").rglob("*.py") for name in SETTING.findall(path.read_text())}
    assert set(SETTING.findall(page("reference/settings.md"))) == used


def test_commands_are_documented_and_exist():
    subparsers = next(a for a in build_parser()._actions if hasattr(a, "choices") and isinstance(a.choices, dict))
    documented = set(re.findall(r"^## `yunzhan ([a-z-]+)", page("reference/commands.md"), re.MULTILINE))
    assert documented == set(subparsers.choices)


def test_wire_messages_are_documented():
    text = page("reference/wire.md")
    missing = [m.__name__ for m in messages.MESSAGES if f"{m.__name__}" not in text]
    assert missing == []


def test_close_codes_are_documented():
    text = page("reference/wire.md")
    assert [c for c in closing.CLOSE_CODES if str(int(c.code)) not in text] == []


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_make_targets_are_documented_and_exist():
    documented = set(re.findall(r"`make ([a-z0-9-]+)`", page("reference/commands.md")))
    assert documented == make_targets() - {"help"}


def test_make_targets_in_readme_exist():
    named = set(re.findall(r"^    make ([a-z0-9-]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert named <= make_targets()


def test_make_alone_prints_every_target():
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z0-9-]+)", printed, re.MULTILINE)) == make_targets()
