"""Lists as CSV: what a spreadsheet would calculate is kept from it, what people wrote arrives whole."""

import csv

import pytest

from yunzhan.website.shared.sheets import cell, lines_of


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_formula_is_defused(text):
    assert cell(text) == f"'{text}"


PLAIN = [("海蓝", "海蓝"), (None, ""), (-3, "-3"), ("+8613800138000", "+8613800138000"), ("a=b", "a=b")]


@pytest.mark.parametrize(("value", "shown"), PLAIN)
def test_other_cells_stay_as_they_are(value, shown):
    assert cell(value) == shown


def test_sheet_reads_back_whole():
    rows = [("a,b", 'say "hi"'), ("two\nlines", "海蓝")]
    text = "".join(lines_of(("x", "y"), rows))
    assert text.startswith("\ufeff")
    assert list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True))) == [["x", "y"], *map(list, rows)]
