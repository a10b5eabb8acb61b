"""People counted over three nodes of one bus, with the clock in the test's hand."""

import pytest

from yunzhan.bus.memory import MemoryBus
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.counting import QUIET_ROUNDS, Counting
from yunzhan.world.nodes import Nodes
from yunzhan.world.presence import Count, Presence


class Node:
    def __init__(self, name, bus, clock):
        self.presence, self.due = Presence(), []
        self.cluster = Cluster(Nodes(name), bus, clock, lambda: 0)
        self.counting = Counting(self.cluster, self.presence, lambda seconds, act: self.due.append(act))
        self.cluster.begin()


@pytest.fixture
def three():
    now, bus = [0.0], MemoryBus()
    nodes = [Node(name, bus, lambda: now[0]) for name in "abc"]
    settle(*nodes)
    return now, nodes


def settle(*nodes):
    for node in nodes:
        node.counting.tell()
    for _ in range(QUIET_ROUNDS):
        for node in nodes:
            node.counting.total()


def test_person_with_tabs_on_two_nodes_counts_once_on_all(three):
    _, (a, b, c) = three
    a.presence.arrive("0f", "p", scripted=False)
    b.presence.arrive("0f", "p", scripted=False)
    b.presence.arrive("0f", "s", scripted=True)
    settle(a, b, c)
    assert [node.counting.count("0f") for node in (a, b, c)] == [Count(1, 1)] * 3
    assert [node.counting.changed() for node in (a, b, c)] == [{"0f"}] * 3


def test_last_person_who_goes_leaves_nothing(three):
    _, (a, b, c) = three
    a.presence.arrive("0f", "p", scripted=False)
    settle(a, b, c)
    a.presence.leave("0f", "p", scripted=False)
    settle(a, b, c)
    assert c.counting.count("0f") == Count()
    assert c.counting.places(0) == {}


def test_people_of_a_dead_node_are_gone_whoever_counted_them(three):
    now, (a, b, c) = three
    places = [f"1f/h{number}" for number in range(20)]  # each of the three counts some of them
    for place in places:
        c.presence.arrive(place, "p", scripted=False)
        a.presence.arrive(place, "q", scripted=False)
    settle(a, b, c)
    assert [b.counting.count(place) for place in places] == [Count(2, 0)] * 20
    now[0] = 3.5
    for node in (a, b):
        a.cluster.beat()
        b.cluster.beat()
        node.cluster.look()
    settle(a, b)
    assert [b.counting.count(place) for place in places] == [Count(1, 0)] * 20


def test_node_that_says_goodbye_is_gone_at_once(three):
    _, (a, b, c) = three
    c.presence.arrive("0f", "p", scripted=False)
    settle(a, b, c)
    c.cluster.end()
    settle(a, b)
    assert a.counting.count("0f") == Count()


def test_gathering_asks_everybody_and_is_exact(three):
    _, (a, b, c) = three
    for node in (a, b, c):
        node.presence.arrive("0f", "everywhere", scripted=False)
    b.presence.arrive("0f", "only here", scripted=False)
    assert a.counting.gather("0f").given == b"2 0 0"


def test_gathering_names_how_many_did_not_answer(three):
    _, (a, b, c) = three
    b.cluster.bus.unsubscribe("nodes", b.cluster._heard)
    c.presence.arrive("0f", "p", scripted=False)
    answer = a.counting.gather("0f")
    assert answer.given is None
    a.due[-1]()
    assert answer.given == b"1 0 1"
