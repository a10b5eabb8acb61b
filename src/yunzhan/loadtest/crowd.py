"""A crowd: many sockets, all moved together ten times a second, each only while something changes. How they walk is `walkers`.

A few watchers read all that they are told, at once: the ages are theirs. The others read twice a second, answer pings and count.
Bounded in time and number by the caller.
"""

import contextlib
import os
import random
import select
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from yunzhan.loadtest import speech
from yunzhan.loadtest.report import Report
from yunzhan.loadtest.sight import Sight
from yunzhan.loadtest.walkers import WALK, Hall, Walkers

TICK_SECONDS = 0.1
WATCHERS = 12
SLICES = 10  # a tick's moves are spread over it: all at once would always meet the gateway's tick at the same moment
READ_EVERY_TICKS = 5  # twice a second; a client's buffer holds more than that of 20 kB a second
LAST_ANSWERS_SECONDS = 1.0
READ_BYTES = 262_144
REMEMBERED_SAYINGS = 500
OPENINGS_PER_ROUND = 50
SENTENCES = (
    "这个展位的样品做工真细。", "请问有英文资料吗？", "下午两点的说明会在哪里？", "這個展區動線很清楚。", "請問可以索取型錄嗎？",
    "剛剛那家的展示很有意思。", "Is there a catalogue in English?", "Which booth shows packaging machines?",
    "Lovely hall, easy to find my way.",
)  # fmt: skip


@dataclass(slots=True)
class Visitor:
    """One scripted visitor's socket."""

    number: int
    socket: socket.socket
    watches: bool  # reads every record, for as long as it is there
    watched: bool = True  # its socket is read as soon as something comes
    is_new: bool = True
    left: bytes = b""
    shaken: bool = False
    entered: speech.Entered | None = None
    last_said: int = 0
    seen: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class CrowdPlan:
    """Who goes where. `badges` are signed passes, one a visitor; `says_per_second` is for all together."""

    address: tuple[str, int]
    hall_key: str
    group: str
    badges: Sequence[str]
    says_per_second: float = 0.2
    seconds: float | None = 60


