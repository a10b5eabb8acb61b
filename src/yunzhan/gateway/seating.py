"""All people in one hall's lines: this node's, and those of other nodes as these tell. How they tell it is sharing's.

Everybody has a row of this node, whoever's they are: clients know no other. A row of another node is looked up in a table.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from yunzhan.gateway.hall import Hall
from yunzhan.gateway.hall_messages import LineNews, Made, Seat
from yunzhan.gateway.lines import Lines
from yunzhan.wire.messages import NOBODY
from yunzhan.world.placing import Company
from yunzhan.world.space import PUT

NOWHERE = -1  # in a table: nobody here has that row there
ROW = np.dtype("<u2")


class Seating:
    """`me` is this node's name."""

    def __init__(self, lines: Lines, me: str) -> None:
        self.lines = lines
        self._me = me
        self._rows: dict[tuple[str, int], np.ndarray] = {}  # (node, line) → by row there: row here
        self._homes: dict[tuple[int, int], tuple[str, int]] = {}  # (line, row here) → whose, and row there
        self._left_out: set[tuple[str, int]] = set()  # node and line: somebody of theirs found no room

    def news(self) -> list[LineNews]:
        """Of this node's people, since the last call."""
        told = []
        for number, hall in self.lines.all.items():
            taken = hall.untold.take()
            if taken is not None:
                gone, came, moved, gestures = taken
                made = tuple(
                    Made(row, gesture, *self._home(number, hall, target) if target != NOBODY else ("", 0))
                    for row, gesture, target in gestures
                )
                seats = tuple(map(hall.seat_of, came))
                told.append(
                    LineNews(number, np.array(gone, ROW).tobytes(), seats, hall.space.puts(moved).tobytes(), made)
                )
        return told

    def skip_news(self) -> bool:
        """Nobody hears them; whether there were any."""
        taken = [hall.untold.take() for hall in self.lines.all.values()]
        return any(news is not None for news in taken)

    def mine(self) -> list[tuple[int, Seat]]:
        """This node's people, each with their line."""
        return [(number, hall.seat_of(row)) for number, hall in self.lines.all.items() for row in hall.members]

    def hear(self, node: str, news: Iterable[LineNews], now: float) -> None:
        for told in news:
            hall, table = self._line(node, told.line, now)
            if told.gone:
                for row in np.frombuffer(told.gone, ROW).tolist():
                    self._unseat(hall, table, row)
            for seat in told.came:
                self._seat(node, hall, table, seat, now)
            if told.moved:
                records = np.frombuffer(told.moved, PUT)
                here = table[records["id"]]
                known = here != NOWHERE
                hall.space.put(here[known], records[known])
            for made in told.gestures:
                if table[made.row] != NOWHERE:
                    hall.gestured(int(table[made.row]), made.gesture, self._target(hall, made))

    def hear_whole(self, node: str, lines: Mapping[int, list[Seat]], now: float) -> None:
        """These are all people of a node. Who is known already stays as they are, so that nobody sees them go and come."""
        self._find_room(node)
        for line in {*lines, *(line for other, line in self._rows if other == node)}:
            hall, table = self._line(node, line, now)
            seats = {seat.row: seat for seat in lines.get(line, ())}
            for row in np.flatnonzero(table != NOWHERE).tolist():
                known = hall.seat_of(int(table[row]))
                seat = seats.get(row)
                if seat is None or (seat.who, seat.language, seat.party) != (known.who, known.language, known.party):
                    self._unseat(hall, table, row)
                elif (seat.x, seat.z, seat.yaw, seat.motion) != (known.x, known.z, known.yaw, known.motion):
                    hall.put(int(table[row]), seat)
            for row, seat in seats.items():
                if table[row] == NOWHERE:
                    self._seat(node, hall, table, seat, now)

    def forget(self, node: str) -> None:
        """It is gone, and all its people with it."""
        self._find_room(node)
        for other, line in [key for key in self._rows if key[0] == node]:
            table = self._rows.pop((other, line))
            hall = self.lines.all.get(line)
            for row in np.flatnonzero(table != NOWHERE).tolist():
                assert hall is not None  # a line with people in it does not close
                self._unseat(hall, table, row)

    def lacking(self) -> set[str]:
        """The nodes of which somebody found no room in a line that has room now: they are to be asked for everybody."""
        lines = self.lines.all
        return {node for node, line in self._left_out if line not in lines or not lines[line].space.is_full}

    def _find_room(self, node: str) -> None:
        """Nobody of this node has been left out any more."""
        self._left_out = {(other, line) for other, line in self._left_out if other != node}

    def _line(self, node: str, line: int, now: float) -> tuple[Hall, np.ndarray]:
        """The line, and the table of this node's rows in it."""
        hall = self.lines.line(line, now)
        table = self._rows.get((node, line))
        if table is None:
            table = self._rows[node, line] = np.full(len(hall.space.x), NOWHERE, np.int32)
        return hall, table

    def _seat(self, node: str, hall: Hall, table: np.ndarray, seat: Seat, now: float) -> None:
        self._unseat(hall, table, seat.row)
        if hall.space.is_full:
            self._left_out.add((node, hall.line))
            return
        row = hall.seat(seat.who, Company(seat.language, seat.party), (seat.x, seat.z, seat.yaw), now)
        hall.space.motion[row] = seat.motion
        table[seat.row] = row
        self._homes[hall.line, row] = node, seat.row

    def _unseat(self, hall: Hall, table: np.ndarray, row: int) -> None:
        here = int(table[row])
        if here != NOWHERE:
            table[row] = NOWHERE
            del self._homes[hall.line, here]
            hall.unseat(here)

    def _home(self, line: int, hall: Hall, row: int) -> tuple[str, int]:
        """By which name and row other nodes know somebody; "" when they have gone meanwhile."""
        return (self._me, row) if row in hall.members else self._homes.get((line, row), ("", 0))

    def _target(self, hall: Hall, made: Made) -> int:
        if made.target_node == self._me:
            return made.target_row if made.target_row in hall.members else NOBODY
        table = self._rows.get((made.target_node, hall.line))
        here = NOWHERE if table is None else int(table[made.target_row])
        return here if here != NOWHERE else NOBODY
