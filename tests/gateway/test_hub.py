"""The hub over socketpairs: which passes open, what is refused by name, and that nobody else is harmed by it."""

import base64
import hmac
import queue

import pytest

from gateway.running import HALL, KEY
from gateway.stand import Stand
from yunzhan.bus.memory import MemoryBus
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.hub import Hub
from yunzhan.gateway.ordering import Ordering
from yunzhan.gateway.speaking import Speaking
from yunzhan.gateway.sqlite_log import SqliteLog
from yunzhan.gateway.untold import Untold
from yunzhan.gateway.visiting import LARGE_HALL, PARTS
from yunzhan.wire import VERSION, closing
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import MESSAGE_BYTES, NAME_LETTERS, PAGES_PER_SECOND
from yunzhan.wire.passes import EARLY_SECONDS, GroupGrant, Pass, sign_pass
from yunzhan.wire.reasons import Reason
from yunzhan.world.nodes import Nodes
from yunzhan.world.space import Space

GROUP = "hall:f/h1"


class HubStand(Stand):
    """A whole gateway: `later` is due when the test says so, `stored` waits for the log's thread."""

    def __init__(self, folder, node="alone", bus=None):
        self.hub = Hub(KEY, clock=lambda: self.now, wall=lambda: self.wall)
        super().__init__(self.hub)
        self.log = SqliteLog(folder / "log")
        self.due, self._stored = [], queue.Queue()
        later = lambda _seconds, act: self.due.append(act)  # noqa: E731
        clock = lambda: self.now  # noqa: E731
        cluster = self.cluster = Cluster(Nodes(node), bus or MemoryBus(), clock, lambda: 0)
        ordering = Ordering(cluster, self.log, later, self._stored.put, clock, lambda *_: None)
        conversations = Conversations(self.server, ordering, later, clock)
        self.hub.bind(self.server, cluster, conversations, Speaking(self.server, conversations, ordering))

    def stored(self):
        """The log has answered once more."""
        self._stored.get(timeout=20)()

    def tick(self):
        self.now += 0.1
        self.wall += 0.1
        self.hub.visiting.tick()
        self.run()

    def pass_(
        self,
        person="p1",
        name="甲",
        kind="guest",
        *,
        issued=0,
        expires=3600,
        key=KEY,
        halls=(HALL,),
        language="",
        party="",
        booths=(),
    ):
        """A pass signed at the stand's time."""
        now = int(self.wall)
        groups, times = (GroupGrant(GROUP, say=True),), (now + issued, now + expires)
        return sign_pass(Pass(person, name, kind, "f", 7, halls, groups, *times, language, party, booths), key)

    def hello(self, pass_=None, **said):
        peer = self.dial().open()
        peer.send(encode(m.Hello(VERSION, pass_ or self.pass_(**said))))
        return peer

    def welcome(self, **said):
        peer = self.hello(**said)
        assert isinstance(peer.facts()[0], m.Welcome)
        return peer

    def close(self):
        super().close()
        self.log.close()


@pytest.fixture
def stand(tmp_path):
    made = HubStand(tmp_path)
    yield made
    made.close()


@pytest.fixture
def other(stand):
    """Somebody else, who must not notice anything."""
    peer = stand.welcome(person="other")
    yield peer
    peer.send(encode(m.Ping(6)))
    assert [fact.stamp for fact in peer.facts() if isinstance(fact, m.Pong)] == [6]


def reasons(peer):
    return [fact.reason for fact in peer.facts() if isinstance(fact, m.Refused)]


def test_pass_opens_again_while_it_holds_and_not_after(stand, other):
    pass_ = stand.pass_(expires=60)
    first = stand.hello(pass_)
    assert isinstance(first.facts()[0], m.Welcome)
    first.protocol.send_close(1000)
    first.flush()
    stand.wall += 59
    assert isinstance(stand.hello(pass_).facts()[0], m.Welcome)
    stand.wall += 1
    assert stand.hello(pass_).code == closing.PASS_EXPIRED.code


def test_pass_that_runs_out_ends_its_connections(stand, other):
    peer = stand.welcome(expires=60)
    stand.wall += 60
    stand.hub.tell_presence()
    assert peer.code == closing.PASS_EXPIRED.code


