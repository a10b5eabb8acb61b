"""When a walker was at a place: what move-to-sight is measured against. Nothing is sent or read here."""

REMEMBERED_MOVES = 30  # three seconds: an older sight counts as that old, not as none


class Sight:
    """The last moves of everybody, by id. A place is what the wire shows of it: its cell, its steps of 4 cm, yaw and motion."""

    def __init__(self) -> None:
        self._moves: dict[int, dict[bytes, float]] = {}
        self._last: dict[int, bytes] = {}

    def went(self, id_: int, place: bytes, now: float) -> None:
        """Somebody is at a place as of `now` (seconds). A place that is sent again is no new move: its first sending counts."""
        if self._last.get(id_) == place:
            return
        self._last[id_] = place
        moves = self._moves.setdefault(id_, {})
        moves.pop(place, None)
        moves[place] = now
        if len(moves) > REMEMBERED_MOVES:
            del moves[next(iter(moves))]

    def when(self, id_: int, place: bytes) -> float | None:
        """When the newest move to exactly this place was sent; None when it is not known."""
        moves = self._moves.get(id_)
        return moves.get(place) if moves else None
