"""Presenting at a booth and guiding a tour over the gateway: who may, from where, who is told, and when it ends."""

import pytest

from gateway.running import HALL
from gateway.test_hub import GROUP, HubStand, reasons
from yunzhan.bus.memory import MemoryBus
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import SHOW_REACH_CM, TITLE_LETTERS
from yunzhan.wire.passes import BoothGrant
from yunzhan.wire.reasons import Reason

BOOTH = BoothGrant(HALL.key, "1A01", 3000, 3000, 400, 400)
PAGES = ("/media/products/a.webp", "/media/products/b.webp")
AT_BOOTH = (3000, 3300)


@pytest.fixture
def stand(tmp_path):
    made = HubStand(tmp_path)
    yield made
    made.close()


def join(stand, person, kind="guest", place=None, booths=()):
    """Somebody in the hall's group, and at a place of the hall when one is given; what came so far is read."""
    peer = stand.welcome(person=person, name=person.title(), kind=kind, booths=booths)
    if place:
        peer.send(encode(m.Enter(1, HALL.key, *place, 0)))
    peer.send(encode(m.Join(2, GROUP, 0)))
    facts = peer.facts()
    while not any(isinstance(fact, m.Joined) for fact in facts):
        stand.stored()
        facts += peer.facts()
    peer.showings = [fact for fact in facts if isinstance(fact, m.Showing)]
    return peer


def told(peer, *kinds):
    return [fact for fact in peer.facts() if isinstance(fact, kinds)]


def present(peer, title="", pages=PAGES, show="1A01"):
    peer.send(encode(m.Show(7, GROUP, show, title, pages)))


def staff(stand, person="staff", place=AT_BOOTH):
    return join(stand, person, "staff", place, (BOOTH,))


def test_show_is_told_to_all_and_to_who_comes_later(stand):
    near, presenter = join(stand, "near", place=(3000, 3400)), staff(stand)
    present(presenter, "New pumps")
    [showing] = told(near, m.Showing)
    assert (showing.show, showing.name, showing.title, showing.pages, showing.page) == (
        "1A01", "Staff", "New pumps", PAGES, 0,
    )  # fmt: skip
    stand.wall += 3
    presenter.send(encode(m.Turn(8, GROUP, "1A01", 1, 1, 1500)))
    [turned] = told(near, m.Turned)
    assert (turned.page, turned.playing, turned.position, turned.at) == (1, 1, 1500, int(stand.wall * 1000))
    late = join(stand, "late")
    assert [(one.page, one.position) for one in late.showings] == [(1, 1500)]


@pytest.mark.parametrize(
    ("kind", "place", "booths", "reason"),
    [
        ("staff", AT_BOOTH, (), Reason.MAY_NOT_SHOW),
        ("host", AT_BOOTH, (), Reason.MAY_NOT_SHOW),
        ("guest", AT_BOOTH, (), Reason.MAY_NOT_SHOW),
        ("staff", (3000, 3200 + SHOW_REACH_CM + 1), (BOOTH,), Reason.NOT_AT_BOOTH),
        ("staff", None, (BOOTH,), Reason.NOT_IN_HALL),
    ],
)
def test_only_staff_of_the_booth_who_stand_there_present(stand, kind, place, booths, reason):
    somebody, watcher = join(stand, "somebody", kind, place, booths), join(stand, "watcher")
    present(somebody)
    assert reasons(somebody) == [reason]
    assert told(watcher, m.Showing) == []


@pytest.mark.parametrize(
    ("title", "pages", "reason"),
    [
        ("x" * (TITLE_LETTERS + 1), PAGES, Reason.TEXT_TOO_LONG),
        ("a\u202eb", PAGES, Reason.CONTROL_CHARACTERS),
        ("", ("https://elsewhere.example/a.png",), Reason.BAD_PAGES),
        ("", ("/media/a.webp",) * 61, Reason.BAD_PAGES),
    ],
)
def test_bad_titles_and_pages_are_refused_and_change_nothing(stand, title, pages, reason):
    presenter, watcher = staff(stand), join(stand, "watcher")
    present(presenter, title, pages)
    assert reasons(presenter) == [reason]
    assert told(watcher, m.Showing) == []


