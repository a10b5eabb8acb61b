"""This gateway among the others: who is alive, and messages from node to node. What the messages do is their owners'.

Two subjects: `nodes`, which all hear, and `node.NAME`, which one hears. A gateway alone is a cluster of one: nothing differs.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from yunzhan.bus.bus import NodeBus
from yunzhan.gateway.node_messages import Beat, Bye, NodeMessage
from yunzhan.world.nodes import Nodes

ALL = "nodes"
LOOK_SECONDS = 0.25
DECODER = msgspec.msgpack.Decoder(NodeMessage)
ENCODER = msgspec.msgpack.Encoder()
Told = TypeVar("Told")


class Cluster:
    """Beats once a second; tells whoever wants to know when a node has come or gone."""

    def __init__(self, nodes: Nodes, bus: NodeBus, clock: Callable[[], float], people: Callable[[], int]) -> None:
        self.nodes, self.bus = nodes, bus
        self.leaving = False
        self._clock, self._people = clock, people
        self._address = nodes.addresses[0] if nodes.addresses else ""
        self._acts: dict[type[Any], Callable[[Any], None]] = {Beat: self._heard_beat, Bye: self._heard_bye}
        self._changed: list[Callable[[list[str]], None]] = []

    def on(self, kind: type[Told], act: Callable[[Told], None]) -> None:
        """What this node does with messages of a kind."""
        self._acts[kind] = act

    def on_change(self, act: Callable[[list[str]], None]) -> None:
        """Calls `act` with the nodes that are gone (none when one came) whenever leaders may have changed."""
        self._changed.append(act)

    def begin(self) -> None:
        """Listens, and asks who else is there."""
        self.bus.subscribe(ALL, self._heard)
        self.bus.subscribe(self._subject(self.nodes.me), self._heard)
        self.tell_all(self._beat(asks=True))

    def beat(self) -> None:
        """Once a second: I am alive."""
        self.tell_all(self._beat(asks=False))

    def look(self) -> None:
        """Every LOOK_SECONDS: who is not alive any more."""
        dead = self.nodes.forget_silent(self._clock())
        if dead:
            self._tell_change(dead)

    def leave(self) -> None:
        """From now on this node leads nothing, as long as another one stays."""
        self.leaving = True
        self.tell_all(self._beat(asks=False))
        if self.nodes.heard(self.nodes.me, self._clock(), address=self._address, leaving=True):
            self._tell_change([])

    def end(self) -> None:
        """The last word."""
        self.tell_all(Bye(self.nodes.me))

    def tell(self, node: str, message: NodeMessage) -> None:
        """One node; itself at once."""
        if node == self.nodes.me:
            self._acts[type(message)](message)
        else:
            self.bus.publish(self._subject(node), ENCODER.encode(message))

    def tell_all(self, message: NodeMessage) -> None:
        self.bus.publish(ALL, ENCODER.encode(message))

    @staticmethod
    def _subject(node: str) -> str:
        return f"node.{node}"

    def _beat(self, *, asks: bool) -> Beat:
        return Beat(self.nodes.me, self._people(), self._address, self.leaving, asks)

    def _heard(self, payload: bytes) -> None:
        message = DECODER.decode(payload)
        act = self._acts.get(type(message))
        if act is not None:
            act(message)

    def _heard_beat(self, beat: Beat) -> None:
        is_new = self.nodes.heard(
            beat.node, self._clock(), people=beat.people, address=beat.address, leaving=beat.leaving
        )
        if beat.node == self.nodes.me:
            return
        if beat.asks:
            self.tell(beat.node, self._beat(asks=False))
        if is_new:
            self._tell_change([])

    def _heard_bye(self, bye: Bye) -> None:
        if self.nodes.forget(bye.node):
            self._tell_change([bye.node])

    def _tell_change(self, gone: list[str]) -> None:
        for act in self._changed:
            act(gone)