def test_clock_set_back_does_not_open_a_pass_before_its_time_nor_end_one_that_holds(stand, other):
    peer, pass_ = stand.welcome(), stand.pass_()
    stand.wall -= EARLY_SECONDS + 1
    stand.hub.tell_presence()
    assert peer.code is None
    assert stand.hello(pass_).code == closing.PASS_EARLY.code
    stand.wall += EARLY_SECONDS + 1
    assert isinstance(stand.hello(pass_).facts()[0], m.Welcome)


def tampered(pass_):
    """The same pass for another person, with the old signature."""
    body, _, signature = pass_.partition(".")
    payload = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).replace(b'"p1"', b'"p2"')
    return base64.urlsafe_b64encode(payload).rstrip(b"=").decode() + "." + signature


def signed_json(payload):
    text = [
        base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (payload, hmac.digest(KEY, payload, "sha256"))
    ]
    return ".".join(text)


def fields(**changed):
    kept = {
        "person": '"p"', "name": '"n"', "kind": '"guest"', "fair": '"f"', "look": "7", "halls": "[]", "groups": "[]",
        "issued": "0", "expires": "9999999999",
    } | changed  # fmt: skip
    return ("{" + ",".join(f'"{name}":{value}' for name, value in kept.items()) + "}").encode()


@pytest.mark.parametrize(
    ("make", "close"),
    [
        (lambda s: s.pass_(key=b"x" * 32), closing.PASS_FORGED),
        (lambda s: tampered(s.pass_()), closing.PASS_FORGED),
        (lambda s: s.pass_().rpartition(".")[0] + ".", closing.PASS_FORGED),
        (lambda s: s.pass_(issued=EARLY_SECONDS + 1), closing.PASS_EARLY),
        (lambda s: s.pass_(expires=0), closing.PASS_EXPIRED),
        (lambda s: "", closing.PASS_MALFORMED),
        (lambda s: "a", closing.PASS_MALFORMED),
        (lambda s: "通行證", closing.PASS_MALFORMED),
        (lambda s: s.pass_(name="长" * 10_000)[:3900], closing.PASS_MALFORMED),
        (lambda s: signed_json(b"[]"), closing.PASS_MALFORMED),
        (lambda s: signed_json(fields(expires="NaN")), closing.PASS_MALFORMED),
        (lambda s: signed_json(fields(expires="1e999")), closing.PASS_MALFORMED),
        (lambda s: signed_json(fields(kind='"king"')), closing.PASS_MALFORMED),
        (lambda s: signed_json(fields(halls='[["h",NaN,1,1,1,1]]')), closing.PASS_MALFORMED),
    ],
    ids=[
        "other-key", "tampered", "unsigned", "early", "over", "empty", "one-letter", "not-ascii", "too-long", "no-object",
        "nan", "infinite", "unknown-kind", "nan-hall",
    ],
)  # fmt: skip
def test_pass_that_opens_nothing_closes_with_its_own_code(stand, other, make, close):
    assert stand.hello(make(stand) or " ").code == close.code


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>甲</b>", "<b>甲</b>"),  # a text, not markup: who shows it escapes it
        ("a\u202eb\x00\x07c", "abc"),
        ("e\u0301\u3000é", "é\u3000é"),
        ("长" * 300, "长" * NAME_LETTERS),
        (" \u200b\t ", "?"),
    ],
    ids=["markup", "control", "composed", "long", "blank"],
)
def test_name_is_shown_as_a_label_can_bear_it(stand, other, name, shown):
    peer = stand.welcome(name=name)
    peer.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0)))
    stand.tick()
    arrivals = [person.name for fact in peer.facts() if isinstance(fact, m.Arrivals) for person in fact.people]
    assert set(arrivals) == {shown}


@pytest.mark.parametrize("place", [(10_401, 0), (0, 8_401), (65_534, 65_535), (65_535, 0)])
def test_place_outside_the_hall_is_refused(stand, other, place):
    peer = stand.welcome()
    peer.send(encode(m.Enter(1, HALL.key, *place, 0)))
    assert reasons(peer) == [Reason.OUTSIDE_HALL]
    peer.send(encode(m.Enter(2, HALL.key, 5000, 5000, 0)))
    peer.send(encode(m.Jump(3, *place, 0)))
    stand.tick()
    assert reasons(peer) == [Reason.OUTSIDE_HALL]