def test_another_of_the_staff_does_not_take_the_screen_away(stand):
    presenter, colleague = staff(stand), staff(stand, "colleague")
    present(presenter, "First")
    present(colleague, "Second")
    colleague.send(encode(m.Turn(8, GROUP, "1A01", 1, 0, 0)))
    colleague.send(encode(m.EndShow(9, GROUP, "1A01")))
    assert reasons(colleague) == [Reason.SHOWN_BY_ANOTHER, Reason.NOT_YOURS, Reason.NOT_YOURS]


def test_hand_is_queued_given_the_word_and_lowered(stand):
    presenter, visitor, watcher = staff(stand), join(stand, "visitor"), join(stand, "watcher")
    present(presenter, "Talk")
    visitor.send(encode(m.RaiseHand(3, GROUP, "1A01", 1)))
    assert [[hand.person for hand in one.hands] for one in told(presenter, m.Hands)] == [["visitor"]]
    presenter.send(encode(m.AnswerHand(4, GROUP, "1A01", "visitor", 1)))
    assert [one.given for one in told(visitor, m.HandAnswered)] == [1]
    assert [hand.name for hand in told(watcher, m.Showing)[-1].floor] == ["Visitor"]
    presenter.send(encode(m.AnswerHand(5, GROUP, "1A01", "visitor", 0)))
    assert [one.given for one in told(visitor, m.HandAnswered)] == [0]
    assert told(watcher, m.Showing)[-1].floor == ()


def test_declined_hand_is_told_to_the_one_who_asked_only(stand):
    presenter, visitor, watcher = staff(stand), join(stand, "visitor"), join(stand, "watcher")
    present(presenter, "Talk")
    told(watcher, m.Showing)
    visitor.send(encode(m.RaiseHand(3, GROUP, "1A01", 1)))
    presenter.send(encode(m.AnswerHand(4, GROUP, "1A01", "visitor", 0)))
    assert [one.given for one in told(visitor, m.HandAnswered)] == [0]
    assert told(watcher, m.Showing, m.HandAnswered, m.Hands) == []


def test_muted_person_neither_asks_nor_presents(stand):
    presenter, visitor = staff(stand), join(stand, "visitor")
    present(presenter, "Talk")
    for person in ("visitor", "staff"):
        stand.hub.rules.mute({"person": person, "fair": "f", "until": int(stand.wall * 1000) + 60_000})
    visitor.send(encode(m.RaiseHand(3, GROUP, "1A01", 1)))
    assert reasons(visitor) == [Reason.MUTED]
    stand.hub.tell_presence()
    assert [one.show for one in told(visitor, m.ShowEnded)] == ["1A01"]
    present(presenter, "Again")
    assert reasons(presenter) == [Reason.MUTED]


@pytest.mark.parametrize("how", ["says so", "leaves", "closes", "walks away"])
def test_show_ends_when_the_presenter(stand, how):
    presenter, watcher = staff(stand), join(stand, "watcher")
    present(presenter)
    if how == "says so":
        presenter.send(encode(m.EndShow(8, GROUP, "1A01")))
    elif how == "leaves":
        presenter.send(encode(m.Leave(8)))
    elif how == "closes":
        presenter.protocol.send_close(1000)
        presenter.flush()
    else:
        presenter.send(encode(m.Jump(8, 6000, 6000, 0)))
        stand.tick()
        stand.hub.tell_presence()
    assert [one.show for one in told(watcher, m.ShowEnded)] == ["1A01"]
    assert join(stand, "late").showings == []


def test_who_goes_away_asks_for_nothing_any_more(stand):
    presenter, visitor = staff(stand), join(stand, "visitor")
    present(presenter, "Talk")
    visitor.send(encode(m.RaiseHand(3, GROUP, "1A01", 1)))
    visitor.protocol.send_close(1000)
    visitor.flush()
    assert [len(one.hands) for one in told(presenter, m.Hands)] == [1, 0]


