"""Reading what is live: how many people are here, and what was said. Halls and exhibitors are asked of their apps."""

from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from yunzhan.website.fairs.models import Fair
from yunzhan.website.live.bus import ask
from yunzhan.website.live.models import GroupMessage

PRESENCE_SECONDS = 1
PAGE_MESSAGES = 50


def presence_of(fair: Fair) -> dict[str, Any] | None:
    """{"people", "scripted", "halls": {key: {"people", "scripted"}}}, at most a second old; None when the gateway is away."""
    key = f"presence:{fair.slug}"
    known: dict[str, Any] | None = cache.get(key)
    if known is None:
        known = ask("presence.count", {"fair": fair.slug})
        if known is not None:
            cache.set(key, known, PRESENCE_SECONDS)
    return known


def messages_of(group: str, *, before: int | None = None, limit: int = PAGE_MESSAGES) -> list[GroupMessage]:
    """The newest messages with a number below `before`, oldest first."""
    rows: QuerySet[GroupMessage] = GroupMessage.objects.filter(group=group)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return list(reversed(rows.order_by("-seq")[: min(limit, PAGE_MESSAGES)]))


def messages_by(person: str) -> QuerySet[GroupMessage]:
    """All that one person said, for export and erasure."""
    return GroupMessage.objects.filter(person=person).order_by("said_at")
