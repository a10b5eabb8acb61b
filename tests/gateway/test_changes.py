"""Edits, removals, rules, watching and gestures, through a real gateway. Saying and history are test_gateway.py's."""

import json

import pytest

from gateway.client import GROUP, greet, wait_for
from yunzhan.bus.local import LocalClient
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.reasons import Reason


def join(client):
    client.send(encode(m.Join(1, GROUP, 0)))
    return wait_for(client, m.Joined)


def wait_for_kind(client, kind):
    while True:
        for entry in wait_for(client, m.Said).messages:
            if entry.kind == kind:
                return entry


def test_edit_reaches_everybody_and_those_who_come_back(gateway):
    with greet(gateway, person="a") as one, greet(gateway, person="b") as two:
        join(one), join(two)
        one.send(encode(m.Say(2, GROUP, 1, "frist")))
        wait_for(one, m.Accepted)
        one.send(encode(m.Edit(3, GROUP, 2, 1, "first", ("b",))))
        assert wait_for(one, m.Accepted).seq == 2
        edited = wait_for_kind(two, m.EDITED)
    assert (edited.seq, edited.target, edited.text, edited.mentions) == (2, 1, "first", ("b",))
    with greet(gateway, person="c") as late:
        late.send(encode(m.Join(1, GROUP, 1)))
        assert [(e.seq, e.kind) for e in wait_for(late, m.Page).messages] == [(2, m.EDITED)]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (m.Edit(7, GROUP, 9, 1, "x"), Reason.NOT_YOURS),
        (m.Remove(7, GROUP, 9, 1), Reason.NOT_YOURS),
        (m.Edit(7, GROUP, 9, 77, "x"), Reason.NO_SUCH_MESSAGE),
        (m.Remove(7, GROUP, 9, 0), Reason.NO_SUCH_MESSAGE),
        (m.Say(7, GROUP, 9, "", attachment="http://x"), Reason.BAD_ATTACHMENT),
    ],
)
def test_change_that_is_not_ones_right_is_refused_by_name(gateway, command, reason):
    with greet(gateway, person="a") as one, greet(gateway, person="b") as two:
        join(one), join(two)
        one.send(encode(m.Say(2, GROUP, 1, "mine")))
        wait_for(two, m.Said)
        two.send(encode(command))
        refused = wait_for(two, m.Refused)
    assert (refused.ref, refused.reason) == (7, reason)


def test_edit_text_is_checked_like_any_text(gateway):
    with greet(gateway) as one:
        join(one)
        one.send(encode(m.Say(2, GROUP, 1, "mine")))
        wait_for(one, m.Accepted)
        one.send(encode(m.Edit(3, GROUP, 2, 1, "   ")))
        assert wait_for(one, m.Refused).reason == Reason.EMPTY_TEXT


def test_moderator_takes_away_what_others_said(gateway):
    with greet(gateway, person="a") as one, greet(gateway, person="m", moderate=True) as host:
        join(one)
        assert join(host).rights == m.MAY_SAY | m.MAY_MODERATE
        one.send(encode(m.Say(2, GROUP, 1, "rude")))
        wait_for(host, m.Said)
        host.send(encode(m.Remove(3, GROUP, 1, 1)))
        wait_for(host, m.Accepted)
        assert wait_for_kind(one, m.REMOVED).target == 1
        one.send(encode(m.Browse(4, GROUP, 0, 50)))
        assert [(e.seq, e.kind) for e in wait_for(one, m.Page).messages] == [(2, m.REMOVED)]


def test_removal_whose_acknowledgement_was_lost_is_acknowledged_again_and_another_one_refused(gateway):
    with greet(gateway, person="a") as one:
        join(one)
        for ref, command in enumerate([m.Say(2, GROUP, 1, "x"), m.Remove(3, GROUP, 2, 1)], 2):
            one.send(encode(command))
            assert wait_for(one, m.Accepted).ref == ref
    with greet(gateway, person="a") as again:
        join(again)
        again.send(encode(m.Remove(4, GROUP, 2, 1)))
        kept = wait_for(again, m.Accepted)
        assert (kept.ref, kept.nonce, kept.seq) == (4, 2, 2)
        again.send(encode(m.Remove(5, GROUP, 3, 1)))
        assert wait_for(again, m.Refused).reason == Reason.NO_SUCH_MESSAGE