def test_tour_is_guided_by_staff_and_hosts_and_tells_who_goes_along(stand):
    guide, guest = join(stand, "guide", "host", (5000, 5000)), join(stand, "guest", place=(5000, 5100))
    present(guest, "Mine", (), "tour:guest")
    present(guide, "Not mine", (), "tour:guest")
    assert (reasons(guest), reasons(guide)) == ([Reason.MAY_NOT_SHOW], [Reason.MAY_NOT_SHOW])
    present(guide, "Semiconductors in ten stops", (), "tour:guide")
    assert [one.title for one in told(guest, m.Showing)] == ["Semiconductors in ten stops"]
    guest.send(encode(m.RaiseHand(3, GROUP, "tour:guide", 1)))
    assert [[hand.name for hand in one.hands] for one in told(guide, m.Hands)] == [["Guest"]]
    stand.hub.tell_presence()
    assert told(guest, m.ShowEnded) == []
    guide.send(encode(m.Leave(9)))
    assert [one.show for one in told(guest, m.ShowEnded)] == ["tour:guide"]


def test_turning_too_fast_is_refused(stand):
    presenter = staff(stand)
    present(presenter)
    for n in range(8):
        presenter.send(encode(m.Turn(10 + n, GROUP, "1A01", n % 2, 0, 0)))
    assert reasons(presenter) == [Reason.TOO_FAST]


def test_show_of_a_group_one_is_not_in_and_show_that_is_not_there(stand):
    outside = stand.welcome(person="outside")
    outside.send(encode(m.RaiseHand(3, GROUP, "1A01", 1)))
    assert reasons(outside) == [Reason.NOT_IN_GROUP]
    inside = join(stand, "inside")
    inside.send(encode(m.RaiseHand(3, GROUP, "1A01", 1)))
    assert reasons(inside) == [Reason.NO_SUCH_SHOW]


def make_node(folder, name, bus):
    (folder / name).mkdir()
    node = HubStand(folder / name, name, bus)
    node.cluster.begin()
    return node


@pytest.fixture
def nodes(tmp_path):
    """Two nodes of one fair; a hall's people are on both."""
    bus, made = MemoryBus(), []
    for name in ("one", "two"):
        made.append(make_node(tmp_path, name, bus))
    yield made
    for node in made:
        node.close()


def test_show_is_the_same_on_every_node(nodes):
    one, two = nodes
    presenter, far = staff(one), join(two, "far")
    present(presenter, "Talk")
    assert [showing.title for showing in told(far, m.Showing)] == ["Talk"]
    presenter.send(encode(m.Turn(8, GROUP, "1A01", 1, 0, 0)))
    assert [turned.page for turned in told(far, m.Turned)] == [1]
    assert [(showing.title, showing.page) for showing in join(two, "late").showings] == [("Talk", 1)]
    far.send(encode(m.RaiseHand(3, GROUP, "1A01", 1)))
    assert [[hand.name for hand in hands.hands] for hands in told(presenter, m.Hands)] == [["Far"]]
    presenter.send(encode(m.AnswerHand(4, GROUP, "1A01", "far", 1)))
    assert [answered.given for answered in told(far, m.HandAnswered)] == [1]
    far.protocol.send_close(1000)
    far.flush()
    assert told(presenter, m.Showing)[-1].floor == ()
    colleague = staff(two, "colleague")
    present(colleague, "Mine")
    assert reasons(colleague) == [Reason.SHOWN_BY_ANOTHER]
    presenter.send(encode(m.EndShow(9, GROUP, "1A01")))
    assert [ended.show for ended in told(colleague, m.ShowEnded)] == ["1A01"]


def test_show_of_a_node_that_is_gone_is_over_and_a_node_that_comes_hears_what_is_on(nodes, tmp_path):
    one, _two = nodes
    present(staff(one), "Talk")
    three = make_node(tmp_path, "three", one.cluster.bus)
    watcher = join(three, "watcher")
    assert [showing.title for showing in watcher.showings] == ["Talk"]
    one.cluster.end()
    assert [ended.show for ended in told(watcher, m.ShowEnded)] == ["1A01"]
    three.close()
