"""Members of a group, page by page, each person once, over all nodes."""

import json
from types import SimpleNamespace

from yunzhan.bus.memory import MemoryBus
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.member_pages import KEPT_SECONDS, MemberPages
from yunzhan.world.nodes import Nodes


def member(person, name="n", flags=0):
    return SimpleNamespace(session=SimpleNamespace(person=person, name=name, flags=flags))


class Groups:
    """Conversations with one group, whose members the test sets."""

    def __init__(self, *members):
        self.here = list(members)

    def members(self, key):
        return self.here if key == "g" else []


def node(name, groups, bus=None, clock=lambda: 0.0, later=lambda seconds, act: None):
    cluster = Cluster(Nodes(name, ""), bus or MemoryBus(), clock, lambda: 0)
    pages = MemberPages(groups, cluster, clock, later, lambda group: 0)
    cluster.begin()
    return pages


def ask(pages, after="", limit=2, group="g"):
    told = json.loads(pages.told({"group": group, "after": after, "limit": limit}).given)
    return [row[0] for row in told["members"]]


def test_pages_go_by_person_and_count_each_once():
    groups = Groups(member("b"), member("a"), member("b"), member("c"), SimpleNamespace(session=None))
    pages = node("n", groups)
    assert (ask(pages), ask(pages, "b"), ask(pages, "c")) == (["a", "b"], ["c"], [])
    assert (ask(pages, limit=10_000), ask(pages, group="other")) == (["a", "b", "c"], [])


def test_page_is_kept_for_a_moment_only():
    now = [0.0]
    groups = Groups(member("a"))
    pages = node("n", groups, clock=lambda: now[0])
    assert ask(pages) == ["a"]
    groups.here.append(member("b"))
    assert ask(pages) == ["a"]
    now[0] = KEPT_SECONDS
    assert ask(pages) == ["a", "b"]


def test_members_of_all_nodes_come_in_one_order():
    bus = MemoryBus()
    one = node("one", Groups(member("a"), member("d")), bus)
    node("two", Groups(member("b"), member("d")), bus)
    node("three", Groups(member("c")), bus)
    assert (ask(one), ask(one, "b"), ask(one, "d")) == (["a", "b"], ["c", "d"], [])


def test_node_that_does_not_answer_is_left_out_after_a_moment():
    bus, due = MemoryBus(), []
    one = node("one", Groups(member("a")), bus, later=lambda seconds, act: due.append(act))
    Cluster(Nodes("deaf", ""), bus, lambda: 0.0, lambda: 0).begin()
    answer = one.told({"group": "g", "after": "", "limit": 5})
    assert answer.given is None
    due.pop()()
    assert json.loads(answer.given)["members"] == [["a", "n", 0]]
