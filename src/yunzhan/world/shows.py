"""What is presented before a group: pages in step, a talk's title, who asks to speak, who has the word; and guided tours.

No socket and no clock: who may present, where they stand and who is told is the gateway's (showing).
"""

import re
from dataclasses import dataclass, field, replace

from yunzhan.wire.limits import HANDS, SHOW_PAGES, TITLE_LETTERS
from yunzhan.wire.messages import Hand, Showing, Turned
from yunzhan.wire.reasons import Reason
from yunzhan.world.group import TextRefused, clean_text

TOUR = "tour:"
# Pictures and videos that the website hands out; nothing else is ever shown to others.
PAGE = re.compile(r"/(media|files)/[A-Za-z0-9_-][A-Za-z0-9/_.-]*", re.ASCII)


class ShowRefused(Exception):
    """Something that cannot be shown; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


@dataclass(slots=True)
class Show:
    """One thing that somebody presents, or one tour. `at` is when `position` (ms of a video) was right."""

    group: str
    key: str
    person: str
    name: str
    title: str
    pages: tuple[str, ...]
    at: int
    page: int = 0
    playing: bool = False
    position: int = 0
    hands: dict[str, Hand] = field(default_factory=dict)
    floor: dict[str, Hand] = field(default_factory=dict)

    @property
    def is_tour(self) -> bool:
        return self.key.startswith(TOUR)

    def turn(self, page: int, *, playing: bool, position: int, at: int) -> Turned:
        """Raises ShowRefused for a page that is not there."""
        if page >= len(self.pages):
            raise ShowRefused(Reason.BAD_PAGES)
        self.page, self.playing, self.position, self.at = page, playing, position, at
        return Turned(self.group, self.key, page, int(playing), position, at)

    def replace(self, other: "Show") -> "Show":
        """What is shown now instead, by the same person: hands and the page stay where they make sense."""
        page = self.page if other.pages == self.pages else 0
        held = self if page else other
        return replace(
            other,
            page=page,
            playing=held.playing,
            position=held.position,
            at=held.at,
            hands=self.hands,
            floor=self.floor,
        )

    def raise_hand(self, hand: Hand, *, up: bool) -> None:
        """Raises ShowRefused when so many ask that another would not be seen."""
        if not up:
            self.hands.pop(hand.person, None)
            self.floor.pop(hand.person, None)
        elif hand.person not in self.floor:
            if len(self.hands) >= HANDS and hand.person not in self.hands and not self.is_tour:
                raise ShowRefused(Reason.TOO_FAST)
            self.hands.setdefault(hand.person, hand)

    def answer(self, person: str, *, given: bool) -> None:
        """The word to somebody who asks for it, or from somebody who asks or has it. Raises ShowRefused for others."""
        hand = self.hands.pop(person, None) or self.floor.pop(person, None)
        if hand is None:
            raise ShowRefused(Reason.NOT_HERE)
        if given:
            self.floor[person] = hand

    def told(self) -> Showing:
        return Showing(
            self.group, self.key, self.person, self.name, self.title, self.pages, self.page, int(self.playing),
            self.position, self.at, tuple(self.floor.values()),
        )  # fmt: skip


def clean_title(title: str) -> str:
    """On one line; empty stays empty. Raises TextRefused."""
    text = " ".join(title.split())
    if not text:
        return ""
    if len(text) > TITLE_LETTERS:
        raise TextRefused(Reason.TEXT_TOO_LONG)
    return clean_text(text)


def clean_pages(pages: tuple[str, ...]) -> tuple[str, ...]:
    """Raises ShowRefused when they are too many or not of the website."""
    if len(pages) > SHOW_PAGES or any(not PAGE.fullmatch(page) or ".." in page for page in pages):
        raise ShowRefused(Reason.BAD_PAGES)
    return pages
