"""When a walker was at a place: what move-to-sight is measured against. Nothing is sent or read here."""

Who = tuple[int, int]  # the line of the hall, and the id there
REMEMBERED_MOVES = 30  # three seconds: an older sight counts as that old, not as none


class Sight:
    """The last moves of everybody. A place is what the wire shows of it: its cell, its steps of 4 cm, yaw and motion."""

    def __init__(self) -> None:
        self._moves: dict[Who, dict[bytes, float]] = {}
        self._last: dict[Who, bytes] = {}

    def went(self, who: Who, place: bytes, now: float) -> None:
        """Somebody is at a place as of `now` (seconds). A place that is sent again is no new move: its first sending counts."""
        if self._last.get(who) == place:
            return
        self._last[who] = place
        moves = self._moves.setdefault(who, {})
        moves.pop(place, None)
        moves[place] = now
        if len(moves) > REMEMBERED_MOVES:
            del moves[next(iter(moves))]

    def when(self, who: Who, place: bytes) -> float | None:
        """When the newest move to exactly this place was sent; None when it is not known."""
        moves = self._moves.get(who)
        return moves.get(place) if moves else None

    def knows(self, who: Who) -> bool:
        """Whether this is one of those whose moves are told here, not somebody else in the hall."""
        return who in self._last
