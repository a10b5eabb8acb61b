"""A list as a CSV file that spreadsheets open: UTF-8 with its mark, one row a line. Which rows is the list's own view's.

A cell that a spreadsheet would calculate (it begins with = + - @) gets an apostrophe before it: names come from people.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, StreamingHttpResponse

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"


class Line:
    """What csv writes to: it hands every line back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def cell(value: object) -> str:
    text = "" if value is None else str(value)
    return (
        f"'{text}" if text.startswith(FORMULA_BEGINS) and not text.lstrip("+-").replace(".", "", 1).isdigit() else text
    )


def lines_of(head: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield MARK + writer.writerow([cell(value) for value in head])
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def is_sheet_asked(request: HttpRequest) -> bool:
    """?format=csv on the address of a list asks for all its rows, with the same filters and order."""
    return request.GET.get("format") == "csv"


def sheet(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The file `name`.csv, sent while it is made."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(lines_of(head, rows), content_type="text/csv; charset=utf-8", headers=disposition)
