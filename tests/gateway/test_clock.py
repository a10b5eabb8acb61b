"""The machine's clock jumps, forward and back: nobody is thrown out, slowed, hurried or silenced by it. All clocks are injected.

Deadlines, pings, limits and beats go by a steady clock; the wall clock only dates messages and ends passes and mutes.
"""

import pytest

from gateway.test_hub import GROUP, HubStand, reasons
from yunzhan.gateway.cluster import LOOK_SECONDS
from yunzhan.gateway.log import Entry
from yunzhan.gateway.ordering import is_too_soon
from yunzhan.wire import closing
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import HELLO_SECONDS, MISSED_PINGS, PING_SECONDS, SAYS_PER_SECOND
from yunzhan.wire.reasons import Reason
from yunzhan.world.nodes import DEAD_SECONDS, Nodes

DAY, HOUR = 86_400, 3_600
JUMPS = [DAY, HOUR, 5, -5, -HOUR, -DAY]


@pytest.fixture
def stand(tmp_path):
    made = HubStand(tmp_path)
    yield made
    made.close()


def say(stand, peer, nonce):
    peer.send(encode(m.Say(2, GROUP, nonce, f"{nonce}")))
    stand.stored()
    return next(fact for fact in peer.facts() if isinstance(fact, m.Accepted))


def member(stand, person="p1"):
    peer = stand.welcome(person=person, issued=-2 * DAY, expires=2 * DAY)
    peer.send(encode(m.Join(1, GROUP, 0)))
    peer.facts()
    return peer


@pytest.mark.parametrize("seconds", JUMPS)
def test_jump_of_the_wall_clock_ends_nothing_that_still_holds(stand, seconds):
    peer, silent = member(stand), stand.dial().open()
    stand.sleep(1)
    stand.wall += seconds
    stand.hub.tell_presence()
    stand.sleep(HELLO_SECONDS - 2)
    assert silent.code is None
    stand.sleep(2)
    assert silent.code == closing.NO_HELLO.code
    stand.sleep((MISSED_PINGS + 2) * PING_SECONDS)
    stand.hub.tell_presence()
    assert peer.code is None
    assert say(stand, peer, 1).seq == 1


@pytest.mark.parametrize("seconds", JUMPS)
def test_jump_of_the_wall_clock_gives_nobody_more_words_nor_fewer(stand, seconds):
    peer, burst = member(stand), SAYS_PER_SECOND[1]
    for nonce in range(burst - 1):
        say(stand, peer, nonce)
    stand.wall += seconds
    assert say(stand, peer, burst).seq == burst
    peer.send(encode(m.Say(2, GROUP, 99, "x")))
    assert reasons(peer) == [Reason.TOO_FAST]


def test_numbers_order_messages_also_when_their_times_do_not(stand):
    peer = member(stand)
    accepted = []
    for nonce, seconds in enumerate([0, -HOUR, 2 * HOUR, -DAY]):
        stand.wall += seconds
        accepted.append(say(stand, peer, nonce))
    later = member(stand, "p2")
    later.send(encode(m.Browse(3, GROUP, 5, 50)))
    page = [fact for fact in later.facts() if isinstance(fact, m.Page)][-1]
    assert [fact.seq for fact in accepted] == [utterance.seq for utterance in page.messages] == [1, 2, 3, 4]
    assert [utterance.at for utterance in page.messages] == [fact.at for fact in accepted]
    assert accepted[1].at < accepted[0].at < accepted[2].at


def test_standing_still_for_an_hour_throws_out_only_who_had_not_said_who_they_are(stand):
    peer, silent = member(stand), stand.dial().open()
    stand.now += HOUR  # the process was stopped, or its machine slept
    stand.server.sweep()
    assert silent.code == closing.NO_HELLO.code
    assert peer.code is None
    assert say(stand, peer, 1).seq == 1


def test_clock_set_back_silences_nobody_in_a_slow_group():
    def too_soon(at_seconds, nonce):
        return is_too_soon(spoke, Entry(GROUP, nonce, m.Utterance(0, at_seconds * 1000, 0, "p", "n", "x")), 30)

    spoke, now = {}, DAY
    assert [too_soon(now, 1), too_soon(now + 29, 2), too_soon(now + 30, 3)] == [False, True, False]
    assert [too_soon(now - HOUR, 4), too_soon(now - HOUR + 29, 5), too_soon(now - HOUR + 30, 6)] == [False, True, False]
    assert too_soon(now - HOUR + 29, 7)  # another node's clock, a second behind


def test_node_is_dead_by_the_steady_clock_alone():
    nodes, start = Nodes("a"), 1000.0
    nodes.heard("b", start)
    looks = [start + number * LOOK_SECONDS for number in range(1, 30)]
    assert [look for look in looks if nodes.forget_silent(look)] == [start + DEAD_SECONDS + LOOK_SECONDS]
