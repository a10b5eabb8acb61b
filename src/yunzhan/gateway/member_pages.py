"""Who is in a group, page by page, over all nodes, for the website's lists. How many there are is counting's.

The node that is asked asks all others and puts their pages together; each sorts its own members at most every KEPT_SECONDS.
"""

import json
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from yunzhan.bus.bus import Later
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.node_messages import Members, WantMembers

LARGEST_PAGE = 200
KEPT_SECONDS = 2.0  # sorting 100,000 people costs some 60 ms
WAIT_SECONDS = 0.3  # a node that has not answered by then is left out
Member = tuple[str, str, int]  # person, name, flags
Waiting = tuple[dict[str, tuple[Member, ...]], int, Later]  # node → its page, how many were asked for, who asked


class MemberPages:
    """`clock` is monotonic seconds, `later` runs something after seconds, `count` says how many a group has in all."""

    def __init__(
        self,
        conversations: Conversations,
        cluster: Cluster,
        clock: Callable[[], float],
        later: Callable[[float, Callable[[], None]], object],
        count: Callable[[str], int],
    ) -> None:
        self._conversations, self._cluster = conversations, cluster
        self._clock, self._later, self._count = clock, later, count
        self._kept: dict[str, tuple[float, list[Member]]] = {}
        self._waiting: dict[int, tuple[str, Waiting]] = {}
        self._refs = 0
        cluster.on(WantMembers, self._heard_want)
        cluster.on(Members, self._heard_members)

    def told(self, asked: dict[str, Any]) -> Later:
        """{"group", "after": person, "limit"} → {"members": [[person, name, flags]], "total"}, by person."""
        group, after = str(asked["group"]), str(asked["after"])
        limit = max(1, min(int(asked["limit"]), LARGEST_PAGE))
        self._refs += 1
        ref, answer = self._refs, Later()
        me = self._cluster.nodes.me
        self._waiting[ref] = group, ({me: self.page(group, after, limit)}, limit, answer)
        if self._cluster.nodes.others:
            self._cluster.tell_all(WantMembers(me, ref, group, after, limit))
            self._later(WAIT_SECONDS, lambda: self._give(ref))
        else:
            self._give(ref)
        return answer

    def page(self, group: str, after: str, limit: int) -> tuple[Member, ...]:
        """Of the members on this node."""
        members = self._members(group)
        start = bisect_right(members, after, key=lambda member: member[0])
        return tuple(members[start : start + limit])

    def _members(self, group: str) -> list[Member]:
        now = self._clock()
        made, members = self._kept.get(group, (now - KEPT_SECONDS, []))
        if now - made < KEPT_SECONDS:
            return members
        self._kept = {key: kept for key, kept in self._kept.items() if now - kept[0] < KEPT_SECONDS}
        found: dict[str, Member] = {}
        for connection in self._conversations.members(group):
            session = connection.session
            if session is not None:
                found[session.person] = (session.person, session.name, session.flags)
        members = sorted(found.values())
        self._kept[group] = now, members
        return members

    def _heard_want(self, want: WantMembers) -> None:
        me = self._cluster.nodes.me
        if want.node != me:
            page = self.page(want.group, want.after, want.limit)
            self._cluster.tell(want.node, Members(me, want.ref, page))

    def _heard_members(self, told: Members) -> None:
        known = self._waiting.get(told.ref)
        if known is None:
            return
        pages = known[1][0]
        pages[told.node] = told.members
        if pages.keys() >= set(self._cluster.nodes.alive):
            self._give(told.ref)

    def _give(self, ref: int) -> None:
        known = self._waiting.pop(ref, None)
        if known is None:
            return
        group, (pages, limit, answer) = known
        together = {member[0]: member for page in pages.values() for member in page}
        members = sorted(together.values())[:limit]
        answer.give(json.dumps({"members": members, "total": max(self._count(group), len(members))}).encode())
