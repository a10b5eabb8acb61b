"""Counts of a place with very many people: along with the ping, once, to all whom they concern and to nobody else."""

import pytest
from websockets.frames import Opcode

from gateway.test_hub import GROUP, HubStand
from yunzhan.gateway import hub
from yunzhan.gateway.scopes import FAIR
from yunzhan.gateway.scopes import GROUP as GROUPS
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.limits import PING_SECONDS


@pytest.fixture
def stand(tmp_path, monkeypatch):
    monkeypatch.setattr(hub, "LARGE_AUDIENCE", 2)
    made = HubStand(tmp_path)
    yield made
    made.close()


def counts(peer):
    """What has been told since the last look."""
    peer.read()
    frames, peer.frames = peer.frames, []
    facts = [decode_fact(bytes(frame.data)) for frame in frames if frame.opcode is Opcode.BINARY]
    return sorted({(fact.scope, fact.people) for fact in facts if isinstance(fact, m.Presence)})


def rounds(stand, seconds):
    """The clock goes on, with pings each second and counts every two."""
    for second in range(seconds):
        stand.sleep(1)
        if second % 2:
            stand.hub.tell_presence()


def test_counts_of_a_large_place_come_once_with_the_ping(stand):
    inside = [stand.welcome(person=f"p{number}") for number in range(4)]
    for peer in inside[:3]:
        peer.send(encode(m.Join(1, GROUP, 0)))
    for peer in inside:
        counts(peer)
    stand.hub.tell_presence()
    assert [counts(peer) for peer in inside] == [[], [], [], []]
    rounds(stand, PING_SECONDS)
    both, fair = [(FAIR, 4), (GROUPS, 3)], [(FAIR, 4)]
    assert [counts(peer) for peer in inside] == [both, both, both, fair]
    rounds(stand, 2 * PING_SECONDS)
    assert [counts(peer) for peer in inside] == [[], [], [], []]


def test_a_place_that_empties_tells_those_who_are_left_at_once(stand):
    inside = [stand.welcome(person=f"p{number}") for number in range(4)]
    stand.hub.tell_presence()
    for peer in inside[2:]:
        peer.protocol.send_close(1000)
        peer.flush()
    for peer in inside[:2]:
        counts(peer)
    stand.hub.tell_presence()
    assert [counts(peer) for peer in inside[:2]] == [[(FAIR, 2)]] * 2
    rounds(stand, PING_SECONDS)
    assert [counts(peer) for peer in inside[:2]] == [[], []]
