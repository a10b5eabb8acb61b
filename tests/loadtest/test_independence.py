"""The scripted visitors prove the protocol page: they share no code with the server."""

import ast
from pathlib import Path

import yunzhan.loadtest

REFUSED = ("yunzhan.wire", "yunzhan.world", "yunzhan.gateway", "yunzhan.bus", "yunzhan.website", "django")


def test_loadtest_imports_nothing_of_the_server():
    imported = set()
    for file in Path(yunzhan.loadtest.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                imported.update(name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module))
    assert [name for name in sorted(imported) if name.startswith(REFUSED)] == []
    assert "yunzhan.loadtest.report" in imported
