"""Finding exhibitors by words: one promise, kept by SQLite's FTS5 and by PostgreSQL's tsvector. The marks are made in marks.

Promise: `found(marks)` answers primary keys of search entries that have every mark in their names, industries or
offers, best first: a hit in a name outweighs one in an industry, that one a hit in what is offered; equals by key.
Entries are written to the table SearchEntry by actions; the engine's own index follows by trigger or generated column,
inside the same transaction. Nothing here writes.
"""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection

MOST_HITS = 2_000
WEIGHTS = {"names": 12.0, "industries": 5.0, "offers": 1.0}

Marks = Sequence[tuple[str, bool]]


class Engine(Protocol):
    """Where the marks are looked up; see the module's promise."""

    def found(self, marks: Marks) -> list[int]: ...


class Fts5:
    """SQLite. The virtual table products_searchindex is filled by triggers on products_searchentry."""

    def found(self, marks: Marks) -> list[int]:
        asked = " AND ".join(f'"{mark}"*' if beginning else f'"{mark}"' for mark, beginning in marks)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM products_searchindex WHERE products_searchindex MATCH %s"
                " ORDER BY bm25(products_searchindex, %s, %s, %s), rowid LIMIT %s",
                [asked, *WEIGHTS.values(), MOST_HITS],
            )
            return [row[0] for row in cursor.fetchall()]


class Tsvector:
    """PostgreSQL. The generated column products_searchentry.marks carries weights A, B and C."""

    def found(self, marks: Marks) -> list[int]:
        asked = " & ".join(f"'{mark}':*" if beginning else f"'{mark}'" for mark, beginning in marks)
        heaviest = WEIGHTS["names"]
        # ts_rank_cd takes {D, C, B, A}; normalisation 1 divides by the logarithm of the entry's length.
        weights = [0.0, *(weight / heaviest for weight in reversed(WEIGHTS.values()))]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT exhibitor_id FROM products_searchentry, to_tsquery('simple', %s) AS asked WHERE marks @@ asked"
                " ORDER BY ts_rank(%s::real[], marks, asked, 1) DESC, exhibitor_id LIMIT %s",
                [asked, weights, MOST_HITS],
            )
            return [row[0] for row in cursor.fetchall()]


def engine() -> Engine:
    return Tsvector() if connection.vendor == "postgresql" else Fts5()
