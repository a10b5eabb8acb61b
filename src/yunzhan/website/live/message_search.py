"""Finding what was said by words: the products app's marks, in an index of messages. Nothing here writes.

Promise: `found_messages` answers the newest messages of the given groups that have every mark, below the key `before`;
the engine's index follows the table by trigger (SQLite) or generated column (PostgreSQL), in the same transaction.
"""

from collections.abc import Sequence

from django.db import connection

from yunzhan.website.live.models import GroupMessage
from yunzhan.website.products.marks import query_marks_of

NO_KEY = 2**62
SQLITE = (
    "SELECT m.id FROM live_messageindex AS i JOIN live_groupmessage AS m ON m.id = i.rowid"
    ' WHERE live_messageindex MATCH %s AND i.rowid < %s AND m."group" IN ({groups}) ORDER BY i.rowid DESC LIMIT %s'
)
POSTGRESQL = (
    "SELECT id FROM live_groupmessage WHERE found_by @@ to_tsquery('simple', %s) AND id < %s"
    ' AND "group" IN ({groups}) ORDER BY id DESC LIMIT %s'
)


def found_messages(groups: Sequence[str], q: str, *, before: int | None, limit: int) -> list[GroupMessage]:
    """See the module's promise; nothing for a query without a letter or digit."""
    marks = query_marks_of(q)
    if not marks or not groups:
        return []
    if connection.vendor == "postgresql":
        statement, asked = POSTGRESQL, " & ".join(f"'{mark}':*" if begins else f"'{mark}'" for mark, begins in marks)
    else:
        statement, asked = SQLITE, " AND ".join(f'"{mark}"*' if begins else f'"{mark}"' for mark, begins in marks)
    places = ", ".join(["%s"] * len(groups))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(groups=places), [asked, NO_KEY if before is None else before, *groups, limit])
        keys = [row[0] for row in cursor.fetchall()]
    by_key = GroupMessage.objects.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]
