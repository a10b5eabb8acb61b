"""What is generated from the wire's tables is what is committed."""

from pathlib import Path

import pytest

from yunzhan.wire import page, typescript

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(typescript.FILES))
def test_typescript_is_up_to_date(name):
    assert (ROOT / "client/src/wire" / name).read_text() == typescript.FILES[name](), "run `make docs`"


def test_page_is_up_to_date():
    path = ROOT / "docs/reference/wire.md"
    assert path.read_text() == page.write_page(path), "run `make docs`"
