"""Which line (分线) of a hall somebody is put in who did not choose one. That lines open and close is the gateway's.

The rule, in this order:

1. Of the lines with fewer than `line_people`, the one with most people of one's party, then with most who speak one's language,
   then with most people: lines fill up instead of staying half empty, and small ones empty and close.
2. When all have as many, each takes a tenth more (SLACK): nobody stands alone in a new line because they came one too late.
3. Then another line opens. The others take nobody until they are below `line_people` again, so the new one fills first.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SLACK = 10  # a line takes line_people / SLACK more before another opens, at least one


class Company(NamedTuple):
    """Whom somebody would like to be with: those who speak a language, and those of a party (a delegation); "" for neither."""

    language: str = ""
    party: str = ""


@dataclass(slots=True)
class Crowd:
    """How many are in a line, and of which company."""

    people: int = 0
    parties: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def add(self, company: Company) -> None:
        self.people += 1
        if company.party:
            self.parties[company.party] += 1
        if company.language:
            self.languages[company.language] += 1

    def remove(self, company: Company) -> None:
        self.people -= 1
        for counter, key in ((self.parties, company.party), (self.languages, company.language)):
            if key:
                counter[key] -= 1
                if not counter[key]:
                    del counter[key]


def choose_line(lines: Mapping[int, Crowd], company: Company, line_people: int) -> int:
    """The number of the line for somebody: one of `lines`, or the lowest number that is free for a new one."""
    full = line_people + max(1, line_people // SLACK)
    for most in (line_people, full):
        room = [number for number, crowd in lines.items() if crowd.people < most]
        if room:
            return max(room, key=lambda number: (_company_in(lines[number], company), lines[number].people, -number))
    return next(number for number in range(1, len(lines) + 2) if number not in lines)


def _company_in(crowd: Crowd, company: Company) -> tuple[int, int]:
    """Of one's party and language; a counter knows nobody of ""."""
    return crowd.parties[company.party], crowd.languages[company.language]
