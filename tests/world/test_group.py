"""What a group remembers: doubles, recent messages, and which texts may be said."""

import random

import pytest

from yunzhan.wire.limits import MENTIONS
from yunzhan.wire.messages import EDITED, REMOVED, Utterance
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import RECENT_MESSAGES, Group, TextRefused, clean_attachment, clean_mentions, clean_text


def said(seq, text="x"):
    return Utterance(seq, 0, 0, "p", "甲", text)


def test_told_again_is_not_new_and_not_doubled():
    group = Group("g")
    group.restore([said(1), said(2)])
    assert group.receive([said(1), said(3)]) == [said(3)]
    assert group.receive([said(3)]) == []
    assert [u.seq for u in group.after(0)] == [1, 2, 3]


def test_what_comes_too_early_waits_for_what_lies_between():
    group = Group("g")
    assert group.receive([said(1), said(4), said(3)]) == [said(1)]
    assert group.gap == 3
    assert group.receive([said(2)]) == [said(2), said(3), said(4)]
    assert group.gap == 0


def test_page_of_the_log_fills_a_gap_also_where_numbers_are_gone():
    group = Group("g")
    group.receive([said(1), said(6), said(8)])
    assert group.fill([said(4), said(6)]) == [said(4), said(6)]
    assert group.gap == 8
    assert group.fill([said(6), said(7), said(8), said(9)]) == [said(7), said(8), said(9)]
    assert (group.gap, group.last) == (0, 9)


def test_numbers_come_once_and_in_order_however_they_are_told():
    seed = random.randrange(1 << 32)
    print("seed", seed)  # noqa: T201
    chance = random.Random(seed)
    group, heard, newest = Group("g"), [], 500
    while group.last < newest:
        if chance.random() < 0.2:
            start = chance.randrange(group.last + 1)
            heard += group.fill(
                [said(seq) for seq in range(start + 1, min(newest, group.last + chance.randrange(9)) + 1)]
            )
        else:
            near = [min(newest, max(1, group.last + chance.randrange(-5, 12))) for _ in range(3)]
            heard += group.receive([said(seq) for seq in near])
    assert [u.seq for u in heard] == list(range(1, newest + 1))


def test_nonce_begins_once_and_again_after_a_failure():
    group = Group("g")
    assert group.begin("p", 5)
    assert not group.begin("p", 5)
    group.fail("p", 5)
    assert group.begin("p", 5)


def test_after_tells_nothing_when_it_begins_before_what_is_kept():
    group = Group("g")
    group.restore([said(seq) for seq in range(1, RECENT_MESSAGES + 11)])
    assert group.after(5) is None
    assert [u.seq for u in group.after(RECENT_MESSAGES + 8)] == [RECENT_MESSAGES + 9, RECENT_MESSAGES + 10]
    assert group.after(RECENT_MESSAGES + 10) == []


def test_what_takes_a_message_away_takes_its_edits_too():
    group = Group("g")
    group.restore([said(1), said(2)])
    group.receive([Utterance(3, 0, 0, "p", "甲", "x", EDITED, 1), Utterance(4, 0, 0, "p", "", "", REMOVED, 1)])
    assert [u.seq for u in group.recent] == [2, 4]
    assert [u.seq for u in group.after(2)] == [4]


@pytest.mark.parametrize("attachment", ["", "sticker:wave", "picture:products/12-1.webp"])
def test_attachment_of_a_known_kind_is_taken(attachment):
    assert clean_attachment(attachment) == attachment


@pytest.mark.parametrize(
    "attachment", ["http://x", "picture:../x", "sticker:", "sticker:" + "a" * 200, "picture:/x", "sticker:波"]
)
def test_other_attachments_are_refused(attachment):
    with pytest.raises(TextRefused) as refused:
        clean_attachment(attachment)
    assert refused.value.reason == Reason.BAD_ATTACHMENT


def test_mentions_are_ids_each_once_and_not_too_many():
    assert clean_mentions(["a", "a", "", "b c", "d\n"]) == ("a",)
    assert len(clean_mentions([f"p{i}" for i in range(99)])) == MENTIONS


@pytest.mark.parametrize("text", ["你好\n云展", "a\tb", "👨‍👩‍👧", "\U0001fae8", "क्‍ष"])
def test_text_people_write_is_taken(text):
    assert clean_text(f"  {text} ") == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [("\u3000 ", Reason.EMPTY_TEXT), ("a\x00", Reason.CONTROL_CHARACTERS), ("a\ufffe", Reason.CONTROL_CHARACTERS),
     ("a\u202e", Reason.CONTROL_CHARACTERS), ("字" * 501, Reason.TEXT_TOO_LONG)],
)  # fmt: skip
def test_text_nobody_may_say_is_refused(text, reason):
    with pytest.raises(TextRefused) as refused:
        clean_text(text)
    assert refused.value.reason == reason
