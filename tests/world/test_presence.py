"""People are counted, not sockets, and scripted visitors apart."""

from yunzhan.world.presence import Count, Presence


def test_two_sockets_of_one_person_count_once():
    presence = Presence()
    presence.arrive("h", "a", scripted=False)
    presence.arrive("h", "a", scripted=False)
    presence.arrive("h", "s", scripted=True)
    assert presence.count("h") == Count(1, 1)
    presence.leave("h", "a", scripted=False)
    assert presence.count("h") == Count(1, 1)
    presence.leave("h", "a", scripted=False)
    assert presence.count("h") == Count(0, 1)


def test_changed_places_are_told_once():
    presence = Presence()
    presence.arrive("h", "a", scripted=False)
    assert presence.changed() == {"h"}
    assert presence.changed() == set()


def test_place_nobody_was_at_counts_nobody():
    assert Presence().count("nowhere") == Count()
