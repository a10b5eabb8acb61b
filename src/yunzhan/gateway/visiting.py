"""Being in halls: who enters, where they are put, what they do there, and the ticks. One hall's people are hall's."""

from collections.abc import Callable
from typing import Protocol

from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.connection import Connection, Session
from yunzhan.gateway.hall import Hall, Place
from yunzhan.gateway.lines import Lines
from yunzhan.gateway.pace import What
from yunzhan.gateway.scopes import HALL
from yunzhan.gateway.server import Server
from yunzhan.gateway.sharing import Sharing
from yunzhan.gateway.websocket import frame
from yunzhan.wire import closing, passes
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.reasons import Reason
from yunzhan.world.grid import CELL_CM
from yunzhan.world.placing import Company
from yunzhan.world.presence import Presence

TICK_MS = 100
# Of a tick, in halls with more than LARGE_HALL people: sending to thousands in one go would delay all that comes.
PARTS = 4
LARGE_HALL = 500
SHARE_TURNS = 2


class Answers(Protocol):
    """The hub's way to talk back."""

    presence: Presence

    def send(self, connection: Connection, fact: m.FactMessage) -> None: ...

    def refuse(self, connection: Connection, ref: int, reason: Reason, detail: str = "") -> None: ...

    def in_time(self, connection: Connection, what: What) -> bool:
        """False when it is too fast."""

    def counted(self, place: str) -> bytes:
        """The frame that tells how many are at a place."""

    def left_hall(self, connection: Connection) -> None:
        """What somebody does in a hall ends with being there."""


