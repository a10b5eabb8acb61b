"""One line of a hall: its space, who sits on which row, and the moves since the last tick. No message is read here.

In its space are also the people of other nodes, who have no connection here: what they do is told by seating.
"""

from array import array

import numpy as np

from yunzhan.gateway.connection import Connection
from yunzhan.gateway.hall_messages import Seat
from yunzhan.gateway.server import MOVE_FRAME, Server
from yunzhan.gateway.untold import Untold
from yunzhan.gateway.websocket import frame
from yunzhan.wire.codec import encode
from yunzhan.wire.limits import MOVES_PER_SECOND, TOO_FAST_REFUSALS
from yunzhan.wire.messages import Corrected, Gestured, Move, Refused
from yunzhan.wire.passes import HallGrant
from yunzhan.wire.reasons import Reason
from yunzhan.world.placing import Company, Crowd
from yunzhan.world.space import PUT, Space

FORGIVEN_PER_SECOND = 5  # moves too many: a line that stalls now and then is no flood
Place = tuple[int, int, int]  # x and z in cm, yaw
UNMASKED_HEAD = b"\x82\x88\0\0\0\0"


class Hall:
    """The people of one line of a hall; `members` are those who are connected here."""

    def __init__(self, grant: HallGrant, line: int, now: float) -> None:
        self.key, self.line = grant.key, line
        self.crowd = Crowd()
        self.space = Space(grant.width_cm, grant.depth_cm)
        self.inbox = bytearray()
        self.senders: array[int] = array("H")
        self.members: dict[int, Connection] = {}
        self.newcomers: dict[int, Connection] = {}
        self.untold = Untold(len(self.space.x))
        self._gestures: dict[int, bytes] = {}  # by cell, since the last turn
        self._companies: dict[int, Company] = {}
        self._tokens = np.full(len(self.space.x), float(MOVES_PER_SECOND[1]))
        self._strikes = np.zeros(len(self.space.x))
        self._behind: set[int] = set()
        self._ticked = now

    def enter(self, connection: Connection, who: bytes, company: Company, place: Place, now: float) -> None:
        """Raises SpaceFull."""
        row = self.seat(who, company, place, now)
        connection.hall, connection.row = self, row
        self.members[row] = connection
        self.newcomers[row] = connection
        self.untold.came(row)
        self._tokens[row], self._strikes[row] = MOVES_PER_SECOND[1], 0

    def enter_again(self, connection: Connection, place: Place, now: float) -> None:
        """Somebody who is here, at another place: they are told everything anew, the others see them jump."""
        self.jump(connection, place, now)
        self.newcomers[connection.row] = connection

    def jump(self, connection: Connection, place: Place, now: float) -> None:
        self.space.place(connection.row, *place, now)
        self.untold.moved(connection.row)

    def leave(self, connection: Connection) -> None:
        self.newcomers.pop(connection.row, None)
        del self.members[connection.row]
        self._behind.discard(connection.row)
        self.untold.went(connection.row)
        self.unseat(connection.row)
        connection.hall = None

    def seat(self, who: bytes, company: Company, place: Place, now: float) -> int:
        """Somebody is in here now, connected here or to another node. Returns their row. Raises SpaceFull."""
        row = self.space.enter(who, *place, now)
        self._companies[row] = company
        self.crowd.add(company)
        return row

    def unseat(self, row: int) -> None:
        self.space.leave(row)
        self.crowd.remove(self._companies.pop(row))

    def seat_of(self, row: int) -> Seat:
        """Somebody as other nodes are told of them."""
        space, company = self.space, self._companies[row]
        place = int(space.x[row]), int(space.z[row]), int(space.yaw[row]), int(space.motion[row])
        return Seat(row, space.who(row), company.language, company.party, *place)

    def put(self, row: int, seat: Seat) -> None:
        """Somebody of another node is where this seat says."""
        self.space.put(np.array([row]), np.array([(row, seat.x, seat.z, seat.yaw, seat.motion)], PUT))

    def moved(self, connection: Connection, message: bytes) -> None:
        """A Move that did not come by the hot path: split, or together with something else."""
        self.inbox += UNMASKED_HEAD + message
        self.senders.append(connection.row)

    def gestured(self, row: int, gesture: int, target: int) -> None:
        """A gesture is told to the nine cells around with the next turn: a hall that claps sends each person one packet."""
        cell = int(self.space.cell[row])
        self._gestures[cell] = self._gestures.get(cell, b"") + frame(encode(Gestured(row, gesture, target)))

    def tick(self, server: Server, now: float, part: int = 0, parts: int = 1) -> list[Connection]:
        """Takes the moves, sends what changed; returns those who keep sending faster than anybody may.

        With `parts` only every so-manieth person is sent to, the others at the next calls (see Space.tick).
        """
        flooding = self.take_moves(server, now)
        if not self.members:
            self._gestures.clear()
            self.space.forget_news()
            return flooding
        if self.newcomers:
            known = b"".join(frame(message) for message in self.space.everybody())
            server.send_many(self.newcomers.values(), known)
            self.newcomers = {}
        if self._gestures:
            self._tell_gestures(server)
        sent = self.space.tick(frame, part, parts)
        for data in sent.to_all:
            server.send_many(self.members.values(), data)
        self._catch_up(server)
        if any(sent.pieces):
            cells, send, joined = self.space.cell.tolist(), server.send_latest, dict[int, bytes]()
            for row, connection in [(row, c) for row, c in self.members.items() if row % parts == part]:
                cell = cells[row]
                if cell not in joined:
                    joined[cell] = self.space.grid.join(sent.pieces, cell)
                data = joined[cell]
                if data and not send(connection, data):
                    self._behind.add(row)
        return flooding

    def _tell_gestures(self, server: Server) -> None:
        made, self._gestures = self._gestures, {}
        watching = dict[int, list[Connection]]()
        for connection, cell in zip(self.members.values(), self.space.cell[list(self.members)].tolist(), strict=True):
            watching.setdefault(cell, []).append(connection)
        for cell, connections in watching.items():
            seen = b"".join(made[near] for near in sorted(self.space.grid.near(cell)) if near in made)
            if seen:
                server.send_many(connections, seen)

    def _catch_up(self, server: Server) -> None:
        """Those who missed a tick and read again get everybody's place: who has stopped since would never be told else."""
        ready = [self.members[row] for row in self._behind if self.members[row].outbound is None]
        if ready:
            self._behind.difference_update([connection.row for connection in ready])
            server.send_many(ready, b"".join(frame(message) for message in self.space.places()))

    def take_moves(self, server: Server, now: float) -> list[Connection]:
        """What the people here sent since the last call; returns those who keep sending too fast."""
        self._tokens += (now - self._ticked) * MOVES_PER_SECOND[0]
        self._strikes = np.maximum(self._strikes - (now - self._ticked) * FORGIVEN_PER_SECOND, 0)
        np.minimum(self._tokens, MOVES_PER_SECOND[1], out=self._tokens)
        self._ticked = now
        if not self.senders:
            return []
        raw = np.frombuffer(bytes(self.inbox), np.uint8).reshape(-1, MOVE_FRAME)
        rows = np.array(self.senders, np.int64)
        self.inbox.clear()
        del self.senders[:]
        moves = raw[:, 6:] ^ np.concatenate((raw[:, 2:6], raw[:, 2:6]), axis=1)
        self._tokens -= np.bincount(rows, minlength=len(self._tokens))
        over = self._tokens < 0
        flooding = self._refuse(server, over) if over.any() else []
        good = moves[:, 0] == Move.KIND
        # first what only looked like a move: a Jump has the same length, and the moves after it start where it ends
        for row, message in zip(rows[~good], moves[~good], strict=True):
            connection = self.members.get(int(row))
            if connection is not None:
                server.hand_over(connection, message.tobytes())
        good &= ~over[rows]
        rows, moves = rows[good], moves[good]
        self.untold.moved(rows)
        for row in self.space.move(rows, moves, now):
            self._correct(server, row)
        return flooding

    def _refuse(self, server: Server, over: np.ndarray) -> list[Connection]:
        """These rows sent more than anybody may; returns those who keep doing so."""
        self._strikes[over] -= self._tokens[over]
        self._tokens[over] = 0
        found = [self.members[row] for row in np.flatnonzero(over).tolist() if row in self.members]
        server.send_many(found, frame(encode(Refused(0, Reason.TOO_FAST, "moves"))))
        return [connection for connection in found if self._strikes[connection.row] > TOO_FAST_REFUSALS]

    def _correct(self, server: Server, row: int) -> None:
        connection, space = self.members.get(row), self.space
        if connection is not None:
            place = Corrected(int(space.x[row]), int(space.z[row]), int(space.yaw[row]), int(space.seq[row]))
            server.send(connection, frame(encode(place)))
