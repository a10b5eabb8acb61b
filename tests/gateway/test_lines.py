"""Lines of a hall over socketpairs: where people are put, that they find each other, and that empty lines close."""

import msgspec
import pytest

from gateway.running import HALL
from gateway.test_hub import GROUP, HubStand
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.reasons import Reason
from yunzhan.world.space import Space

SMALL = msgspec.structs.replace(HALL, line_people=2)  # and one more: the slack


@pytest.fixture
def stand(tmp_path):
    made = HubStand(tmp_path)
    yield made
    made.close()


def enter(stand, person, *, line=m.ANY_LINE, friend="", **pass_):
    """Somebody new in the hall, and the line in which they are."""
    peer = stand.welcome(person=person, halls=(SMALL,), **pass_)
    return peer, again(peer, line=line, friend=friend)


def again(peer, *, line=m.ANY_LINE, friend=""):
    peer.send(encode(m.Enter(1, HALL.key, 5000, 5000, 0, line, friend)))
    fact = next(fact for fact in peer.facts() if isinstance(fact, m.Entered | m.Refused))
    return fact.line if isinstance(fact, m.Entered) else fact.reason


def lines(peer):
    peer.send(encode(m.Lines(1, HALL.key)))
    peer.stand.tick()  # as long as a Move: it is read with them
    return [
        (line.line, line.people, line.room)
        for fact in peer.facts() if isinstance(fact, m.LineList) for line in fact.lines
    ]  # fmt: skip


def people_seen(peer):
    return {one.person for fact in peer.facts() if isinstance(fact, m.Arrivals) for one in fact.people}


def test_hall_overflows_into_lines_whose_people_see_only_each_other(stand):
    peers = [enter(stand, f"p{number}") for number in range(5)]
    assert [line for _, line in peers] == [1, 1, 1, 2, 2]
    assert lines(peers[0][0]) == [(1, 3, 2), (2, 2, 2)]
    stand.tick()
    assert people_seen(peers[4][0]) == {"p3", "p4"}
    assert people_seen(peers[1][0]) == {"p0", "p1", "p2"}
    assert stand.hub.presence.count(f"1{HALL.key}").people == 5


def test_talk_of_the_hall_is_shared_over_lines(stand):
    peers = [enter(stand, f"p{number}")[0] for number in range(4)]
    for peer in (peers[0], peers[3]):
        peer.send(encode(m.Join(1, GROUP, 0)))
    peers[3].send(encode(m.Say(2, GROUP, 1, "一句")))
    stand.stored()
    said = [u.text for fact in peers[0].facts() if isinstance(fact, m.Said) for u in fact.messages]
    assert said == ["一句"]


def test_friend_is_found_also_in_a_line_that_others_are_not_put_in(stand):
    for number in range(4):
        enter(stand, f"p{number}")
    assert enter(stand, "friend", friend="p1")[1] == 1
    assert enter(stand, "stranger", friend="nobody")[1] == 2
    late, line = enter(stand, "late")
    assert (line, again(late, friend="p0"), again(late, friend="nobody"), again(late)) == (2, 1, 1, 1)
    stand.tick()
    assert lines(late)[0] == (1, 5, 2)


def test_line_that_is_asked_for_is_the_one_and_a_closed_one_is_another(stand):
    peers = [enter(stand, f"p{number}")[0] for number in range(4)]
    assert enter(stand, "a", line=1)[1] == 1
    assert enter(stand, "b", line=7)[1] == 2
    assert again(peers[0], line=2) == 2
    assert enter(stand, "c", line=2)[1] == 2


def test_line_that_is_full_to_the_last_place_is_refused_or_left_out(stand, monkeypatch):
    monkeypatch.setattr(Space.__init__, "__defaults__", (3,))
    peers = [enter(stand, f"p{number}")[0] for number in range(4)]
    assert enter(stand, "a", line=1)[1] == Reason.HALL_FULL
    assert enter(stand, "b", friend="p0")[1] == 2
    assert again(peers[3], friend="p0") == Reason.HALL_FULL
    assert again(peers[0], friend="p1") == 1


def test_company_comes_before_size(stand):
    for number in range(4):
        enter(stand, f"p{number}", language="zh-hans")
    enter(stand, "e", line=2, language="en", party="delegation:7")
    for peer in (*stand.peers[:2], stand.peers[3]):
        peer.send(encode(m.Leave(2)))
    assert enter(stand, "d", language="zh-hans")[1] == 1
    stand.peers[-1].send(encode(m.Leave(2)))
    assert enter(stand, "f", language="zh-hans", party="delegation:7")[1] == 2


def test_empty_lines_close_and_the_last_one_is_told_as_empty(stand):
    peers = [enter(stand, f"p{number}")[0] for number in range(4)]
    peers[3].send(encode(m.Leave(2)))
    stand.tick()
    assert lines(peers[0]) == [(1, 3, 2)]
    for peer in peers[:3]:
        peer.send(encode(m.Leave(2)))
    stand.tick()
    assert stand.hub.visiting.halls == {}
    assert lines(peers[0]) == [(1, 0, 2)]
    assert enter(stand, "late", line=2)[1] == 1
