"""The program between the gateways and the database: `yunzhan recorder`. What a copy is stands in `actions`.

It copies what is said as it hears it. Every ROUND_SECONDS, and when it starts, it also looks whether the log has more than
the database, fetches that page by page, tells the log again what it has not said it removed, and tells the gateways who is
muted or shut out. So nothing depends on both sides having been there at the same moment. Everything runs on one thread:
a bus calls handlers on its own, where waiting for an answer would wait for itself.
"""

import json
import logging
import queue
import signal
import time
from datetime import timedelta

from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from yunzhan.bus.bus import Bus
from yunzhan.website.live.actions import milliseconds, pass_removals_on, record_said
from yunzhan.website.live.bus import ask, tell, website_bus
from yunzhan.website.live.choices import RestrictionKind
from yunzhan.website.live.models import GroupCopy, GroupRules
from yunzhan.website.live.passes import PASS_SECONDS
from yunzhan.website.live.queries import rules_of_gateways, unheard_removals

ROUND_SECONDS = 5.0
ANSWER_SECONDS = 10.0
GROUPS_A_PAGE = 1000
MESSAGES_A_PAGE = 200
REMOVALS_A_ROUND = 2000
MOST_RULES = 10_000  # in one message of the bus, some 60 bytes each
# A list that was read before a fact was told must not undo the fact; clocks of two processes of a machine differ less.
LIST_LAG = timedelta(seconds=2)

log = logging.getLogger(__name__)


def record(payload: bytes) -> None:
    """One batch of the subject `group.said`."""
    told = json.loads(payload)
    record_said(str(told["group"]), told["messages"])


def tell_rules() -> None:
    """All that is forbidden now, to every gateway."""
    now = timezone.now()
    rows = rules_of_gateways(now, lifetime=timedelta(seconds=PASS_SECONDS), most=MOST_RULES)
    bans, mutes = [], []
    for row in rows:
        fair = row.fair.slug if row.fair else ""
        if row.kind == RestrictionKind.MUTE:
            mutes.append([fair, row.person, milliseconds(row.until)])
        else:
            bans.append([fair, row.person])
    groups = GroupRules.objects.filter(Q(read_only=True) | Q(slow_seconds__gt=0))
    told = {
        "as_of": milliseconds(now - LIST_LAG),
        "bans": bans,
        "mutes": mutes,
        "groups": [list(row) for row in groups.values_list("group", "read_only", "slow_seconds")[:MOST_RULES]],
    }
    tell("rules.current", told)


def copied_through(groups: list[str]) -> dict[str, int]:
    return dict(GroupCopy.objects.filter(group__in=groups).values_list("group", "through"))


def fetch_missing() -> int:
    """Copies what the log has and the database lacks; answers how many messages came. Stops when nobody answers."""
    fetched, after = 0, ""
    while True:
        told = ask("log.groups", {"after": after, "limit": GROUPS_A_PAGE}, ANSWER_SECONDS)
        groups: list[tuple[str, int]] = [(str(group), int(last)) for group, last in told["groups"]] if told else []
        if not groups:
            return fetched
        known = copied_through([group for group, _ in groups])
        for group, last in groups:
            through = known.get(group, 0)
            while through < last:
                page = ask("log.page", {"group": group, "after": through, "limit": MESSAGES_A_PAGE}, ANSWER_SECONDS)
                if page is None:
                    return fetched
                fetched += len(page["messages"])
                through = record_said(group, page["messages"], through=int(page["through"]))
        after = groups[-1][0]


def go_round() -> None:
    """What is due every ROUND_SECONDS, in order: rules, removals, what is missing."""
    tell_rules()
    for group, seqs in unheard_removals(REMOVALS_A_ROUND).items():
        if not pass_removals_on(group, seqs):
            break
    fetched = fetch_missing()
    if fetched:
        log.warning("copied %d messages that were said while nobody copied", fetched)


class Recorder:
    """The queue between the bus's thread and the one that works."""

    def __init__(self, bus: Bus) -> None:
        self._heard: queue.SimpleQueue[bytes | None] = (
            queue.SimpleQueue()
        )  # a batch, or None: a gateway wants the rules
        self._stopping = False
        bus.subscribe("group.said", self._heard.put)
        bus.subscribe("rules.wanted", lambda _payload: self._heard.put(None))

    def stop(self) -> None:
        self._stopping = True
        self._heard.put(None)

    def work(self) -> None:
        """Until `stop`; what was heard before is copied first. Whatever fails is done again at the next round."""
        due = time.monotonic()
        while not (self._stopping and self._heard.empty()):
            try:
                if time.monotonic() >= due:
                    due = time.monotonic() + ROUND_SECONDS
                    close_old_connections()
                    go_round()
                self._take(max(0.0, due - time.monotonic()))
            except Exception:  # a locked database, a payload nobody expected: those who come after must be copied too
                log.exception("one round or message was not recorded; trying again")
                close_old_connections()

    def _take(self, seconds: float) -> None:
        try:
            payload = self._heard.get(timeout=seconds)
        except queue.Empty:
            return
        if payload is not None:
            record(payload)
        elif not self._stopping:
            tell_rules()


def run() -> None:
    """Runs until SIGTERM or SIGINT."""
    recorder = Recorder(website_bus())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: recorder.stop())
    recorder.work()
