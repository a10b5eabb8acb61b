"""What other nodes have not been told yet of this node's people in one line. How it is told is sharing's."""

import numpy as np


class Untold:
    """Collects from turn to turn; rows are this node's. Who came and went in between has only gone: nobody there knows them."""

    def __init__(self, capacity: int) -> None:
        self._came: dict[int, None] = {}
        self._gone: list[int] = []
        self._moved = np.zeros(capacity, bool)
        self._gestures: list[tuple[int, int, int]] = []
        self._is_empty = True

    def came(self, row: int) -> None:
        self._came[row] = None
        self._is_empty = False

    def went(self, row: int) -> None:
        self._moved[row] = self._is_empty = False
        self._came.pop(row, None)
        self._gone.append(row)

    def moved(self, rows: np.ndarray | int) -> None:
        self._moved[rows] = True
        self._is_empty = False

    def gestured(self, row: int, gesture: int, target: int) -> None:
        self._gestures.append((row, gesture, target))
        self._is_empty = False

    def take(self) -> tuple[list[int], list[int], np.ndarray, list[tuple[int, int, int]]] | None:
        """Rows that went, that came, that are elsewhere and had come before; gestures: row, gesture, row of whom it is for."""
        if self._is_empty:
            return None
        came, gone, gestures = list(self._came), self._gone, self._gestures
        self._moved[came] = False
        moved = np.flatnonzero(self._moved)
        self._came, self._gone, self._gestures, self._is_empty = {}, [], [], True
        self._moved[moved] = False
        return gone, came, moved, gestures
