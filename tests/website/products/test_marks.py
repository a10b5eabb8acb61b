"""How texts and queries become marks."""

from hypothesis import given
from hypothesis import strategies as st

from yunzhan.website.products.marks import MOST_QUERY_MARKS, marks_of, query_marks_of


def test_scripts_and_vocabulary_fold():
    assert marks_of("半導體") == marks_of("半导体")
    assert marks_of("軟體") == marks_of("软件")
    assert marks_of("ＬＥＤ") == ["led"]


def test_han_runs_become_single_marks_and_pairs():
    assert marks_of("台积电2330") == ["台", "积", "电", "台积", "积电", "2330"]


def test_query_asks_for_pairs_and_beginnings():
    assert query_marks_of("半导体 Semi ab 茶") == [
        ("半导", False), ("导体", False), ("semi", True), ("ab", False), ("茶", False),
    ]  # fmt: skip


def test_query_without_letters_asks_for_nothing():
    assert query_marks_of("\"*' ()^:-\0") == []


@given(st.text(max_size=400))
def test_marks_are_letters_and_digits_only(text):
    marks = query_marks_of(text)
    assert len(marks) <= MOST_QUERY_MARKS
    assert all(mark.isalnum() for mark, _beginning in marks)


@given(st.text(max_size=60))
def test_a_text_is_found_by_itself(text):
    have = marks_of(text)
    assert all(any(m.startswith(mark) if begins else m == mark for m in have) for mark, begins in query_marks_of(text))
