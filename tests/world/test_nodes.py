"""Which node leads what, and what changes when one goes."""

from collections import Counter

from yunzhan.world.nodes import DEAD_SECONDS, FULL_PEOPLE, Nodes

KEYS = [f"hall:f/{number}" for number in range(3000)]


def known(me, *others):
    nodes = Nodes(me)
    for other in others:
        nodes.heard(other, 0.0)
    return nodes


def test_everybody_agrees_and_the_things_are_spread():
    one, two = known("a", "b", "c"), known("c", "b", "a")
    leaders = [one.leader(key) for key in KEYS]
    assert leaders == [two.leader(key) for key in KEYS]
    assert all(count > 800 for count in Counter(leaders).values())


def test_only_what_a_dead_node_led_moves():
    nodes = known("a", "b", "c")
    before = {key: nodes.leader(key) for key in KEYS}
    nodes.heard("b", 10.0)
    assert nodes.forget_silent(10.0) == ["c"]
    moved = {key for key in KEYS if nodes.leader(key) != before[key]}
    assert moved == {key for key in KEYS if before[key] == "c"}


def test_node_is_dead_after_silence_and_not_before():
    nodes = known("a", "b")
    assert nodes.forget_silent(DEAD_SECONDS) == []
    assert nodes.forget_silent(DEAD_SECONDS + 0.01) == ["b"]
    assert nodes.alive == ["a"]
    assert nodes.heard("b", 20.0)


def test_time_in_which_a_node_stood_still_itself_is_nobodys_silence():
    nodes = known("a", "b")
    assert nodes.forget_silent(0.5) == []
    assert nodes.forget_silent(DEAD_SECONDS + 5) == []
    looks = [DEAD_SECONDS + 5 + tenths / 10 for tenths in range(1, 40)]
    assert [dead for now in looks for dead in nodes.forget_silent(now)] == ["b"], "and then it counts again"


def test_node_alone_leads_everything():
    assert all(Nodes("a").leads(key) for key in KEYS[:100])


def test_node_that_leaves_leads_nothing_while_others_stay():
    nodes = known("a", "b")
    assert nodes.heard("b", 1.0, leaving=True)
    assert not nodes.heard("b", 2.0, leaving=True)
    assert all(nodes.leads(key) for key in KEYS[:100])


def test_addresses_name_the_emptiest_first_and_none_that_leaves():
    nodes = Nodes("a", "ws://a")
    nodes.heard("a", 0.0, people=9, address="ws://a")
    nodes.heard("b", 0.0, people=3, address="ws://b")
    nodes.heard("c", 0.0, people=0, address="ws://c", leaving=True)
    assert nodes.addresses == ["ws://b", "ws://a"]
    assert nodes.full_addresses == []
    nodes.heard("b", 1.0, people=FULL_PEOPLE, address="ws://b")
    assert nodes.full_addresses == ["ws://b"]
