"""Halls over several nodes, one thing after the other: what is told, what is seen, and what mends."""

import msgspec
import pytest

from gateway.halls_stand import TURN_SECONDS, NodeStand, Person, run
from gateway.network import Network
from gateway.running import HALL
from yunzhan.gateway.sharing import KEEP_SECONDS, OPEN_SECONDS
from yunzhan.gateway.visiting import SHARE_TURNS
from yunzhan.wire import messages as m
from yunzhan.world.nodes import DEAD_SECONDS
from yunzhan.world.space import Space

SUBJECTS = {"hall.f/h1", "hall.f/h2"}


@pytest.fixture
def three():
    network = Network()
    nodes = [NodeStand(network, name) for name in "abc"]
    run(network, nodes, 1.5)
    return network, nodes


def arrivals(person):
    return {one.id: one.person for fact in person.facts(m.Arrivals) for one in fact.people}


def test_people_of_all_nodes_see_each_other_come_walk_and_go(three):
    network, nodes = three
    people = [node.enter(f"p{number}") for number, node in enumerate(nodes)]
    run(network, nodes, 1)
    ids = [{name: row for row, name in arrivals(person).items()} for person in people]
    assert [set(known) for known in ids] == [{"p0", "p1", "p2"}] * 3
    nodes[0].move(people[0], 5040, 5100)
    run(network, nodes, 0.3)
    for node, known in zip(nodes, ids, strict=True):
        space = node.visiting.halls[HALL.key].all[1].space
        assert (space.x[known["p0"]], space.z[known["p0"]]) == (5040, 5100)
    told = people[1].facts(m.Places)
    assert any(ids[1]["p0"] == int.from_bytes(fact.places[:2], "little") for fact in told)
    nodes[0].leave(people[0])
    run(network, nodes, 0.3)
    assert [fact.ids for fact in people[2].facts(m.Departures)] == [(ids[2]["p0"],)]


def test_gesture_is_seen_on_another_node_with_its_target_there(three):
    network, nodes = three
    one, two, three_ = (node.enter(f"p{number}") for number, node in enumerate(nodes))
    run(network, nodes, 1)
    ids = [{name: row for row, name in arrivals(person).items()} for person in (one, two, three_)]
    nodes[0].gesture(one, 3, ids[0]["p1"])
    nodes[0].gesture(one, 1)
    run(network, nodes, 0.3)
    for person, known in ((one, ids[0]), (two, ids[1]), (three_, ids[2])):
        seen = [(fact.id, fact.gesture, fact.target) for fact in person.facts(m.Gestured)]
        assert seen == [(known["p0"], 3, known["p1"]), (known["p0"], 1, m.NOBODY)]
    nodes[0].gesture(one, 3, 999)
    assert len(nodes[0].refused) == 1


def test_friend_company_and_number_of_a_line_are_known_from_other_nodes(three):
    network, nodes = three
    small = msgspec.structs.replace(HALL, line_people=2)
    for node in nodes:
        node.halls = (small,)
    for number in range(4):
        nodes[number % 2].enter(f"p{number}", language="zh-hans")
        run(network, nodes, 0.5)
    late = nodes[2].enter("friend", friend="p1")
    asked = nodes[2].enter("asked", line=2)
    run(network, nodes, 0.5)
    assert (late.hall.line, asked.hall.line) == (1, 2)
    assert [len(people) for people in nodes[0].shown().values()] == [4, 2]
    listed = Person("lists", (small,))
    nodes[2].visiting.lines(listed, listed.session, m.Lines(1, HALL.key))
    assert [fact.lines for fact in listed.facts(m.LineList)] == [(m.Line(1, 4, 2), m.Line(2, 2, 2))]


def test_nothing_is_published_of_a_hall_that_one_node_has(three):
    network, nodes = three
    person = nodes[0].enter("p")
    run(network, nodes, 1)
    network.published.clear()
    for step in range(10):
        nodes[0].move(person, 5000 + 10 * step, 5000)
        run(network, nodes, 0.1)
    assert [told for told in network.published if told[1] in SUBJECTS] == []


def test_moves_of_one_turn_are_one_message_to_all_other_nodes(three):
    network, nodes = three
    people = [nodes[0].enter(f"p{number}") for number in range(20)]
    nodes[1].enter("a"), nodes[2].enter("b")
    run(network, nodes, 1)
    network.published.clear()
    for person in people:
        nodes[0].move(person, 5030, 5000)
    run(network, nodes, SHARE_TURNS * TURN_SECONDS)
    told = [size for name, subject, size in network.published if name == "a" and subject in SUBJECTS]
    assert len(told) == 1
    assert told[0] < 20 * 8 + 60


