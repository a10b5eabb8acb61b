"""A hall's floor cut into cells, and how often the people of a cell are told to those in another. Who is where is space's.

What is told of a cell is one piece a ring, the same bytes for whoever looks at it from there: pieces can be made on one node and
joined on another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CELL_CM = 1024
Pieces = Sequence[Mapping[int, bytes]]  # for each ring: what is told of a cell, framed


@dataclass(frozen=True, slots=True)
class Ring:
    """Cells at most `reach` cells away, and farther than the ring before: told at every `every`-th tick."""

    reach: int
    every: int


EVERYWHERE = 1 << 16
# Each period divides the next one: when a cell's turn comes in one ring it has come in the rings inside too (see Space.tick).
RINGS = (Ring(1, 1), Ring(2, 3), Ring(EVERYWHERE, 9))


class Grid:
    """The cells of one hall, numbered row by row. Sizes in centimetres."""

    def __init__(self, width_cm: int, depth_cm: int) -> None:
        self.columns = -(-width_cm // CELL_CM)
        self.rows = -(-depth_cm // CELL_CM)
        farthest = max(self.columns, self.rows) - 1
        self.rings = RINGS[: 1 + sum(ring.reach < farthest for ring in RINGS)]  # those in which this hall has cells
        self._seen_from: dict[int, tuple[list[frozenset[int]], frozenset[int]]] = {}

    def cell_at(self, x: int, z: int) -> int:
        """The far walls belong to the last cells."""
        return min(z // CELL_CM, self.rows - 1) * self.columns + min(x // CELL_CM, self.columns - 1)

    def within(self, cell: int, reach: int) -> frozenset[int]:
        """The cells that are at most so many cells away from this one, itself among them."""
        row, column = divmod(cell, self.columns)
        return frozenset(
            r * self.columns + c
            for r in range(max(0, row - reach), min(self.rows, row + reach + 1))
            for c in range(max(0, column - reach), min(self.columns, column + reach + 1))
        )

    def near(self, cell: int) -> frozenset[int]:
        """The cells that are told at every tick to this one."""
        return self.within(cell, RINGS[0].reach)

    def join(self, pieces: Pieces, cell: int) -> bytes:
        """All that somebody in this cell is told: of each other cell the piece of the ring in which it is from here."""
        areas, inside = self._areas(cell)
        found = [told[c] for area, told in zip(areas, pieces, strict=False) for c in area if c in told]
        found += [data for c, data in pieces[-1].items() if c not in inside]
        return b"".join(found)

    def _areas(self, cell: int) -> tuple[list[frozenset[int]], frozenset[int]]:
        """The cells of each ring but the last, which is all the others; and all of them together."""
        known = self._seen_from.get(cell)
        if known is None:
            areas, inside = [], frozenset[int]()
            for ring in self.rings[:-1]:
                within = self.within(cell, ring.reach)
                areas.append(within - inside)
                inside = within
            known = self._seen_from[cell] = areas, inside
        return known
