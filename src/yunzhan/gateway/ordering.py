"""Who orders what is said in a group, and how it reaches every node. Members are conversation's, storing is the log's.

A group has one leader among the nodes; the others hand it what their people say and ask again, with the same nonce, when it
does not answer or is gone. Only after the log has it does the leader tell the nodes that have members there. Telling may be lost
and leaders may be two for a moment: numbers show what is missing, and the log gives one number once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from yunzhan.gateway.cluster import DECODER, ENCODER, Cluster
from yunzhan.gateway.log import Entry, GroupLog
from yunzhan.gateway.node_messages import Outcome, Propose, Reached, Told
from yunzhan.gateway.words import pack, unpack, word_of
from yunzhan.wire.limits import CATCH_UP_MESSAGES
from yunzhan.wire.messages import SAID, Utterance
from yunzhan.wire.reasons import Reason

AGAIN_SECONDS = 2.0  # the log of a cluster that loses a node answers within about that time
GIVE_UP_SECONDS = 12.0  # a little more than the log's own patience
REACHED_SECONDS = 3.0  # how long after its last word a group is told of again
SPOKEN_KEPT = 10_000
END = (1 << 63) - 1
Answer = Callable[[Utterance | Reason], None]
Later = Callable[[float, Callable[[], None]], object]
Safely = Callable[[Callable[[], None]], object]


def is_too_soon(spoke: dict[str, tuple[int, int]], entry: Entry, slow: int) -> bool:
    """Whether this person's last is less than `slow` seconds away; the same nonce again is the same message.

    One that lies further in the future than that was told before a clock was set back: it silences nobody until then.
    """
    person, at = entry.message.person, entry.message.at
    before, nonce = spoke.get(person, (0, -1))
    if nonce != entry.nonce and abs(at - before) < slow * 1000:
        return True
    spoke[person] = at, entry.nonce
    if len(spoke) > SPOKEN_KEPT:
        del spoke[next(iter(spoke))]
    return False


@dataclass(slots=True)
class _Asked:
    """What was handed to another node and is not answered yet."""

    entry: Entry
    slow: int
    answer: Answer
    since: float
    sent: float
    leader: str


@dataclass(slots=True)
class _Led:
    """A group that this node has ordered something in."""

    told: int = 0
    told_at: float = 0.0
    waiting: list[Utterance] = field(default_factory=list)
    spoke: dict[str, tuple[int, int]] = field(
        default_factory=dict
    )  # person → ms since 1970, nonce; while the group is slow
    knows_who_spoke: bool = False


class Ordering:
    """`later` runs something after seconds, `safely` from another thread; `copy` hears, once, what was ordered here.

    `heard` is told what was stored, `reached` how far a group is that may lack something here.
    """

    def __init__(
        self,
        cluster: Cluster,
        log: GroupLog,
        later: Later,
        safely: Safely,
        clock: Callable[[], float],
        copy: Callable[[str, list[Utterance]], None],
    ) -> None:
        self.cluster, self.log = cluster, log
        self.heard: Callable[[str, list[Utterance]], None] = lambda _group, _messages: None
        self.reached: Callable[[str, int | None], None] = lambda _group, _last: None
        self.heads: dict[str, int] = {}  # how far groups are, as far as this node was told
        self._later, self._safely, self._clock, self._copy = later, safely, clock, copy
        self._led: dict[str, _Led] = {}
        self._asked: dict[int, _Asked] = {}
        self._refs = 0
        cluster.on(Propose, self._proposed)
        cluster.on(Outcome, self._outcome)
        cluster.on(Reached, self._heard_reached)
        cluster.on_change(lambda _gone: self._ask_again())

    def listen(self, group: str, then: Callable[[], None]) -> None:
        """From now on `heard` gets what is said there; `then` is called when that holds."""
        self.cluster.bus.subscribe(f"said.{word_of(group)}", self._heard_told)
        self.cluster.bus.settled(then)

    def unlisten(self, group: str) -> None:
        self.cluster.bus.unsubscribe(f"said.{word_of(group)}", self._heard_told)

    def order(self, entry: Entry, slow: int, answer: Answer) -> None:
        """Has it ordered and stored; `answer` gets it with its number, or why not. `slow`: seconds since this person's last."""
        leader = self.cluster.nodes.leader(entry.group)
        if leader == self.cluster.nodes.me:
            self._lead(entry, slow, answer)
            return
        self._refs += 1
        now = self._clock()
        self._asked[self._refs] = _Asked(entry, slow, answer, now, now, leader)
        self._propose(self._refs, self._asked[self._refs])

    def beat(self) -> None:
        """Once a second: asks again what is not answered, and tells how far the groups led here are."""
        self._ask_again()
        now = self._clock()
        heads = [(group, led.told) for group, led in self._led.items() if now - led.told_at < REACHED_SECONDS]
        if heads and self.cluster.nodes.others:
            self.cluster.tell_all(Reached(self.cluster.nodes.me, tuple(heads)))

    def flush(self) -> None:
        """Tells at once what waits to be told together."""
        for group, led in self._led.items():
            if led.waiting:
                self._tell_waiting(group, led)

    def _ask_again(self) -> None:
        now = self._clock()
        for ref, asked in list(self._asked.items()):
            leader = self.cluster.nodes.leader(asked.entry.group)
            if now - asked.since > GIVE_UP_SECONDS:
                del self._asked[ref]
                asked.answer(Reason.NOT_STORED)
            elif leader == self.cluster.nodes.me:
                del self._asked[ref]
                self._lead(asked.entry, asked.slow, asked.answer)
            elif leader != asked.leader or now - asked.sent > AGAIN_SECONDS:
                asked.leader, asked.sent = leader, now
                self._propose(ref, asked)

    def _propose(self, ref: int, asked: _Asked) -> None:
        entry = asked.entry
        words = pack(entry.message)
        told = Propose(self.cluster.nodes.me, ref, entry.group, entry.nonce, words, asked.slow)
        self.cluster.tell(asked.leader, told)

    def _proposed(self, told: Propose) -> None:
        """Whoever is asked orders, also when it believes another to lead: the log decides."""

        def answer(kept: Utterance | Reason) -> None:
            words, reason = (pack(kept), 0) if isinstance(kept, Utterance) else (b"", int(kept))
            self.cluster.tell(told.node, Outcome(told.ref, words, reason))

        self._lead(Entry(told.group, told.nonce, unpack(told.words)), told.slow, answer)

    def _outcome(self, told: Outcome) -> None:
        asked = self._asked.pop(told.ref, None)
        if asked is not None:
            asked.answer(unpack(told.words) if told.words else Reason(told.reason))

    def _lead(self, entry: Entry, slow: int, answer: Answer) -> None:
        led = self._led.setdefault(entry.group, _Led())

        def newest(messages: list[Utterance] | None) -> None:
            """What others led before this node did counts too."""
            for message in messages or ():
                if message.kind == SAID and message.person not in led.spoke:
                    led.spoke[message.person] = message.at, -1
            led.knows_who_spoke = messages is not None
            self.log.find(entry.group, entry.message.person, entry.nonce, found)

        def found(known: list[Utterance] | None) -> None:
            if known:  # said before, and its answer was lost
                answer(known[0])
            elif known is None:
                answer(Reason.NOT_STORED)
            elif is_too_soon(led.spoke, entry, slow):
                answer(Reason.SLOW_MODE)
            else:
                self._append(entry, spoken)

        def spoken(kept: Utterance | Reason) -> None:
            if not isinstance(kept, Utterance):
                led.spoke.pop(entry.message.person, None)
            answer(kept)

        if not slow:
            self._append(entry, answer)
        elif led.knows_who_spoke:
            newest([])
        else:
            self.log.page(entry.group, 0, END, CATCH_UP_MESSAGES, newest=True, then=newest)

    def _append(self, entry: Entry, answer: Answer) -> None:
        def stored(_: Entry, kept: Utterance | None) -> None:
            self._safely(lambda: self._stored(entry, kept, answer))

        self.log.append(entry, stored)

    def _stored(self, entry: Entry, kept: Utterance | None, answer: Answer) -> None:
        if kept is None:
            answer(Reason.NOT_STORED)
            return
        answer(kept)
        led = self._led.setdefault(entry.group, _Led())
        if kept.seq <= led.told:
            return
        led.told, led.told_at = kept.seq, self._clock()
        self.heads[entry.group] = max(kept.seq, self.heads.get(entry.group, 0))
        self.heard(entry.group, [kept])
        led.waiting.append(kept)
        if len(led.waiting) == 1:
            self._later(0.0, lambda: self._tell_waiting(entry.group, led))

    def _tell_waiting(self, group: str, led: _Led) -> None:
        waiting, led.waiting = led.waiting, []
        if not waiting:
            return
        if self.cluster.nodes.others:
            told = Told(self.cluster.nodes.me, group, tuple(pack(message) for message in waiting))
            self.cluster.bus.publish(f"said.{word_of(group)}", ENCODER.encode(told))
        self._copy(group, waiting)

    def _heard_told(self, payload: bytes) -> None:
        told = DECODER.decode(payload)
        if isinstance(told, Told) and told.node != self.cluster.nodes.me:
            messages = [unpack(words) for words in told.words]
            self.heads[told.group] = max(messages[-1].seq, self.heads.get(told.group, 0))
            self.heard(told.group, messages)

    def _heard_reached(self, told: Reached) -> None:
        if told.node == self.cluster.nodes.me:
            return
        for group, last in told.heads:
            self.heads[group] = max(last, self.heads.get(group, 0))
            self.reached(group, last)
