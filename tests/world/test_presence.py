"""People are counted, not sockets, and scripted visitors apart."""

from yunzhan.world.presence import Count, Presence, hash_of


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


def numbers(news):
    return news.whole, *(side.tolist() for side in (*news.came, *news.went))


def test_news_is_all_at_first_and_then_who_came_and_who_went():
    presence = Presence()
    for person in "abc":
        presence.arrive("h", person, scripted=False)
    assert numbers(presence.news("h", whole=False)) == (True, sorted(map(hash_of, "abc")), [], [], [])
    presence.arrive("h", "a", scripted=False)  # a second socket
    presence.leave("h", "b", scripted=False)
    presence.arrive("h", "s", scripted=True)
    presence.leave("h", "c", scripted=False)
    presence.arrive("h", "c", scripted=False)  # and back
    assert numbers(presence.news("h", whole=False)) == (False, [], [hash_of("s")], [hash_of("b")], [])
    assert not presence.news("h", whole=False)
    assert presence.news("h", whole=True)


def test_news_that_would_be_longer_than_all_is_all(monkeypatch):
    monkeypatch.setattr("yunzhan.world.presence.MOST_NEWS", 3)
    presence = Presence()
    presence.arrive("h", "a", scripted=False)
    presence.news("h", whole=False)
    for person in "bcde":
        presence.arrive("h", person, scripted=False)
    news = presence.news("h", whole=False)
    assert (news.whole, len(news.came[0])) == (True, 5)


def test_nothing_is_kept_of_places_nobody_is_told_of():
    presence = Presence()
    presence.arrive("h", "a", scripted=False)
    presence.news("h", whole=False)
    presence.forget_news()
    presence.arrive("h", "b", scripted=False)
    assert presence.news("h", whole=False).whole