class Crowd:
    """Runs a plan. `clock` is monotonic seconds."""

    def __init__(self, plan: CrowdPlan, hall: Hall, clock: Callable[[], float] = time.monotonic) -> None:
        self.plan, self.report = plan, Report()
        self.walkers = Walkers(hall, len(plan.badges))
        self._clock = clock
        self._epoll = select.epoll()
        self._visitors: dict[int, Visitor] = {}
        self._sight = Sight()
        self._said_at: dict[int, float] = {}
        self._stored: dict[int, float] = {}  # message's number: when it was said
        self._told: dict[int, list[float]] = {}  # message's number: when others were told, before we knew it as ours
        self._tick = 0
        self._here: speech.Entered | None = None
        self._sent = self.walkers.places()
        self._every = max(1, len(plan.badges) // WATCHERS)
        self._chance = random.Random(7)  # noqa: S311

    def run(self, stopped: Callable[[], bool]) -> Report:
        """Until `stopped`, or the plan's seconds are over."""
        began, cpu = self._clock(), time.process_time()
        waiting = list(range(len(self.plan.badges)))[::-1]
        due = began
        while not stopped() and (self.plan.seconds is None or self._clock() - began < self.plan.seconds):
            for _ in range(min(OPENINGS_PER_ROUND, len(waiting))):
                self._open(waiting.pop())
            due = max(due + TICK_SECONDS, self._clock() - TICK_SECONDS)
            self._walk(due)
        last = self._clock() + LAST_ANSWERS_SECONDS
        while self._said_at and (rest := last - self._clock()) > 0:
            self._watch(min(rest, TICK_SECONDS))
            for visitor in list(self._visitors.values()):
                if not visitor.watched:
                    self._read(visitor)
        self.report.unanswered = len(self._said_at)
        self.report.seconds = self._clock() - began
        self.report.own_cpu_seconds = time.process_time() - cpu
        for visitor in self._visitors.values():
            visitor.socket.close()
        self._epoll.close()
        return self.report

    def _open(self, number: int) -> None:
        try:
            connected = socket.create_connection(self.plan.address, timeout=10)
        except OSError:
            self.report.dropped += 1
            return
        connected.setblocking(False)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._visitors[connected.fileno()] = Visitor(number, connected, number % self._every == 0)
        self._epoll.register(connected.fileno(), select.EPOLLIN)
        self._write(connected, speech.handshake(f"{self.plan.address[0]}:{self.plan.address[1]}"))

    def _write(self, connected: socket.socket, data: bytes) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            connected.send(data)

    def _walk(self, due: float) -> None:
        """One tick: everybody goes on, and what comes is read in between."""
        self.walkers.step(TICK_SECONDS)
        self._tick += 1
        places = self.walkers.places()
        changed = (places != self._sent).any(axis=1)
        self._sent = places
        frames = speech.moves(places, self._tick % 256)
        here = self._here
        shown = speech.shown(places, here.columns, here.rows, here.cell_cm) if here else b""
        everybody = list(self._visitors.values())
        for number in range(SLICES):
            visitors = everybody[number::SLICES]
            self._move(visitors, changed.tolist(), frames, shown)
            for visitor in visitors[self._tick % READ_EVERY_TICKS :: READ_EVERY_TICKS]:
                if not visitor.watched and visitor.socket.fileno() >= 0:
                    self._read(visitor)
            until = due - TICK_SECONDS * (SLICES - 1 - number) / SLICES
            self._watch(0)
            while (rest := until - self._clock()) > 0:
                self._watch(rest)
        if everybody and self._chance.random() < self.plan.says_per_second * TICK_SECONDS:
            self._say(self._chance.choice(everybody), self._clock())

    def _move(self, visitors: list[Visitor], changed: list[bool], frames: bytes, shown: bytes) -> None:
        now, frame, size, moved = self._clock(), speech.MOVE_FRAME, speech.SHOWN, 0
        for visitor in visitors:
            i = visitor.number
            if visitor.entered is None or not (changed[i] or visitor.is_new) or visitor.socket.fileno() < 0:
                continue
            visitor.is_new = False
            self._write(visitor.socket, frames[i * frame : (i + 1) * frame])
            self._sight.went((visitor.entered.line, visitor.entered.me), shown[i * size : (i + 1) * size], now)
            moved += 1
        self.report.sent += moved

    def _say(self, visitor: Visitor, now: float) -> None:
        if visitor.entered is None or visitor.socket.fileno() < 0:
            return
        text = self._chance.choice(SENTENCES)
        nonce = int.from_bytes(os.urandom(6), "little")
        self._write(visitor.socket, speech.mask(speech.say(self.plan.group, nonce, text)))
        self._said_at[nonce] = now
        self.report.said += 1
        self.report.sent += 1

    def _watch(self, seconds: float) -> None:
        """Reads what comes to the watchers, and to those who are not in the hall yet."""
        for fd, _event in self._epoll.poll(max(0.0, seconds), 512):
            self._read(self._visitors[fd])

    def _read(self, visitor: Visitor) -> None:
        try:
            data = visitor.socket.recv(READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._take(visitor, data)
        else:
            self._lose(visitor)

    def _lose(self, visitor: Visitor) -> None:
        fd = visitor.socket.fileno()
        del self._visitors[fd]
        if visitor.watched:
            self._epoll.unregister(fd)
        visitor.socket.close()
        self.report.dropped += 1

    def _take(self, visitor: Visitor, data: bytes) -> None:
        self.report.bytes_received += len(data)
        data = visitor.left + data
        if not visitor.shaken:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                visitor.left = head
                return
            visitor.shaken = True
            self._write(visitor.socket, speech.mask(speech.hello(self.plan.badges[visitor.number])))
        if not visitor.watches:
            counted, end = speech.skip_places(data)
            self.report.received += counted
            data = data[end:]
        frames, visitor.left = speech.split_frames(data)
        for opcode, payload in frames:
            if opcode == 9:
                self._write(visitor.socket, bytes((0x8A, 0x80)) + bytes(4))
            elif opcode == 2:
                self._hear(visitor, payload)

    def _hear(self, visitor: Visitor, message: bytes) -> None:
        self.report.received += 1
        kind = message[0]
        if kind == speech.PLACES:
            if visitor.watches and visitor.entered:
                self._see(visitor, visitor.entered, message)
        elif kind == speech.SAID:
            if visitor.watches:
                self._listen(visitor, message)
        elif kind == speech.WELCOME:
            _, x, z, _ = self._sent[visitor.number].tolist()
            self._write(
                visitor.socket,
                speech.mask(speech.enter(self.plan.hall_key, x, z)) + speech.mask(speech.join(self.plan.group)),
            )
        elif kind == speech.ENTERED:
            visitor.entered = self._here = speech.read_entered(message)
            self.report.people += 1
            if not visitor.watches:
                self._epoll.unregister(visitor.socket.fileno())
                visitor.watched = False
        elif kind == speech.ACCEPTED:
            self._heard(message)
        elif kind == speech.REFUSED:
            self.report.refused += 1

    def _see(self, visitor: Visitor, here: speech.Entered, message: bytes) -> None:
        """How old each walker's place is that is shown for the first time, near and far apart.

        Who stands is left out: their last place is told again to those who come near, and was no late move.
        """
        now, seen, sight = self._clock(), visitor.seen, self._sight
        _, own_x, own_z, _ = self._sent[visitor.number].tolist()
        cell = int.from_bytes(message[3:5], "little")
        across = abs(cell % here.columns - own_x // here.cell_cm)
        down = abs(cell // here.columns - own_z // here.cell_cm)
        ages = self.report.sight_ms if max(across, down) <= 1 else self.report.far_sight_ms
        for person, place in speech.read_places(message):
            went = sight.when((here.line, person), place)
            if went is None:
                self.report.unknown += place[5] == WALK and sight.knows((here.line, person))
            elif place[5] == WALK and went > seen.get(person, 0.0):
                seen[person] = went
                ages.append((now - went) * 1000)

    def _listen(self, visitor: Visitor, message: bytes) -> None:
        """Counts gaps in the group's numbers, and how long ago a sentence of ours was said."""
        now = self._clock()
        for number in speech.read_said(message):
            if visitor.last_said and number > visitor.last_said + 1:
                self.report.lost += number - visitor.last_said - 1
            visitor.last_said = max(visitor.last_said, number)
            self.report.told += 1
            if number in self._stored:
                self.report.speech_ms.append((now - self._stored[number]) * 1000)
            else:
                self._told.setdefault(number, []).append(now)

    def _heard(self, message: bytes) -> None:
        nonce, number = speech.read_accepted(message)
        began = self._said_at.pop(nonce, None)
        if began is None:
            return
        self.report.heard += 1
        self._stored[number] = began
        self.report.speech_ms.extend((at - began) * 1000 for at in self._told.pop(number, ()))
        for memory in (self._stored, self._told):
            while len(memory) > REMEMBERED_SAYINGS:
                del memory[next(iter(memory))]