def test_slow_mode_takes_one_message_in_its_time_but_not_from_moderators(gateway):
    bus = LocalClient(gateway.config.bus_path)
    with greet(gateway, person="a") as one, greet(gateway, person="m", moderate=True) as host:
        join(one), join(host)
        bus.publish("group.rules", json.dumps({"group": GROUP, "read_only": False, "slow": 60}).encode())
        assert wait_for(one, m.Rules) == m.Rules(GROUP, m.MAY_SAY, 60)
        assert wait_for(host, m.Rules).slow == 0
        one.send(encode(m.Say(2, GROUP, 1, "x")))
        wait_for(one, m.Accepted)
        one.send(encode(m.Say(3, GROUP, 2, "y")))
        assert wait_for(one, m.Refused).reason == Reason.SLOW_MODE
        for nonce in (1, 2):
            host.send(encode(m.Say(4, GROUP, nonce, "z")))
            wait_for(host, m.Accepted)
    bus.close()


def test_read_only_group_takes_nothing_but_from_moderators(gateway):
    bus = LocalClient(gateway.config.bus_path)
    with greet(gateway, person="a") as one, greet(gateway, person="m", moderate=True) as host:
        join(one), join(host)
        bus.publish("group.rules", json.dumps({"group": GROUP, "read_only": True, "slow": 0}).encode())
        assert wait_for(one, m.Rules).rights == 0
        one.send(encode(m.Say(2, GROUP, 1, "x")))
        assert wait_for(one, m.Refused).reason == Reason.MAY_NOT_SAY
        host.send(encode(m.Say(3, GROUP, 1, "opening at nine")))
        assert wait_for_kind(one, m.SAID).text == "opening at nine"
    bus.close()


def test_watcher_hears_how_far_a_group_is(gateway):
    with greet(gateway, person="a") as one, greet(gateway, person="b") as two:
        two.send(encode(m.Watch(1, (GROUP,))))
        assert wait_for(two, m.Heads).heads == (m.Head(GROUP, 0),)
        join(one)
        one.send(encode(m.Say(2, GROUP, 1, "x")))
        assert wait_for(two, m.Heads).heads == (m.Head(GROUP, 1),)
        two.send(encode(m.Watch(2, ("hall:elsewhere",))))
        assert wait_for(two, m.Refused).reason == Reason.GROUP_NOT_IN_PASS


def test_gesture_is_seen_by_those_around_and_only_at_somebody_here(gateway):
    with greet(gateway, person="a") as one, greet(gateway, person="b") as two:
        for client in (one, two):
            client.send(encode(m.Enter(1, "f/h1", 5000, 5000, 0)))
        me, other = wait_for(one, m.Entered).me, wait_for(two, m.Entered).me
        one.send(encode(m.Gesture(3, other)))
        assert wait_for(two, m.Gestured) == m.Gestured(me, 3, other)
        one.send(encode(m.Gesture(1, 5999)))
        assert wait_for(one, m.Refused).reason == Reason.NOT_HERE


def test_lines_of_a_hall_are_told_to_those_who_may_enter(gateway):
    with greet(gateway) as one:
        one.send(encode(m.Enter(1, "f/h1", 5000, 5000, 0)))
        entered = wait_for(one, m.Entered)
        one.send(encode(m.Lines(2, "f/h1")))
        assert [(line.line, line.people) for line in wait_for(one, m.LineList).lines] == [(entered.line, 1)]
        one.send(encode(m.Lines(3, "f/h2")))
        assert wait_for(one, m.Refused).reason == Reason.HALL_NOT_IN_PASS
