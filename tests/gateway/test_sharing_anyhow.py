"""Halls over several nodes, in any order: whatever happens, in the end all nodes show the same people at the same places."""

import itertools

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.halls_stand import SECOND_HALL, TURN_SECONDS, NodeStand, run
from gateway.network import Network
from gateway.running import HALL
from yunzhan.gateway.sharing import KEEP_SECONDS
from yunzhan.wire import messages as m
from yunzhan.world.nodes import DEAD_SECONDS
from yunzhan.world.space import Space

CAPACITY, LINE_PEOPLE = 6, 3
HALLS = tuple(msgspec.structs.replace(hall, line_people=LINE_PEOPLE) for hall in (HALL, SECOND_HALL))


class Trouble:
    """Three nodes and what happens to them: each `act_…` takes two numbers that choose whom it concerns."""

    def __init__(self, seed):
        self.network, self.names, self.numbers = Network(seed), itertools.count(), itertools.count()
        self.nodes = []
        for _ in range(3):
            self.start()
        self.wait(10)

    def start(self):
        self.nodes.append(NodeStand(self.network, f"n{next(self.names)}", HALLS))

    def wait(self, turns):
        run(self.network, self.nodes, turns * TURN_SECONDS)

    def anybody(self, number):
        people = [(node, person) for node in self.nodes for person in node.people]
        return people[number % len(people)] if people else (None, None)

    def act_enter(self, one, two):
        wish = {"line": (m.ANY_LINE, m.ANY_LINE, 1, 2)[two % 4], "friend": "p0" if two % 7 == 0 else ""}
        hall = HALLS[two % 5 == 0]
        self.nodes[one % 3].enter(f"p{next(self.numbers)}", hall=hall, **wish)

    def act_delegation(self, one, two):
        for _ in range(4):
            self.act_enter(one, two)

    def act_leave(self, one, two):
        node, person = self.anybody(one)
        if person:
            node.leave(person)

    def act_move(self, one, two):
        node, person = self.anybody(one)
        if person and person.hall:
            space, row = person.hall.space, person.row
            node.move(person, max(0, int(space.x[row]) + two % 90 - 45), int(space.z[row]), two % 10)

    def act_enter_again(self, one, two):
        node, person = self.anybody(one)
        if person:
            wish = m.Enter(1, HALLS[two % 3 == 0].key, two * 100, 50, 0, two % 3, "")
            node.visiting.enter(person, person.session, wish)

    def act_gesture(self, one, two):
        (node, person), (_, target) = self.anybody(one), self.anybody(two)
        if person:
            node.gesture(person, 1, target.row if target.hall is person.hall else m.NOBODY)

    def act_kill(self, one, two):
        self.nodes.pop(one % 3).end.is_dead = True
        self.start()

    def act_say_goodbye(self, one, two):
        self.nodes[one % 3].cluster.end()
        self.act_kill(one, two)

    def act_cut(self, one, two):
        """For a moment, or as long as it takes to be taken for dead."""
        first = self.nodes[one % 3].name
        self.network.cut = {frozenset((first, node.name)) for node in self.nodes if node.name != first}

    def act_heal(self, one, two):
        self.network.cut = set()

    def settle(self):
        self.network.cut = set()
        self.wait(round((DEAD_SECONDS + KEEP_SECONDS + 4) / TURN_SECONDS))

    def agree(self):
        for hall in HALLS:
            there = {}  # by line: who is connected anywhere, and where they stand
            for node in self.nodes:
                for person in node.people:
                    if person.hall and person.hall.key == hall.key:
                        space, row = person.hall.space, person.row
                        place = space.who(row), int(space.x[row]), int(space.z[row]), int(space.motion[row])
                        there.setdefault(person.hall.line, []).append(place)
            for node in self.nodes:
                shown = node.shown(hall)
                if not any(person.hall and person.hall.key == hall.key for person in node.people):
                    assert shown == {}
                    continue
                assert shown.keys() == there.keys()
                for line, people in there.items():
                    if len(people) <= CAPACITY:
                        assert shown[line] == sorted(people)
                    else:  # two nodes gave the last places away at once
                        assert len(shown[line]) == CAPACITY
                        assert set(shown[line]) <= set(people)


ACTS = [act for act in vars(Trouble) if act.startswith("act_")]
OFTEN = ["act_enter", "act_move", "act_move", "act_leave", "act_delegation", "act_enter_again"]
STEP = st.tuples(
    st.sampled_from([*OFTEN, *ACTS]), st.integers(0, 99), st.integers(0, 99), st.sampled_from([0, 1, 2, 8, 40, 160])
)


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(STEP, min_size=30, max_size=60), seed=st.integers(0, 1 << 16))
def test_in_the_end_all_nodes_show_the_same_people_at_the_same_places(steps, seed):
    capacity, Space.__init__.__defaults__ = Space.__init__.__defaults__, (CAPACITY,)
    try:
        trouble = Trouble(seed)
        for act, one, two, turns in steps:
            getattr(trouble, act)(one, two)
            trouble.wait(turns)
        trouble.settle()
        trouble.agree()
    finally:
        Space.__init__.__defaults__ = capacity
