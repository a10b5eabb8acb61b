"""What holds for every source file: its size, its first words, its name. What a file may import is import-linter's."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE_LINES = 400
REFUSED_NAMES = {
    "site", "core", "common", "utils", "util", "helpers", "helper", "services", "service", "projects", "events", "tickets",
    "tokens", "rooms", "channels", "users", "protocol", "misc", "manager", "base", "managers",
}  # fmt: skip
FOLDERS = (
    "src",
    "tests",
    "tools",
    "benchmarks",
    "assets",
    "client/src",
    "client/tests",
    "client/stand",
    "client/tools",
)
SUFFIXES = {".py", ".ts", ".tsx", ".css", ".html", ".mjs"}
GENERATED = re.compile(r"/migrations/|/static/client/|/client/src/wire/|node_modules|__pycache__")
REGISTRY_HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|/root/|/work/|/tmp/yz", re.IGNORECASE
)


def source_files() -> list[Path]:
    found = [p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if p.suffix in SUFFIXES]
    return sorted(p for p in found if not GENERATED.search(str(p.relative_to(ROOT).as_posix()).join("//")))


def python_modules() -> list[Path]:
    return [p for p in source_files() if p.suffix == ".py" and (ROOT / "src") in p.parents]


def names_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_files_to_check():
    assert len(python_modules()) > 50


@pytest.mark.parametrize("path", source_files(), ids=names_of)
def test_file_is_short_enough_to_hold_in_mind(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE_LINES, f"{names_of(path)} has {lines} lines"


@pytest.mark.parametrize("path", [p for p in python_modules() if p.read_text().strip()], ids=names_of)
def test_module_says_what_lives_here(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", python_modules(), ids=names_of)
def test_module_has_a_name_of_its_own(path):
    words = {path.stem, *path.relative_to(ROOT / "src").parts[:-1]}
    assert not words & REFUSED_NAMES


def test_no_class_bears_a_refused_name():
    refused = {name.capitalize() for name in REFUSED_NAMES}
    classes = {
        node.name
        for path in python_modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
    }
    assert not classes & refused


def test_nothing_names_a_registry_or_a_path_of_one_machine():
    texts = [
        p for p in ROOT.rglob("*") if p.suffix in SUFFIXES | {".md", ".txt", ".toml", ".json", ".yml"} and p.is_file()
    ]
    skipped = {".venv", "node_modules", "var", "dist", ".git", "test-results", ".mypy_cache"}
    own = {Path(__file__).resolve()}
    guilty = [
        names_of(p)
        for p in texts
        if not skipped & set(p.parts)
        and p not in own
        and REGISTRY_HOSTS.search(p.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert guilty == []
