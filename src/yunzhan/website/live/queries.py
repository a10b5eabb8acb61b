"""Reading what is live: how many people are here, what was said, what is forbidden. Halls are asked of their app."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.utils import timezone

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.models import Fair
from yunzhan.website.live.bus import ask
from yunzhan.website.live.choices import RestrictionKind
from yunzhan.website.live.models import GroupMessage, Removal, Restriction

PRESENCE_SECONDS = 1
PAGE_MESSAGES = 50
SHUT_OUT = (RestrictionKind.BAN, RestrictionKind.ERASED)


def presence_of(fair: Fair) -> dict[str, Any] | None:
    """{"people", "scripted", "halls": {key: {"people", "scripted"}}}, at most a second old; None when the gateway is away."""
    key = f"presence:{fair.slug}"
    known: dict[str, Any] | None = caches["near"].get(key)
    if known is None:
        known = ask("presence.count", {"fair": fair.slug})
        if known is not None:
            caches["near"].set(key, known, PRESENCE_SECONDS)
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


def removed_among(group: str, seqs: Collection[int]) -> set[int]:
    """Which of these numbers were taken away."""
    return set(Removal.objects.filter(group=group, seq__in=seqs).values_list("seq", flat=True))


def unheard_removals(limit: int) -> dict[str, list[int]]:
    """Group to numbers that the log has not yet said it removed; at most `limit` of them."""
    found: dict[str, list[int]] = {}
    for group, seq in Removal.objects.filter(heard=False).values_list("group", "seq")[:limit]:
        found.setdefault(group, []).append(seq)
    return found


def restrictions_now(now: datetime) -> QuerySet[Restriction]:
    """What is forbidden at this time."""
    return Restriction.objects.filter(Q(until=None) | Q(until__gt=now)).select_related("fair")


def erased_among(people: Collection[str]) -> set[str]:
    """Which of these public ids belonged to somebody who had themselves erased."""
    rows = Restriction.objects.filter(person__in=people, kind=RestrictionKind.ERASED)
    return set(rows.values_list("person", flat=True))


def is_shut_out(person: Person, fair: Fair) -> bool:
    """Whether the account is closed, or a host of this fair shut the person out."""
    here = restrictions_now(timezone.now()).filter(Q(fair=fair) | Q(fair=None))
    return not person.is_active or here.filter(person=person.public_id, kind__in=SHUT_OUT).exists()


def rules_of_gateways(now: datetime, *, lifetime: timedelta, most: int) -> list[Restriction]:
    """The restrictions a gateway must know: bans no older than a pass can be, and mutes that still hold; newest first."""
    rows = restrictions_now(now).exclude(kind__in=SHUT_OUT, since__lt=now - lifetime)
    return list(rows.order_by("-since")[:most])