def test_node_that_does_not_answer_keeps_nobody_waiting_longer_than_a_second(three):
    network, nodes = three
    nodes[2].end.is_dead = True  # and nobody has noticed
    person = nodes[0].enter("p")
    run(network, nodes[:2], OPEN_SECONDS - 0.1)
    assert person.hall is None
    run(network, nodes[:2], 0.2)
    assert person.hall is not None


def test_command_that_comes_while_somebody_waits_to_enter_is_done_after_it(three):
    network, nodes = three
    person = nodes[0].enter("p")
    assert person.hall is None  # nobody has answered yet
    nodes[0].visiting.leave(person, person.session, m.Leave(2))
    assert (person.hall, nodes[0].refused) == (None, [])
    other = nodes[0].enter("q")
    nodes[0].leave(other)
    run(network, nodes, 1)
    assert nodes[0].shown() == {}


def test_people_of_a_dead_node_are_gone_within_five_seconds(three):
    network, nodes = three
    nodes[0].enter("p")
    watcher = nodes[1].enter("q")
    run(network, nodes, 1)
    arrivals(watcher)
    nodes[0].end.is_dead = True
    run(network, nodes[1:], DEAD_SECONDS + 2)
    assert [len(fact.ids) for fact in watcher.facts(m.Departures)] == [1]


def test_nodes_that_took_each_other_for_dead_show_each_others_people_again(three):
    network, nodes = three
    one, two = nodes[0].enter("p"), nodes[1].enter("q")
    run(network, nodes, 1)
    network.cut = {frozenset("ab")}
    run(network, nodes, DEAD_SECONDS + 2)
    nodes[0].move(one, 5050, 5000)
    run(network, nodes, 1)
    assert [len(node.shown()[1]) for node in nodes[:2]] == [1, 1]
    network.cut = set()
    run(network, nodes, 3)
    assert nodes[0].shown() == nodes[1].shown()
    assert len(nodes[0].shown()[1]) == 2
    assert two.hall is not None


def test_short_cut_is_mended_without_anybody_going(three):
    network, nodes = three
    one, two = nodes[0].enter("p"), nodes[1].enter("q")
    run(network, nodes, 1)
    two.facts(m.Departures)
    network.cut = {frozenset("ab")}
    nodes[0].move(one, 5050, 5000)
    nodes[0].enter("r")
    run(network, nodes, 1)
    network.cut = set()
    run(network, nodes, 3)
    assert nodes[0].shown() == nodes[1].shown()
    assert set(arrivals_and_departures(two)) == {"r"}


def arrivals_and_departures(person):
    told = person.facts((m.Arrivals, m.Departures))
    assert not [fact for fact in told if isinstance(fact, m.Departures)]
    return [one.person for fact in told for one in fact.people]


def test_very_many_who_come_at_once_are_told_in_several_messages(three, monkeypatch):
    monkeypatch.setattr("yunzhan.gateway.sharing.SEATS_A_MESSAGE", 3)
    network, nodes = three
    nodes[1].enter("first")
    run(network, nodes, 1)
    for number in range(8):
        nodes[0].enter(f"p{number}")
    run(network, nodes, 1)
    nodes[2].enter("last")
    run(network, nodes, 1)
    assert nodes[0].shown() == nodes[1].shown() == nodes[2].shown()
    assert len(nodes[2].shown()[1]) == 10


def test_hall_is_kept_a_while_after_the_last_has_gone_and_then_closed(three):
    network, nodes = three
    one = nodes[0].enter("p")
    nodes[1].enter("q")
    run(network, nodes, 1)
    nodes[0].leave(one)
    run(network, nodes, KEEP_SECONDS / 2)
    assert len(nodes[0].shown()[1]) == 1
    run(network, nodes, KEEP_SECONDS)
    assert nodes[0].visiting.halls == {}
    assert not nodes[1].visiting.sharing.is_shared(HALL.key)


def test_who_found_no_room_is_shown_when_there_is_some(three, monkeypatch):
    monkeypatch.setattr(Space.__init__, "__defaults__", (3,))
    network, nodes = three
    leaving = nodes[0].enter("a", line=1)
    nodes[1].enter("b", line=1)
    run(network, nodes, 1)
    for number in range(2):  # the last place of the line is given away on both nodes at once
        nodes[number].enter(f"c{number}", line=1)
    run(network, nodes, 1)
    assert [len(node.shown()[1]) for node in nodes[:2]] == [3, 3]
    assert nodes[0].shown() != nodes[1].shown()
    nodes[0].leave(leaving)
    run(network, nodes, 2)
    assert nodes[0].shown() == nodes[1].shown()
    assert len(nodes[0].shown()[1]) == 3
