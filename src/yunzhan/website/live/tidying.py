"""What `yunzhan tidy` does, once a day: forgets what is older than the installation keeps. The removing itself is actions'."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from yunzhan.website.live.actions import drop_settled, forget_guests, forget_messages
from yunzhan.website.uploads.actions import tidy_uploads


def until_none(act: Callable[[], int]) -> int:
    """Batch after batch, each its own transaction, so that nobody waits for long."""
    total = 0
    while done := act():
        total += done
    return total


def tidy(now: datetime) -> dict[str, int]:
    """How many guests, messages, settled rows and files went. Sessions that are over and limits that have passed go uncounted."""
    guests = words = 0
    if settings.YUNZHAN_GUEST_DAYS:
        seen_before = now - timedelta(days=settings.YUNZHAN_GUEST_DAYS)
        guests = until_none(lambda: forget_guests(seen_before=seen_before))
    if settings.YUNZHAN_WORDS_DAYS:
        said_before = now - timedelta(days=settings.YUNZHAN_WORDS_DAYS)
        words = until_none(lambda: forget_messages(said_before=said_before))
    settled = drop_settled(now=now)
    files = tidy_uploads(now=now)
    call_command("clearsessions")
    with connection.cursor() as cursor:
        limit = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
        cursor.execute("DELETE FROM shared_cache WHERE expires < %s", [limit])
    return {"guests": guests, "messages": words, "settled": settled, "files": files}
