"""When a walker was at a place: what move-to-sight is measured against. Nothing is sent or read here."""

from collections import deque

QUANTUM_CM = 5  # a shown place is at most one 4 cm step away; walkers go at least 9 cm a tick
REMEMBERED_MOVES = 30  # three seconds: an older sight counts as that old, not as none


class Sight:
    """The last moves of everybody, by id. A place that is sent again is not a new move: its first sending counts."""

    def __init__(self) -> None:
        self._moves: dict[int, deque[tuple[float, int, int]]] = {}

    def went(self, id_: int, x: int, z: int, now: float) -> None:
        """Somebody is at x, z (cm) as of `now` (seconds)."""
        moves = self._moves.setdefault(id_, deque(maxlen=REMEMBERED_MOVES))
        if not moves or (moves[-1][1], moves[-1][2]) != (x, z):
            moves.append((now, x, z))

    def when(self, id_: int, x: int, z: int) -> float | None:
        """When the newest move to this place, as exact as the wire shows it, was sent; None when it is not known."""
        for sent, was_x, was_z in reversed(self._moves.get(id_, ())):
            if abs(was_x - x) < QUANTUM_CM and abs(was_z - z) < QUANTUM_CM:
                return sent
        return None