def test_who_enters_a_full_hall_again_keeps_their_number_and_is_put_elsewhere(stand, other, monkeypatch):
    monkeypatch.setattr(Space.__init__, "__defaults__", (2,))
    peer, late = stand.welcome(), stand.welcome(person="late")
    for who in (other, peer):
        who.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0)))
    stand.tick()
    other.facts()
    first = next(fact for fact in peer.facts() if isinstance(fact, m.Entered))
    late.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0)))
    assert reasons(late) == [Reason.HALL_FULL]
    for _ in range(2):
        peer.send(encode(m.Enter(2, HALL.key, 4500, 5000, 0)))
    stand.tick()
    again = peer.facts()
    assert [(f.ref, f.me, f.x) for f in again if isinstance(f, m.Entered)] == [(2, first.me, 4500)] * 2
    assert [len(f.people) for f in again if isinstance(f, m.Arrivals)] == [2]
    assert {type(fact) for fact in other.facts()} == {m.Places}
    assert stand.hub.presence.count(f"1{HALL.key}").people == 2


@pytest.mark.parametrize("place", [(10_401, 5000), (5000, 65_535), (9000, 5000), (5000, 100)])
def test_move_nobody_can_make_is_corrected(stand, other, place):
    peer = stand.welcome()
    peer.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0)))
    stand.tick()
    peer.facts()
    peer.send(encode(m.Move(1, *place, 0, 9)))
    stand.tick()
    corrected = [fact for fact in peer.facts() if isinstance(fact, m.Corrected)]
    assert [(fact.x, fact.z, fact.seq) for fact in corrected] == [(5000, 5000, 9)]


def test_moves_that_arrive_together_are_taken_together(stand, other):
    peer = stand.welcome()
    peer.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0)))
    stand.tick()
    for seq in range(1, 6):
        peer.protocol.send_binary(encode(m.Move(1, 5000 + 10 * seq, 5000, 0, seq)))
    before = stand.server.received_messages
    peer.flush()
    hall = stand.hub.visiting.halls[HALL.key].all[1]
    assert (len(hall.senders), stand.server.received_messages - before) == (5, 5)
    stand.tick()
    assert hall.space.x[peer.connection.row] == 5050


def test_move_and_jump_and_move_that_arrive_together_keep_their_order(stand, other):
    peer = stand.welcome()
    peer.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0)))
    stand.tick()
    for message in (m.Move(1, 5010, 5000, 0, 1), m.Jump(7, 1000, 1000, 0), m.Move(1, 1040, 1000, 0, 2)):
        peer.protocol.send_binary(encode(message))
    peer.flush()
    stand.tick()
    facts = peer.facts()
    assert [fact.ref for fact in facts if isinstance(fact, m.Done)] == [7]
    assert not [fact for fact in facts if isinstance(fact, m.Corrected)]
    assert stand.hub.visiting.halls[HALL.key].all[1].space.x[peer.connection.row] == 1040


def test_flood_of_moves_is_refused_then_closed(stand, other):
    peer = stand.welcome()
    peer.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0)))
    for _ in range(10):
        for seq in range(30):
            peer.protocol.send_binary(encode(m.Move(1, 5000, 5000, 0, seq)))
        peer.flush()
        stand.tick()
    assert Reason.TOO_FAST in reasons(peer)
    assert peer.code == closing.TOO_FAST.code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("   \n\u3000 ", Reason.EMPTY_TEXT), ("\u200d\u200b", Reason.EMPTY_TEXT), ("长" * 501, Reason.TEXT_TOO_LONG),
        ("a\x07b", Reason.CONTROL_CHARACTERS), ("a\u202eb", Reason.CONTROL_CHARACTERS),
    ],
    ids=["spaces", "invisible", "long", "bell", "turned-round"],
)  # fmt: skip
def test_text_nobody_may_say_is_refused_and_the_next_is_stored(stand, other, text, reason):
    peer = stand.welcome()
    peer.send(encode(m.Join(1, GROUP, 0)))
    peer.send(encode(m.Say(2, GROUP, 1, text)))
    assert reasons(peer) == [reason]
    peer.send(encode(m.Say(3, GROUP, 2, "<script>一句</script>")))
    stand.stored()
    facts = peer.facts()
    assert [fact.seq for fact in facts if isinstance(fact, m.Accepted)] == [1]
    assert [u.text for fact in facts if isinstance(fact, m.Said) for u in fact.messages] == ["<script>一句</script>"]


