"""A crowd: many sockets on one epoll, all moved together ten times a second. How they walk is `walkers`, the bytes are `speech`.

Only every SAMPLE-th visitor reads what it is told; the others count it. Bounded in time and number by the caller.
"""

import contextlib
import os
import random
import select
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yunzhan.loadtest import speech
from yunzhan.loadtest.report import Report
from yunzhan.loadtest.walkers import Hall, Walkers

TICK_SECONDS = 0.1
SAMPLE = 25
TOLD_APART_CM = 6
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
    left: bytes = b""
    shaken: bool = False
    entered: speech.Entered | None = None


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
        self._sent_at: dict[int, tuple[float, int, int]] = {}
        self._said_at: dict[int, float] = {}
        self._seq = 0
        self._chance = random.Random(7)  # noqa: S311

    def run(self, stopped: Callable[[], bool]) -> Report:
        """Until `stopped`, or the plan's seconds are over."""
        began = self._clock()
        waiting = list(range(len(self.plan.badges)))
        due = began
        while not stopped() and (self.plan.seconds is None or self._clock() - began < self.plan.seconds):
            for _ in range(min(OPENINGS_PER_ROUND, len(waiting))):
                self._open(waiting.pop())
            due = max(due + TICK_SECONDS, self._clock() - TICK_SECONDS)
            self._move()
            while (rest := due - self._clock()) > 0:
                self._read(rest)
        self.report.lost = self.report.said - self.report.heard
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
        self._visitors[connected.fileno()] = Visitor(number, connected)
        self._epoll.register(connected.fileno(), select.EPOLLIN)
        self._write(connected, speech.handshake(f"{self.plan.address[0]}:{self.plan.address[1]}"))

    def _write(self, connected: socket.socket, data: bytes) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            connected.send(data)

    def _move(self) -> None:
        self.walkers.step(TICK_SECONDS)
        self._seq = (self._seq + 1) % 256
        now = self._clock()
        for visitor in self._visitors.values():
            if visitor.entered is None:
                continue
            motion, x, z, yaw = self.walkers.bytes_of(visitor.number)
            self._write(visitor.socket, speech.mask(speech.move(motion, x, z, yaw, self._seq)))
            self._sent_at[visitor.entered.me] = (now, x, z)
            self.report.sent += 1
        if self._visitors and self._chance.random() < self.plan.says_per_second * TICK_SECONDS:
            self._say(self._chance.choice(list(self._visitors.values())), now)

    def _say(self, visitor: Visitor, now: float) -> None:
        if visitor.entered is None:
            return
        text = self._chance.choice(SENTENCES)
        nonce = int.from_bytes(os.urandom(6), "little")
        self._write(visitor.socket, speech.mask(speech.say(self.plan.group, nonce, text)))
        self._said_at[nonce] = now
        self.report.said += 1
        self.report.sent += 1

    def _read(self, seconds: float) -> None:
        for fd, _event in self._epoll.poll(max(0.0, seconds), 512):
            visitor = self._visitors[fd]
            try:
                data = visitor.socket.recv(262_144)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                self._lose(fd)
                continue
            self._take(visitor, data)

    def _lose(self, fd: int) -> None:
        visitor = self._visitors.pop(fd)
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
            if visitor.number % SAMPLE == 0 and visitor.entered:
                self._see(visitor.entered, message)
        elif kind == speech.WELCOME:
            _, x, z, _ = self.walkers.bytes_of(visitor.number)
            self._write(
                visitor.socket,
                speech.mask(speech.enter(self.plan.hall_key, x, z)) + speech.mask(speech.join(self.plan.group)),
            )
        elif kind == speech.ENTERED:
            visitor.entered = speech.read_entered(message)
            self.report.people += 1
        elif kind == speech.ACCEPTED:
            self._heard(message)
        elif kind == speech.REFUSED:
            self.report.refused += 1

    def _see(self, here: speech.Entered, message: bytes) -> None:
        """How old the newest place is that this record shows: the walker was there when it was sent."""
        now = self._clock()
        for place in speech.read_places(message, here.columns, here.cell_cm):
            sent = self._sent_at.get(place.id)
            if sent and abs(sent[1] - place.x) < TOLD_APART_CM and abs(sent[2] - place.z) < TOLD_APART_CM:
                self.report.sight_ms.append((now - sent[0]) * 1000)

    def _heard(self, message: bytes) -> None:
        at = 4 + message[3]
        began = self._said_at.pop(int.from_bytes(message[at : at + 8], "little"), None)
        if began is not None:
            self.report.heard += 1
            self.report.speech_ms.append((self._clock() - began) * 1000)
