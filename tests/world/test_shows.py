"""A show by itself: pages, hands, the word."""

import pytest

from yunzhan.wire import limits
from yunzhan.wire.messages import Hand
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import TextRefused
from yunzhan.world.shows import Show, ShowRefused, clean_pages, clean_title

PAGES = ("/media/products/a.webp", "/files/_b12/b.webp")


def make_show(key="1A01", pages=PAGES, title=""):
    return Show("hall:f/h1", key, "p1", "Ann", title, pages, at=5)


def test_turning_changes_the_page_and_nothing_beyond_the_last():
    show = make_show()
    assert show.turn(1, playing=True, position=40, at=9).page == 1
    with pytest.raises(ShowRefused) as refused:
        show.turn(2, playing=False, position=0, at=10)
    assert (refused.value.reason, show.told().page, show.told().at) == (Reason.BAD_PAGES, 1, 9)


def test_another_title_keeps_page_and_hands_other_pages_begin_anew():
    show = make_show()
    show.turn(1, playing=False, position=0, at=9)
    show.raise_hand(Hand("p2", "Bo"), up=True)
    same = show.replace(make_show(title="Pumps"))
    assert (same.title, same.page, list(same.hands)) == ("Pumps", 1, ["p2"])
    assert show.replace(make_show(pages=PAGES[:1])).page == 0


def test_the_word_is_given_to_who_asks_and_taken_back():
    show = make_show()
    show.raise_hand(Hand("p2", "Bo"), up=True)
    show.raise_hand(Hand("p3", "Cy"), up=True)
    show.answer("p2", given=True)
    show.raise_hand(Hand("p2", "Bo"), up=True)  # has it already
    assert ([hand.name for hand in show.told().floor], list(show.hands)) == (["Bo"], ["p3"])
    show.answer("p2", given=False)
    show.answer("p3", given=False)
    assert (show.told().floor, show.hands) == ((), {})
    with pytest.raises(ShowRefused):
        show.answer("p2", given=True)


def test_queue_has_an_end_at_a_booth_and_none_on_a_tour():
    talk, tour = make_show(), make_show("tour:p1", ())
    for n in range(limits.HANDS):
        for show in (talk, tour):
            show.raise_hand(Hand(f"v{n}", "V"), up=True)
    with pytest.raises(ShowRefused):
        talk.raise_hand(Hand("late", "L"), up=True)
    tour.raise_hand(Hand("late", "L"), up=True)
    assert len(tour.hands) == limits.HANDS + 1


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/a.png", "//elsewhere/a.png", "/media/../settings", "/api/x", "/media/a b", ""]
)
def test_pages_are_of_this_website(page):
    with pytest.raises(ShowRefused):
        clean_pages((page,))
    assert clean_pages(PAGES) == PAGES


def test_titles_stay_on_one_line():
    assert (clean_title(" New\n pumps "), clean_title(" ")) == ("New pumps", "")
    for wrong in ("x" * (limits.TITLE_LETTERS + 1), "a\u202eb"):
        with pytest.raises(TextRefused):
            clean_title(wrong)
