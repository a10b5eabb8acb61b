"""The page that everybody gets who joins a group anew: encoded once, and always the newest."""

import pytest

from gateway.test_hub import GROUP, HubStand
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode


@pytest.fixture
def stand(tmp_path):
    made = HubStand(tmp_path)
    yield made
    made.close()


def say(stand, peer, number, text):
    peer.send(encode(m.Say(number, GROUP, number, text)))
    stand.stored()
    peer.facts()


def page_of(stand, person, ref=1):
    """What somebody new is shown, and the number that the answer bears."""
    peer = stand.welcome(person=person)
    peer.send(encode(m.Join(ref, GROUP, 0)))
    (page,) = [fact for fact in peer.facts() if isinstance(fact, m.Page)]
    return page.ref, [(u.seq, u.kind, u.text) for u in page.messages]


def test_newest_page_is_the_same_to_all_and_bears_each_ones_number(stand):
    one = stand.welcome(person="one")
    one.send(encode(m.Join(1, GROUP, 0)))
    say(stand, one, 2, "甲")
    assert [page_of(stand, "two"), page_of(stand, "three"), page_of(stand, "four", ref=9)] == [
        (ref, [(1, m.SAID, "甲")]) for ref in (1, 1, 9)
    ]


def test_newest_page_has_what_was_said_since_the_last_one_was_made(stand):
    one = stand.welcome(person="one")
    one.send(encode(m.Join(1, GROUP, 0)))
    before = page_of(stand, "two")
    say(stand, one, 2, "甲")
    assert (before, page_of(stand, "three")) == ((1, []), (1, [(1, m.SAID, "甲")]))


def test_newest_page_does_not_show_what_was_removed_since_the_last_one_was_made(stand):
    one = stand.welcome(person="one")
    one.send(encode(m.Join(1, GROUP, 0)))
    say(stand, one, 2, "甲")
    say(stand, one, 3, "乙")
    page_of(stand, "two")
    one.send(encode(m.Remove(4, GROUP, 4, 1)))
    stand.stored()
    _, shown = page_of(stand, "three")
    assert [(seq, kind) for seq, kind, _ in shown] == [(2, m.SAID), (3, m.REMOVED)]
