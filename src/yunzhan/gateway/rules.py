"""Who may not enter and who may not speak, as the website says. Closing connections and refusing words are the hub's.

A fact tells one restriction at once; a list (`rules.current`) tells all that hold, and comes when a gateway or the recorder
has started and every few seconds after. `since` and `as_of` (ms, the website's clock) keep an older list from undoing a
newer fact. A restriction without a fair holds at every fair.
"""

from typing import Any

Place = tuple[str, str]  # fair, person
FOR_GOOD_MS = 1 << 62


class Rules:
    """What holds now at this gateway. `heard` is false until the website has told its list once."""

    def __init__(self) -> None:
        self.heard = False
        self._bans: dict[Place, int] = {}  # since
        self._mutes: dict[Place, tuple[int, int]] = {}  # until, since

    def is_banned(self, fair: str, person: str) -> bool:
        return (fair, person) in self._bans or ("", person) in self._bans

    def is_muted(self, fair: str, person: str, now_ms: int) -> bool:
        return any(self._mutes.get((place, person), (0, 0))[0] > now_ms for place in (fair, ""))

    def ban(self, told: dict[str, Any]) -> None:
        """A fact: {"person", "fair" (absent: every fair), "since"}."""
        self._bans[_place(told)] = int(told.get("since", FOR_GOOD_MS))

    def mute(self, told: dict[str, Any]) -> None:
        """A fact: as for `ban`, and "until" in ms; 0 ends it."""
        self._mutes[_place(told)] = (int(told["until"]), int(told.get("since", FOR_GOOD_MS)))

    def lift(self, told: dict[str, Any]) -> None:
        """A fact: {"person", "fair", "kind"}: "ban" or "mute"."""
        held: dict[Place, Any] = self._mutes if told.get("kind") == "mute" else self._bans
        held.pop(_place(told), None)

    def replace(self, told: dict[str, Any]) -> set[str]:
        """The list: {"as_of", "bans": [[fair, person]], "mutes": [[fair, person, until]]}. Answers whom it bans anew."""
        as_of = int(told["as_of"])
        bans = {(str(fair), str(person)): as_of for fair, person in told["bans"]}
        mutes = {(str(fair), str(person)): (int(until), as_of) for fair, person, until in told["mutes"]}
        bans.update((place, since) for place, since in self._bans.items() if since > as_of)
        mutes.update((place, held) for place, held in self._mutes.items() if held[1] > as_of)
        fresh = {person for fair, person in bans.keys() - self._bans.keys()}
        self._bans, self._mutes, self.heard = bans, mutes, True
        return fresh


def _place(told: dict[str, Any]) -> Place:
    return str(told.get("fair", "")), str(told["person"])
