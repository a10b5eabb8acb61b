"""Who is where in one hall: arrays, and what to send each tick. Who may enter, and sockets, are the gateway's.

Everybody's place is a row of NumPy arrays; one tick packs what changed once per cell and ring, whoever looks at it. How often a
cell is told falls with distance (grid's RINGS; method and figures: design notes, realtime).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

import numpy as np

from yunzhan.wire.codec import encode
from yunzhan.wire.fields import PLACE
from yunzhan.wire.limits import FASTEST_CM_PER_SECOND, HALL_PEOPLE, SLACK_CM
from yunzhan.wire.messages import Arrivals, Departures, Move, Places
from yunzhan.world.grid import CELL_CM, Grid

STEP_CM = 4  # a cell-relative coordinate is one byte of 4 cm steps
LONGEST_REACH_CM = SLACK_CM + 2 * FASTEST_CM_PER_SECOND  # what a line that stalled for two seconds may make up for
MOTIONS = 14
ARRIVALS_A_MESSAGE = 500
RECORD = np.dtype([("id", "<u2"), ("x", "u1"), ("z", "u1"), ("yaw", "u1"), ("motion", "u1")])
assert RECORD.itemsize == PLACE.size
# A place as one node tells it to another: whole centimetres of the hall, so that it is the same place on both.
PUT = np.dtype([("id", "<u2"), ("x", "<u2"), ("z", "<u2"), ("yaw", "u1"), ("motion", "u1")])
BEFORE_PERSON = 7  # bytes of an Arrival: id, flags, look
# How a message is framed for the transport; the space does not know how.
Frame = Callable[[bytes], bytes]


class SpaceFull(Exception):
    """As many people as a hall can carry are in it."""


@dataclass
class Tick:
    """What one tick sends: to everybody, and of each cell a piece for each ring from which it is seen (see `Grid.join`)."""

    to_all: list[bytes] = field(default_factory=list)
    pieces: list[dict[int, bytes]] = field(default_factory=list)


def arrivals_message(blobs: list[bytes]) -> bytes:
    """An Arrivals message of people that are encoded already."""
    return bytes((Arrivals.KIND,)) + len(blobs).to_bytes(2, "little") + b"".join(blobs)


class Space:
    """One hall. Sizes and places in centimetres; a person is known by `id`, their row."""

    def __init__(self, width_cm: int, depth_cm: int, capacity: int = HALL_PEOPLE) -> None:
        self.width_cm, self.depth_cm = width_cm, depth_cm
        self.grid = Grid(width_cm, depth_cm)
        self.x = np.zeros(capacity, np.int32)
        self.z = np.zeros(capacity, np.int32)
        self.yaw = np.zeros(capacity, np.uint8)
        self.motion = np.zeros(capacity, np.uint8)
        self.cell = np.zeros(capacity, np.int32)
        self.seq = np.zeros(capacity, np.uint8)
        self.moved_at = np.zeros(capacity, np.float64)
        self.reach = np.zeros(capacity, np.float64)  # cm this person may still go
        self.here = np.zeros(capacity, bool)
        self.changed = np.zeros(capacity, bool)
        self._encoded: dict[int, bytes] = {}
        self._free = list(range(capacity - 1, -1, -1))
        self._new: list[int] = []
        self._gone: list[int] = []
        # for each ring but the first: whom it has not been told since they changed, and whose turn is in this tick
        self._pending = [np.zeros(capacity, bool) for _ in self.grid.rings[1:]]
        self._due = [np.zeros(capacity, bool) for _ in self.grid.rings[1:]]
        self._changed_before: list[np.ndarray] = []  # by the parts of a tick that came before this one
        self._ticks = 0

    def __len__(self) -> int:
        return len(self._encoded)

    @property
    def is_full(self) -> bool:
        return not self._free

    def knows(self, person: str) -> bool:
        """Whether this person is in here."""
        key = person.encode()
        name = bytes((len(key) & 0xFF,)) + key
        return any(who.startswith(name, BEFORE_PERSON) for who in self._encoded.values())

    def has(self, row: int) -> bool:
        """Whether somebody has this id."""
        return row in self._encoded

    def who(self, row: int) -> bytes:
        """Their Arrival without its id."""
        return self._encoded[row][2:]

    def inside(self, x: int, z: int) -> bool:
        return 0 <= x <= self.width_cm and 0 <= z <= self.depth_cm

    def enter(self, who: bytes, x: int, z: int, yaw: int, now: float) -> int:
        """Puts somebody at a place inside the hall; `who` is their Arrival without its id. Returns the id. Raises SpaceFull."""
        if not self._free:
            raise SpaceFull
        row = self._free.pop()
        self._encoded[row] = row.to_bytes(2, "little") + who
        self._new.append(row)
        self.here[row] = True
        self.place(row, x, z, yaw, now)
        return row

    def leave(self, row: int) -> None:
        self.here[row] = self.changed[row] = False
        del self._encoded[row]
        self._gone.append(row)

    def place(self, row: int, x: int, z: int, yaw: int, now: float) -> None:
        """Puts somebody elsewhere at once: entering and jumping. The caller has checked that it is inside."""
        self.x[row], self.z[row], self.yaw[row], self.motion[row] = x, z, yaw, 0
        self.cell[row] = self.grid.cell_at(x, z)
        self.moved_at[row], self.reach[row] = now, SLACK_CM
        self.changed[row] = True

    def move(self, rows: np.ndarray, moves: np.ndarray, now: float) -> list[int]:
        """Takes moves of 8 wire bytes each, one row a person; returns the people whose move was not taken.

        A move is refused when it ends outside the hall, or farther away than anybody can have run: a person saves up
        FASTEST_CM_PER_SECOND, at most LONGEST_REACH_CM, and spends it on the way, so that many small leaps are no
        teleport either. Several moves of one person in one call: the last one counts.
        """
        last = len(rows) - 1 - np.unique(rows[::-1], return_index=True)[1]
        rows, moves = rows[last], moves[last]
        motion = moves[:, 1]
        x = moves[:, 2].astype(np.int32) | moves[:, 3].astype(np.int32) << 8
        z = moves[:, 4].astype(np.int32) | moves[:, 5].astype(np.int32) << 8
        reach = self.reach[rows] + (now - self.moved_at[rows]) * FASTEST_CM_PER_SECOND
        reach = np.minimum(reach, LONGEST_REACH_CM)
        way = np.hypot(x - self.x[rows], z - self.z[rows])
        good = self.here[rows] & (way <= reach) & (x <= self.width_cm) & (z <= self.depth_cm) & (motion < MOTIONS)
        self.seq[rows], self.moved_at[rows] = moves[:, 7], now
        self.reach[rows] = np.where(good, reach - way, reach)
        taken = rows[good]
        self.x[taken], self.z[taken] = x[good], z[good]
        self.yaw[taken], self.motion[taken] = moves[good, 6], motion[good]
        self._find_cells(taken)
        return [int(row) for row in rows[~good & self.here[rows]]]

    def puts(self, rows: np.ndarray) -> np.ndarray:
        """Where these people are, as PUT records."""
        records = np.empty(len(rows), PUT)
        records["id"] = rows
        records["x"], records["z"] = self.x[rows], self.z[rows]
        records["yaw"], records["motion"] = self.yaw[rows], self.motion[rows]
        return records

    def put(self, rows: np.ndarray, records: np.ndarray) -> None:
        """Where these people are, as another space says whose people they are: nothing is asked, one record a person."""
        self.x[rows], self.z[rows] = np.minimum(records["x"], self.width_cm), np.minimum(records["z"], self.depth_cm)
        self.yaw[rows], self.motion[rows] = records["yaw"], np.minimum(records["motion"], MOTIONS - 1)
        self._find_cells(rows)

    def _find_cells(self, rows: np.ndarray) -> None:
        """These people have changed, and are in the cells in which they now stand."""
        columns = np.minimum(self.x[rows] // CELL_CM, self.grid.columns - 1)
        self.cell[rows] = np.minimum(self.z[rows] // CELL_CM, self.grid.rows - 1) * self.grid.columns + columns
        self.changed[rows] = True

    def take(self, row: int, move: Move, now: float) -> bool:
        """One move by itself; False when it is not taken."""
        data = np.frombuffer(
            bytes((move.KIND, move.motion)) + move.x.to_bytes(2, "little") + move.z.to_bytes(2, "little")
            + bytes((move.yaw, move.seq)), np.uint8,
        )  # fmt: skip
        return not self.move(np.array([row]), data.reshape(1, 8), now)

    def everybody(self) -> list[bytes]:
        """What somebody who enters has to know, as messages: all people, and where each is. The same for all who enter now."""
        blobs = list(self._encoded.values())
        told = [arrivals_message(blobs[i : i + ARRIVALS_A_MESSAGE]) for i in range(0, len(blobs), ARRIVALS_A_MESSAGE)]
        return told + self.places()

    def places(self) -> list[bytes]:
        """Where everybody is, as messages: for those who enter, and for those who missed a tick."""
        _, cells, records = self._pack(np.flatnonzero(self.here))
        return list(self._messages(cells, records).values())

    def tick(self, frame: Frame, part: int = 0, parts: int = 1) -> Tick:
        """What to send now. Call it ten times a second; it forgets what it has told.

        With `parts` it is called so many times as often, part 0, 1, …, and each time for another part of the people: what it
        tells them is what has changed since their own turn before. Everybody is told as often as else, in smaller bursts.
        """
        self._ticks += part == 0
        sent = Tick()
        if self._gone:
            sent.to_all.append(frame(encode(Departures(tuple(self._gone)))))
            self._free.extend(self._gone)
            self._gone = []
        new = [self._encoded[row] for row in self._new if row in self._encoded]
        self._new = []
        for start in range(0, len(new), ARRIVALS_A_MESSAGE):
            sent.to_all.append(frame(arrivals_message(new[start : start + ARRIVALS_A_MESSAGE])))
        shown = self._changed_since(parts)
        if part == 0:
            self._take_turns()
        # From the outside in: whoever is told far away is told in the rings inside too, where somebody may have come from afar
        # since the last turn there, and would see them walk on the spot. Most have moved since and are told there anyhow.
        told = list(accumulate(reversed([shown, *self._due]), np.logical_or))[::-1]
        rows, cells, records = self._pack(np.flatnonzero(told[0] & self.here))
        for mask in told:
            among = mask[rows]
            messages = self._messages(cells[among], records[among])
            sent.pieces.append({cell: frame(message) for cell, message in messages.items()})
        return sent

    def forget_news(self) -> None:
        """In place of a tick, when there is nobody to tell."""
        self._free.extend(self._gone)
        self._gone, self._new, self._changed_before = [], [], []
        for mask in (self.changed, *self._pending, *self._due):
            mask[:] = False

    def _take_turns(self) -> None:
        """Whose turn it is in each ring: each cell's comes at another tick."""
        for number, ring in enumerate(self.grid.rings[1:]):
            self._due[number] = self._pending[number] & (self.cell % ring.every == self._ticks % ring.every)
            self._pending[number] &= ~self._due[number]

    def _changed_since(self, parts: int) -> np.ndarray:
        """Who has changed in the last so many calls, this one among them."""
        for pending in self._pending:
            np.logical_or(pending, self.changed, out=pending)
        changed = self.changed.copy()
        for before in self._changed_before:
            changed |= before
        self._changed_before = [*self._changed_before, self.changed.copy()][1 - parts :] if parts > 1 else []
        self.changed[:] = False
        return changed & self.here

    def _messages(self, cells: np.ndarray, records: np.ndarray) -> dict[int, bytes]:
        """A Places message for each of these cells, which are in order, one a record."""
        head = bytes((Places.KIND,)) + (self._ticks & 0xFFFF).to_bytes(2, "little")
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        bounds = (np.append(starts, len(cells)) * RECORD.itemsize).tolist()
        raw, found = records.tobytes(), cells[starts].tolist()
        return {
            cell: head + cell.to_bytes(2, "little") + raw[start:end]
            for cell, (start, end) in zip(found, pairwise(bounds), strict=True)
        }

    def _pack(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """These people by cell, their cells, and their 6-byte records."""
        cells = self.cell[rows]
        order = np.argsort(cells, kind="stable")
        rows, cells = rows[order], cells[order]
        records = np.empty(len(rows), RECORD)
        records["id"] = rows
        records["x"] = np.minimum((self.x[rows] - cells % self.grid.columns * CELL_CM) // STEP_CM, 255)
        records["z"] = np.minimum((self.z[rows] - cells // self.grid.columns * CELL_CM) // STEP_CM, 255)
        records["yaw"], records["motion"] = self.yaw[rows], self.motion[rows]
        return rows, cells, records
