"""Nodes with halls and nothing else, on a slow bus with a standing clock: each is its own server and hub."""

import itertools

import msgspec

from gateway.running import HALL
from yunzhan.gateway.cluster import LOOK_SECONDS, Cluster
from yunzhan.gateway.connection import OPEN, Connection
from yunzhan.gateway.pace import Paces
from yunzhan.gateway.rights import SharedRights
from yunzhan.gateway.visiting import Visiting
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.passes import Pass
from yunzhan.world.nodes import BEAT_SECONDS, Nodes
from yunzhan.world.presence import Presence

TURN_SECONDS = 0.025
SECOND_HALL = msgspec.structs.replace(HALL, key="f/h2")


class Person(Connection):
    """Somebody connected to a node; `told` is all they were sent."""

    def __init__(self, name, halls, language=""):
        super().__init__(0)
        pass_ = Pass(name, name, "guest", "f", 7, halls, (), 0, 1 << 40, language)
        self.greet(pass_, name, SharedRights().of(pass_))
        self.state, self.told = OPEN, []

    def facts(self, kind):
        """Of this kind, all that came since the last call."""
        told, self.told = self.told, []
        return [fact for fact in map(decode_fact, told) if isinstance(fact, kind)]


def messages(data):
    """Frames without their heads."""
    at = 0
    while at < len(data):
        size, head = data[at + 1], 2
        if size == 126:
            size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
        yield data[at + head : at + head + size]
        at += head + size


class NodeStand:
    """One node's halls; it is its own server and hub."""

    def __init__(self, network, name, halls=(HALL, SECOND_HALL)):
        self.network, self.name, self.halls = network, name, halls
        self.presence, self.people, self.refused = Presence(), [], []
        self._paces = Paces()
        clock = lambda: network.now  # noqa: E731
        self.end = network.end(name)
        self.cluster = Cluster(Nodes(name), self.end, clock, lambda: 0)
        self.visiting = Visiting(self, clock)
        self.visiting.bind(self, self.cluster)
        self.cluster.begin()
        self._beats = itertools.count(1)

    def in_time(self, connection, what):
        return self._paces.take(id(connection), what, self.network.now)

    def turn(self):
        """All that a node does again and again, each at its pace."""
        number = next(self._beats)
        self.visiting.tick_part()
        if number % round(LOOK_SECONDS / TURN_SECONDS) == 0:
            self.cluster.look()
        if number % round(BEAT_SECONDS / TURN_SECONDS) == 0:
            self.cluster.beat()
            self.visiting.sharing.beat()

    def enter(self, name, *, hall=HALL, line=m.ANY_LINE, friend="", place=(5000, 5000), language=""):
        person = Person(name, self.halls, language)
        self.people.append(person)
        self.visiting.enter(person, person.session, m.Enter(1, hall.key, *place, 0, line, friend))
        return person

    def move(self, person, x, z, motion=1):
        if person.hall is not None:
            person.hall.moved(person, encode(m.Move(motion, x, z, 7, 1)))

    def gesture(self, person, gesture, target=m.NOBODY):
        self.visiting.gesture(person, person.session, m.Gesture(gesture, target))

    def leave(self, person):
        self.people.remove(person)
        self.visiting.gone(person, person.session)
        person.forget()

    def send(self, connection, data):
        connection.told += messages(data) if isinstance(data, bytes) else [encode(data)]

    def send_many(self, connections, data):
        for connection in list(connections):
            self.send(connection, data)

    def send_latest(self, connection, data):
        self.send(connection, data)
        return True

    def refuse(self, connection, ref, reason, detail=""):
        self.refused.append(reason)

    def counted(self, place):
        return b""

    def left_hall(self, connection):
        """Nobody shows anything here."""

    def close(self, connection, code):
        self.leave(connection)

    def shown(self, hall=HALL):
        """Of each line: who stands where."""
        lines = self.visiting.halls.get(hall.key)
        return lines_of(lines) if lines else {}


def lines_of(lines):
    found = {}
    for number, hall in lines.all.items():
        space, rows = hall.space, list(hall.space._encoded)
        people = sorted((space.who(row), int(space.x[row]), int(space.z[row]), int(space.motion[row])) for row in rows)
        assert hall.crowd.people == len(people) == space.here.sum()
        if people:
            found[number] = people
    return found


def run(network, nodes, seconds):
    for _ in range(round(seconds / TURN_SECONDS)):
        network.pass_(TURN_SECONDS)
        for node in nodes:
            node.turn()
