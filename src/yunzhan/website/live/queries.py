"""Reading what is live: how many people are here, what was said, what is forbidden. Halls are asked of their app."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import roles_of
from yunzhan.website.halls.queries import halls_of
from yunzhan.website.live.bus import ask
from yunzhan.website.live.choices import RestrictionKind
from yunzhan.website.live.models import (
    Announcement,
    GroupCopy,
    GroupMessage,
    GroupRules,
    ReadMark,
    Removal,
    Restriction,
)
from yunzhan.website.shared.paging import Page, fit_page

PRESENCE_SECONDS = 1
GATEWAYS_SECONDS = 2
PAGE_MESSAGES = 50
MOST_UNREAD = 100
ANNOUNCED = timedelta(days=1)
MOST_ANNOUNCEMENTS = 20
MEMBERS_SECONDS = 1.0
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


def gateways_known() -> list[str]:
    """The public addresses of gateways: those of the settings, else what a cluster says of itself, the emptiest first.

    Empty with one gateway on the website's own host, one port above.
    """
    if settings.GATEWAY_URLS:
        return list(settings.GATEWAY_URLS)
    if not settings.YUNZHAN_BUS.startswith(("nats://", "tls://")):
        return []
    return gateways_told()["addresses"]


def gateways_full() -> list[str]:
    """Of those that a cluster names, the ones that have no room for a crowd."""
    return gateways_told()["full"] if gateways_known() and not settings.GATEWAY_URLS else []


def gateways_told() -> dict[str, list[str]]:
    """What a cluster says of itself."""
    told: dict[str, list[str]] | None = caches["near"].get("gateways")
    if told is None:
        answer = ask("gateway.addresses", {}) or {}
        told = {name: [str(address) for address in answer.get(name, [])] for name in ("addresses", "full")}
        caches["near"].set("gateways", told, GATEWAYS_SECONDS)
    return told


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


def is_moderator(person: Person, fair: Fair) -> bool:
    """Whether somebody keeps order at a fair."""
    return person.is_superuser or bool(not person.is_guest and roles_of(person, fair) & {Role.HOST, Role.ORGANISER})


def announcements_of(fair: Fair, now: datetime) -> list[Announcement]:
    """What was told everybody within a day, newest first."""
    return list(fair.announcements.filter(made_at__gt=now - ANNOUNCED, made_at__lte=now)[:MOST_ANNOUNCEMENTS])


def is_announcer(person: Person, fair: Fair) -> bool:
    """Whether somebody may speak to everybody of a fair at once."""
    return person.is_superuser or Role.ORGANISER in roles_of(person, fair)


def names_of(fair: Fair) -> dict[str, str]:
    """The fair's conversations: key to the name people read."""
    names = {f"fair:{fair.slug}": fair.name}
    for hall in halls_of(fair):
        names[f"hall:{fair.slug}/{hall.slug}"] = f"{hall.number} {hall.name}"
    return names


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation of a fair as its hosts see it."""

    key: str
    name: str
    read_only: bool
    slow_seconds: int
    messages: int


def conversations_of(fair: Fair, page: int, size: int = 50) -> Page[ConversationRow]:
    """Three queries, however many conversations there are."""
    names = list(names_of(fair).items())
    page, pages = fit_page(page, len(names), size)
    here = names[(page - 1) * size : page * size]
    keys = [key for key, _name in here]
    rules = GroupRules.objects.in_bulk(keys)
    said = dict(GroupMessage.objects.filter(group__in=keys).order_by().values_list("group").annotate(count=Count("pk")))
    rows = [
        ConversationRow(
            key,
            name,
            rules[key].read_only if key in rules else False,
            rules[key].slow_seconds if key in rules else 0,
            said.get(key, 0),
        )
        for key, name in here
    ]
    return Page(rows, len(names), page, pages)


def said_at_fair(groups: Collection[str]) -> QuerySet[GroupMessage]:
    """What was said in these groups, newest first."""
    return GroupMessage.objects.filter(group__in=groups).order_by("-pk")


def restrictions_at(fair: Fair, *, kind: str = "") -> QuerySet[Restriction]:
    """Mutes and bans that hold at the fair now, each with the `name` of the person when there is one."""
    rows = restrictions_now(timezone.now()).filter(fair=fair)
    if kind:
        rows = rows.filter(kind=kind)
    named = Person.objects.filter(public_id=OuterRef("person")).values("display_name")[:1]
    return rows.annotate(name=Subquery(named))


def groups_read(fair: Fair, person: Person) -> list[dict[str, Any]]:
    """The fair's conversations with how far `person` has read each: five queries and one for each with something new.

    What is unread is counted up to MOST_UNREAD only, along the index: cheap however much was said, however many ask.
    """
    names = names_of(fair)
    last = dict(GroupCopy.objects.filter(group__in=names).values_list("group", "through"))
    marks = dict(ReadMark.objects.filter(person=person, group__in=names).values_list("group", "seq"))
    rules = GroupRules.objects.in_bulk(list(names))
    return [
        {
            "key": key,
            "name": name,
            "last": last.get(key, 0),
            "read": marks.get(key, 0),
            "unread": _unread(key, marks.get(key, 0)) if last.get(key, 0) > marks.get(key, 0) else 0,
            "read_only": key in rules and rules[key].read_only,
            "slow": rules[key].slow_seconds if key in rules else 0,
        }
        for key, name in names.items()
    ]


def _unread(group: str, seq: int) -> int:
    return len(GroupMessage.objects.filter(group=group, seq__gt=seq).order_by("seq").values("pk")[:MOST_UNREAD])


def members_of(group: str, *, after: str, limit: int) -> dict[str, Any] | None:
    """{"members": [[person, name, flags]], "total"} from the gateway, by person; None when it is away."""
    return ask("group.members", {"group": group, "after": after, "limit": limit}, MEMBERS_SECONDS)