class Visiting:
    """All halls of this gateway. `clock` is monotonic seconds."""

    def __init__(self, answers: Answers, clock: Callable[[], float]) -> None:
        self._answers, self._clock = answers, clock
        self._entering: dict[Connection, Callable[[], None]] = {}  # who waits until it is known who is in the hall
        self._turn = 0  # of the parts of a tick
        self._turns = [0.0] * PARTS  # how long each of the last took
        self.tick_seconds = self._slowest_tick = 0.0

    def bind(self, server: Server, cluster: Cluster) -> None:
        self._server = server
        self.sharing = Sharing(cluster, self._clock)

    @property
    def halls(self) -> dict[str, Lines]:
        """By key; of this node."""
        return {key: hall.lines for key, hall in self.sharing.halls.items()}

    def enter(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        """Who is in that line of the hall already keeps their number and is put where they ask."""
        assert isinstance(command, m.Enter)
        grant, refuse = session.halls.get(command.hall), self._answers.refuse
        if grant is None:
            refuse(connection, command.ref, Reason.HALL_NOT_IN_PASS)
            return
        place = command.x, command.z, command.yaw
        if command.x == command.z == m.ANYWHERE:
            place = near_entrance(grant, connection.fd)
        if not (0 <= place[0] <= grant.width_cm and 0 <= place[1] <= grant.depth_cm):
            refuse(connection, command.ref, Reason.OUTSIDE_HALL)
            return
        self._enter_waiting(connection)  # in the order of the commands
        self._entering[connection] = lambda: self._enter(connection, session, command, grant, place)
        self.sharing.when_known(grant, lambda: self._enter_waiting(connection))

    def _enter_waiting(self, connection: Connection) -> None:
        """Lets somebody in who still waits for it, with what is known."""
        waiting = self._entering.pop(connection, None)
        if waiting is not None and connection.session is not None:
            waiting()

    def _enter(
        self, connection: Connection, session: Session, command: m.Enter, grant: passes.HallGrant, place: Place
    ) -> None:
        now, lines = self._clock(), self.sharing.halls[grant.key].lines
        company = Company(session.rights.language, session.rights.party)
        here = connection.hall if connection.hall is not None and connection.hall.key == grant.key else None
        hall = lines.choose(command, company, here, now)
        if hall is None:
            self._answers.refuse(connection, command.ref, Reason.HALL_FULL)
            return
        if hall is here:
            hall.enter_again(connection, place, now)
        else:
            if connection.hall is not None:
                self.go(connection, session)
            hall.enter(connection, session.who, company, place, now)
            self._answers.presence.arrive(f"{HALL}{hall.key}", session.person, scripted=session.scripted)
        grid, people = hall.space.grid, len(hall.space)
        entered = m.Entered(
            command.ref, hall.key, connection.row, *place, CELL_CM, grid.columns, grid.rows, people,
            hall.line, len(lines.all),
        )  # fmt: skip
        self._server.send(connection, frame(encode(entered)) + self._answers.counted(f"{HALL}{hall.key}"))

    def lines(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Lines)
        if command.hall not in session.halls:
            self._answers.refuse(connection, command.ref, Reason.HALL_NOT_IN_PASS)
            return
        self.sharing.when_known(session.halls[command.hall], lambda: self._tell_lines(connection, command))

    def _tell_lines(self, connection: Connection, command: m.Lines) -> None:
        told = self.sharing.halls[command.hall].lines.told()
        self._answers.send(connection, m.LineList(command.ref, command.hall, told))

    def gesture(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Gesture)
        hall, refuse = connection.hall, self._answers.refuse
        if hall is None:
            refuse(connection, 0, Reason.NOT_IN_HALL)
        elif not self._answers.in_time(connection, "gestures"):
            refuse(connection, 0, Reason.TOO_FAST)
        elif command.target != m.NOBODY and not hall.space.has(command.target):
            refuse(connection, 0, Reason.NOT_HERE)
        else:
            hall.gestured(connection.row, command.gesture, command.target)
            hall.untold.gestured(connection.row, command.gesture, command.target)

    def jump(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Jump)
        hall, refuse = connection.hall, self._answers.refuse
        if hall is None:
            refuse(connection, command.ref, Reason.NOT_IN_HALL)
        elif not self._answers.in_time(connection, "jumps"):
            refuse(connection, command.ref, Reason.TOO_FAST)
        elif not hall.space.inside(command.x, command.z):
            refuse(connection, command.ref, Reason.OUTSIDE_HALL)
        else:
            hall.jump(connection, (command.x, command.z, command.yaw), self._clock())
            self._answers.send(connection, m.Done(command.ref))

    def leave(self, connection: Connection, session: Session, command: m.CommandMessage) -> None:
        assert isinstance(command, m.Leave)
        self._enter_waiting(connection)
        if connection.hall is None:
            self._answers.refuse(connection, command.ref, Reason.NOT_IN_HALL)
            return
        self.go(connection, session)
        self._answers.send(connection, m.Done(command.ref))

    def gone(self, connection: Connection, session: Session) -> None:
        """They are not connected any more."""
        self._entering.pop(connection, None)
        if connection.hall is not None:
            self.go(connection, session)

    def go(self, connection: Connection, session: Session) -> None:
        """Out of the hall in which they are."""
        assert connection.hall is not None
        hall = connection.hall
        hall.leave(connection)
        self._answers.left_hall(connection)
        self._answers.presence.leave(f"{HALL}{hall.key}", session.person, scripted=session.scripted)

    def members(self, hall: str) -> list[Connection]:
        """Who is in the hall on this gateway."""
        lines = self.halls[hall].all.values() if hall in self.halls else []
        return [connection for line in lines for connection in line.members.values()]

    def tick_part(self) -> None:
        """PARTS times in a tick: a large hall sends to another part of its people each time, a small one to all at the first.

        Other nodes are told at every SHARE_TURNS-th turn what people did, so that these see it soon after those who are here.
        """
        self._turn = (self._turn + 1) % PARTS
        begun, shares = self._clock(), self._turn % SHARE_TURNS == 0
        for hall in self._every_line():
            if len(hall.members) > LARGE_HALL:
                self._tick(hall, self._turn, PARTS)
            elif self._turn == 0:
                self._tick(hall)
            elif shares and self.sharing.is_shared(hall.key):
                self._close_flooding(hall.take_moves(self._server, begun))
        if shares:
            self._share()
        self._took(self._turn, self._clock() - begun)

    def tick(self) -> None:
        """Every hall sends what changed, to all at once."""
        begun = self._clock()
        for hall in self._every_line():
            self._tick(hall)
        self._share()
        self._took(0, self._clock() - begun)

    def _every_line(self) -> list[Hall]:
        return [hall for lines in self.halls.values() for hall in lines.all.values()]

    def _tick(self, hall: Hall, part: int = 0, parts: int = 1) -> None:
        self._close_flooding(hall.tick(self._server, self._clock(), part, parts))

    def _close_flooding(self, connections: list[Connection]) -> None:
        for connection in connections:
            self._server.close(connection, closing.TOO_FAST)

    def _share(self) -> None:
        self.sharing.tell()
        self.sharing.close_empty()

    def _took(self, turn: int, seconds: float) -> None:
        """A turn is as slow as all its halls together, a tick as its slowest turn."""
        self._turns[turn] = seconds
        self.tick_seconds = max(self._turns)
        self._slowest_tick = max(self._slowest_tick, seconds)

    def take_slowest_tick(self) -> float:
        """Of all ticks since this was asked before."""
        slowest, self._slowest_tick = self._slowest_tick, 0.0
        return slowest


def near_entrance(grant: passes.HallGrant, number: int) -> tuple[int, int, int]:
    """People who come one after the other do not stand inside each other: five columns, 80 cm apart."""
    x = grant.entrance_x_cm + (number % 5 - 2) * 80
    z = grant.entrance_z_cm - number // 5 % 4 * 80
    return min(max(x, 0), grant.width_cm), min(max(z, 0), grant.depth_cm), grant.entrance_yaw % 256