@pytest.mark.parametrize(
    ("message", "close"),
    [
        (b"x" * (MESSAGE_BYTES + 1), closing.TOO_LARGE),
        (b"", closing.MALFORMED),
        (b"\xee", closing.MALFORMED),
        (encode(m.Welcome(VERSION, 1, "p", 0, 0)), closing.MALFORMED),
        (encode(m.Join(1, GROUP, 0))[:-1], closing.MALFORMED),
        (encode(m.Join(1, GROUP, 0)) + b"\0", closing.MALFORMED),
        (encode(m.Say(1, GROUP, 1, "xx"))[:-2] + b"\xff\xff", closing.MALFORMED),
    ],
    ids=["too-large", "empty", "unknown", "from-the-gateway", "truncated", "trailing", "not-utf8"],
)
def test_message_that_is_none_closes_by_name(stand, other, message, close):
    peer = stand.welcome()
    peer.send(message)
    assert peer.code == close.code


def test_command_before_hello_closes(stand, other):
    peer = stand.dial().open()
    peer.send(encode(m.Join(1, GROUP, 0)))
    assert peer.code == closing.NO_HELLO.code


def test_presence_forgets_who_is_gone_in_any_way(stand, other):
    for leave in (
        lambda peer: peer.socket.close(),
        lambda peer: peer.send(b"\xee"),
        lambda peer: stand.server.close(peer.connection, closing.GOING_AWAY),
    ):
        peer = stand.welcome(person="p")
        peer.send(encode(m.Join(1, GROUP, 0)))
        peer.send(encode(m.Enter(2, HALL.key, 5000, 5000, 0)))
        assert [stand.hub.presence.count(place).people for place in ("0f", f"1{HALL.key}", f"2{GROUP}")] == [2, 1, 1]
        leave(peer)
        stand.run()
        assert [stand.hub.presence.count(place).people for place in ("0f", f"1{HALL.key}", f"2{GROUP}")] == [1, 0, 0]


def test_tick_is_as_slow_as_its_slowest_turn_with_large_and_small_halls_together(stand):
    class SlowHall:
        key, space, untold = HALL.key, range(1), Untold(1)

        def __init__(self, people, seconds):
            self.members, self.seconds = range(people), seconds

        def tick(self, *_):
            stand.now += self.seconds
            return []

    visiting = stand.hub.visiting
    visiting.sharing.when_known(HALL, lambda: None)
    visiting.halls[HALL.key].all.update({1: SlowHall(LARGE_HALL + 1, 0.02), 2: SlowHall(1, 0.01)})
    for _ in range(PARTS + 1):
        visiting.tick_part()
    assert (round(visiting.tick_seconds, 6), round(visiting.take_slowest_tick(), 6)) == (0.03, 0.03)
    assert visiting.take_slowest_tick() == 0


def test_welcome_tells_the_time_between_two_ticks(stand):
    stand.hub.tick_ms = 67
    assert stand.hello(stand.pass_()).facts()[0].tick == 67


def test_gestures_of_one_turn_reach_each_person_together_and_only_near_ones(stand, other):
    near, far = stand.welcome(person="p1"), stand.welcome(person="p2")
    for peer, x in ((other, 5000), (near, 5000), (far, 0)):
        peer.send(encode(m.Enter(1, HALL.key, x, 5000, 0)))
    stand.tick()
    for peer in (near, far):
        peer.facts()
    for gesture in (1, 2, 3):
        other.send(encode(m.Gesture(gesture, m.NOBODY)))
    assert [fact for fact in near.facts() if isinstance(fact, m.Gestured)] == []  # no packet of its own to each
    stand.tick()
    assert [fact.gesture for fact in near.facts() if isinstance(fact, m.Gestured)] == [1, 2, 3]
    assert [fact for fact in far.facts() if isinstance(fact, m.Gestured)] == []


def test_pages_cannot_be_asked_for_faster_than_one_reads(stand, other):
    peer = stand.welcome(person="p1")
    peer.send(encode(m.Join(1, GROUP, 0)))
    burst = PAGES_PER_SECOND[1]
    for ref in range(burst + 1):
        peer.send(encode(m.Browse(ref, GROUP, 0, 50)))
    refused = [fact for fact in peer.facts() if isinstance(fact, m.Refused)]
    assert [(fact.ref, fact.reason) for fact in refused] == [(burst, Reason.TOO_FAST)]
