"""People counted over three nodes of one bus, with the clock in the test's hand."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yunzhan.bus.memory import MemoryBus
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.counting import AGAIN_ROUNDS, QUIET_ROUNDS, Counting
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


def leader_of(place, nodes):
    return next(node for node in nodes if node.cluster.nodes.leads(place))


def test_gathering_asks_everybody_and_is_exact(three):
    _, nodes = three
    for node in nodes:
        node.presence.arrive("0f", "everywhere", scripted=False)
    nodes[1].presence.arrive("0f", "only here", scripted=False)
    assert leader_of("0f", nodes).counting.gather("0f").given == b"2 0 0"


def test_gathering_names_how_many_did_not_answer(three):
    _, nodes = three
    leader = leader_of("0f", nodes)
    silent, other = (node for node in nodes if node is not leader)
    silent.cluster.bus.unsubscribe("nodes", silent.cluster._heard)
    other.presence.arrive("0f", "p", scripted=False)
    answer = leader.counting.gather("0f")
    assert answer.given is None
    leader.due[-1]()
    assert answer.given == b"1 0 1"


def test_gathering_by_a_node_that_does_not_count_the_place_names_all_as_missing(three):
    _, nodes = three
    nodes[0].presence.arrive("0f", "p", scripted=False)
    other = next(node for node in nodes if not node.cluster.nodes.leads("0f"))
    assert other.counting.gather("0f").given == b"0 0 3"


def test_only_who_came_and_who_went_is_told(three, monkeypatch):
    _, nodes = three
    leader = leader_of("0f", nodes)
    teller = next(node for node in nodes if node is not leader)
    for number in range(1000):
        teller.presence.arrive("0f", f"p{number}", scripted=False)
    told = sizes(teller, monkeypatch)
    teller.counting.tell()
    teller.presence.arrive("0f", "one more", scripted=False)
    teller.presence.leave("0f", "p7", scripted=False)
    teller.presence.arrive("0f", "p1", scripted=False)  # a second tab
    teller.counting.tell()
    assert told[0] > 8000
    assert told[1] < 100
    assert leader.counting.gather("0f").given == b"1000 0 0"


def sizes(node, monkeypatch):
    found = []
    publish = node.cluster.bus.publish
    monkeypatch.setattr(
        node.cluster.bus, "publish", lambda subject, payload: (found.append(len(payload)), publish(subject, payload))
    )
    return found


def test_very_many_are_told_in_several_messages(three, monkeypatch):
    _, nodes = three
    monkeypatch.setattr("yunzhan.gateway.counting.HASHES_A_MESSAGE", 10)
    for number in range(35):
        nodes[number % 2].presence.arrive("0f", f"p{number // 2}", scripted=number == 34)
    settle(*nodes)
    assert nodes[2].counting.count("0f") == Count(17, 1)


def test_node_that_was_taken_for_dead_counts_again_without_news(three):
    _, (a, b, c) = three
    c.presence.arrive("0f", "p", scripted=False)
    settle(a, b, c)
    a.cluster._tell_change(["c"] if a.cluster.nodes.forget("c") else [])
    b.cluster._tell_change(["c"] if b.cluster.nodes.forget("c") else [])
    settle(a, b)
    assert a.counting.count("0f") == Count()
    c.cluster.beat()
    settle(a, b, c)
    assert a.counting.count("0f") == Count(1, 0)


def test_who_heard_nothing_for_a_while_tells_all_again(three):
    _, nodes = three
    leader = leader_of("0f", nodes)
    away = next(node for node in nodes if node is not leader)
    away.presence.arrive("0f", "p", scripted=False)
    settle(*nodes)
    bus, away.cluster.bus = away.cluster.bus, MemoryBus()
    away.presence.leave("0f", "p", scripted=False)
    for _ in range(2 * AGAIN_ROUNDS):
        away.counting.tell()
    away.cluster.bus = bus
    away.counting.tell_all_again()
    settle(*nodes)
    assert leader.counting.count("0f") == Count()


places = st.sampled_from(["0f", "1f/h"])
steps = st.one_of(
    st.tuples(st.just("come"), st.integers(0, 2), places, st.integers(0, 7), st.booleans()),
    st.tuples(st.just("go"), st.integers(0, 2), places, st.integers(0, 7), st.booleans()),
    st.tuples(st.just("tell"), st.integers(0, 2), st.booleans()),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(steps, max_size=60))
def test_counts_are_exact_whatever_was_missed(done):
    bus = LossyBus()
    nodes = [Node(name, bus, lambda: 0.0) for name in "abc"]
    settle(*nodes)
    here = [Counter() for _ in nodes]
    for what, number, *about in done:
        if what == "tell":
            bus.loses = about[0]
            nodes[number].counting.tell()
            bus.loses = False
            continue
        place, person, scripted = about
        if what == "come":
            nodes[number].presence.arrive(place, f"p{person}", scripted=scripted)
            here[number][place, person, scripted] += 1
        elif here[number][place, person, scripted]:
            nodes[number].presence.leave(place, f"p{person}", scripted=scripted)
            here[number][place, person, scripted] -= 1
    for place in ("0f", "1f/h"):
        found = {(person, scripted) for at in here for (where, person, scripted) in +at if where == place}
        people = sum(not scripted for _, scripted in found)
        assert leader_of(place, nodes).counting.gather(place).given == f"{people} {len(found) - people} 0".encode()
        settle(*nodes)
        assert nodes[0].counting.count(place) == Count(people, len(found) - people)


class LossyBus(MemoryBus):
    """Loses what one node tells another while it should; what goes to all arrives."""

    loses = False

    def publish(self, subject, payload):
        if not (self.loses and subject.startswith("node.")):
            super().publish(subject, payload)
