"""Into which line of a hall somebody is put who did not choose one."""

import pytest

from yunzhan.world.placing import Company, Crowd, choose_line

ZH, EN = Company("zh-hans"), Company("en")
PARTY = Company("zh-hans", "delegation:7")


def crowd(*companies):
    made = Crowd()
    for company in companies:
        made.add(company)
    return made


@pytest.mark.parametrize(
    ("lines", "company", "chosen"),
    [
        ({}, ZH, 1),
        ({1: crowd(ZH)}, EN, 1),
        ({1: crowd(ZH), 2: crowd(ZH, ZH)}, ZH, 2),
        ({1: crowd(ZH, ZH), 2: crowd(EN)}, EN, 2),
        ({1: crowd(ZH, ZH, ZH), 2: crowd(PARTY)}, PARTY, 2),
        ({1: crowd(ZH), 2: crowd(ZH)}, ZH, 1),
        ({1: crowd(*[ZH] * 10), 2: crowd(EN)}, ZH, 2),
        ({1: crowd(*[ZH] * 10)}, ZH, 1),
        ({1: crowd(*[ZH] * 11)}, ZH, 2),
        ({2: crowd(*[ZH] * 11)}, ZH, 1),
        ({1: crowd(*[ZH] * 11), 2: crowd(*[EN] * 10)}, ZH, 2),
    ],
    ids=[
        "first", "only", "fullest", "language", "party", "lowest", "room", "slack", "new", "gap", "slack-of-the-other",
    ],
)  # fmt: skip
def test_line_is_the_one_with_room_and_most_company(lines, company, chosen):
    assert choose_line(lines, company, 10) == chosen


def test_nobody_is_put_alone_while_another_line_has_room():
    lines, alone = {}, []
    for number in range(1000):
        chosen = choose_line(lines, (ZH, EN, PARTY)[number % 3], 100)
        if chosen not in lines:
            alone.append(number)
        lines.setdefault(chosen, Crowd()).add((ZH, EN, PARTY)[number % 3])
    # the second opens when the first has its hundred and a tenth, the third when both have
    assert alone == [0, 110, 220, 330, 440, 550, 660, 770, 880, 990]
    assert [found.people for found in lines.values()] == [110] * 9 + [10]


def test_crowd_forgets_whom_it_loses():
    found = crowd(PARTY, ZH)
    found.remove(PARTY)
    assert (found.people, dict(found.parties), dict(found.languages)) == (1, {}, {"zh-hans": 1})
