"""Who attacks a gateway, and how: some hundred to some thousand sockets of one kind that come again when they are thrown out.

`python -m benchmarks.attackers KIND PORT SHARE` attacks until its standard input ends, then says in one line what it did. Each has
a good pass, so that it gets as far as anybody. Bounded: so many sockets, so many openings a second. Loopback only.
"""

import contextlib
import json
import os
import random
import select
import socket
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.servers import KEY
from yunzhan.gateway.websocket import BINARY, CONTINUATION
from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass, sign_pass

HALL = HallGrant("bench/h1", 10_400, 8_400, 5_200, 4_200, 0)
GROUP = GroupGrant("hall:bench/h1", say=True)
PASSES = 400
TURN_SECONDS = 0.05
READ_BYTES = 65_536
SMALLEST_BUFFER = 4_096
RESET = struct.pack("ii", 1, 0)  # closing sends RST: no TIME_WAIT eats the ports of the next ones
HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
CHANCE = random.Random(11)


def masked(payload: bytes, opcode: int = BINARY, *, final: bool = True, size: int | None = None) -> bytes:
    """A client's frame, its mask of zeros; `size` is what its head claims."""
    claimed = len(payload) if size is None else size
    head = bytes((opcode | 0x80 * final,))
    if claimed < 126:
        head += bytes((0x80 | claimed,))
    elif claimed < 65_536:
        head += b"\xfe" + claimed.to_bytes(2, "big")
    else:
        head += b"\xff" + claimed.to_bytes(8, "big")
    return head + bytes(4) + payload


def command(message: m.CommandMessage) -> bytes:
    return masked(encode(message))


@dataclass(slots=True)
class Line:
    """One socket of an attacker, and how far it is."""

    number: int
    socket: socket.socket
    opened_at: float
    due: float
    steps: int = 0
    shakes: bool = True  # the answer to the handshake has not come


@dataclass(frozen=True)
class Attack:
    """`step` goes out every `every` seconds, after the handshake if there is one; None from it: hangs up and comes again."""

    what: str
    lines: int
    openings: int  # a second, at most
    every: float
    step: Callable[[Line], bytes | None]
    enters: bool = True  # shakes hands, says hello, enters the hall and joins the group
    reads: bool = True  # what comes after the handshake


def nothing(_line: Line) -> bytes:
    return b""


def ask_for_pages(line: Line) -> bytes:
    """As fast as is allowed, more than a thousand times as many bytes as it sends, and none of them is read."""
    return command(m.Browse(line.steps & 0xFFFF, GROUP.key, 0, 50))


def flood(line: Line) -> bytes:
    """Everything that is allowed, faster than it is allowed."""
    place = CHANCE.randrange(8_000)
    return b"".join((
        command(m.Move(1, place, place, 0, line.steps & 0xFF)) * 8, command(m.Ping(line.steps)) * 4, masked(b"", 9) * 4,
        command(m.Gesture(1, 0)) * 2, command(m.Say(1, GROUP.key, CHANCE.getrandbits(48), "洪水")), command(m.Lines(2, HALL.key)),
    ))  # fmt: skip


def break_frames(line: Line) -> bytes:
    """Bytes of any kind, or a good frame with bytes that are no message."""
    noise = CHANCE.randbytes(CHANCE.randrange(1, 300))
    return noise if line.steps % 2 else masked(noise)


def dribble(line: Line) -> bytes:
    """The handshake, then a pass, one byte a second."""
    return (HANDSHAKE if line.number % 2 else b"\x82\xfe\x01\x2c" + bytes(300))[line.steps : line.steps + 1]


def come_and_go(line: Line) -> bytes | None:
    return None if time.monotonic() - line.opened_at > 0.3 else b""


def claim_much(line: Line) -> bytes:
    """A frame that says it has a terabyte, 4 MB of one that says it has them, or a message whose pieces do not end."""
    piece = bytes(READ_BYTES)
    if line.number % 3 == 0:
        return masked(piece, size=1 << 40)
    if line.number % 3 == 1:
        return masked(piece, size=4_000_000) if not line.steps else piece
    return masked(piece[:4_000], BINARY if not line.steps else CONTINUATION, final=False)


ATTACKS = {
    "stalled": Attack("300 who read nothing and ask for pages", 300, 150, 0.15, ask_for_pages, reads=False),
    "flood": Attack("100 who flood with good frames", 100, 100, TURN_SECONDS, flood),
    "malformed": Attack("100 who send broken frames", 100, 200, TURN_SECONDS, break_frames),
    "slow": Attack("3,000 slow handshakes, a byte a second", 3_000, 600, 1.0, dribble, enters=False),
    "half-open": Attack("1,000 half-open, silent after their hello", 1_000, 500, 1.0, nothing, reads=False),
    "churn": Attack("300 a second who come, enter and hang up", 300, 300, TURN_SECONDS, come_and_go),
    "huge": Attack("50 who claim huge frames", 50, 100, TURN_SECONDS, claim_much),
}


@dataclass
class Attackers:
    """All sockets of one attack. `share` of its numbers: less for a test."""

    attack: Attack
    port: int
    share: float = 1.0
    done: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("opened", "entered", "thrown_out"), 0))

    def __post_init__(self) -> None:
        now = int(time.time())
        grants = ((HALL,), (GROUP,))
        self._passes = [
            sign_pass(Pass(f"bad{n}", "坏", "person", "bench", 1, *grants, now, now + 3600), KEY) for n in range(PASSES)
        ]
        self._epoll = select.epoll()
        self._lines: dict[int, Line] = {}
        self._sent = self._read = self._numbers = 0

    def run(self, stopped: Callable[[], bool]) -> dict[str, float]:
        most, may_open = max(1, round(self.attack.lines * self.share)), 0.0
        due = time.monotonic()
        while not stopped():
            may_open = min(may_open + self.attack.openings * self.share * TURN_SECONDS, most)
            while may_open >= 1 and len(self._lines) < most:
                may_open -= 1
                self._open()
            for line in list(self._lines.values()):
                self._step(line)
            due = max(due + TURN_SECONDS, time.monotonic())
            while (rest := due - time.monotonic()) > 0:
                for fd, event in self._epoll.poll(rest, 512):
                    self._take(fd, event)
        for line in list(self._lines.values()):
            self._close(line)
        return {**self.done, "MB_sent": round(self._sent / 1e6, 1), "MB_read": round(self._read / 1e6, 1)}

    def _open(self) -> None:
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        if not self.attack.reads:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALLEST_BUFFER)
        self._numbers += 1
        now = time.monotonic()
        line = Line(self._numbers, made, now, now + CHANCE.random() * self.attack.every)
        try:
            made.connect(("127.0.0.1", self.port))  # at once, over loopback: the kernel answers, not the gateway
        except OSError:
            made.close()
            return
        made.setblocking(False)
        self._lines[made.fileno()] = line
        self._epoll.register(made.fileno(), select.EPOLLIN | select.EPOLLRDHUP)
        self.done["opened"] += 1
        line.shakes = self.attack.enters
        self._send(line, HANDSHAKE if self.attack.enters else b"")

    def _enter(self, line: Line) -> None:
        line.shakes = False
        self._epoll.modify(line.socket.fileno(), (select.EPOLLIN if self.attack.reads else 0) | select.EPOLLRDHUP)
        hello = m.Hello(VERSION, self._passes[line.number % PASSES])
        self.done["entered"] += 1
        self._send(
            line, b"".join(map(command, (hello, m.Enter(1, HALL.key, 0xFFFF, 0xFFFF, 0), m.Join(2, GROUP.key, 0))))
        )

    def _step(self, line: Line) -> None:
        now = time.monotonic()
        if line.shakes or now < line.due:
            return
        line.due = now + self.attack.every
        data = self.attack.step(line)
        line.steps += 1
        if data is None:
            self._close(line)
        else:
            self._send(line, data)

    def _send(self, line: Line, data: bytes) -> None:
        try:
            self._sent += line.socket.send(data) if data else 0
        except BlockingIOError:
            return
        except OSError:
            self._lose(line)

    def _take(self, fd: int, event: int) -> None:
        line = self._lines.get(fd)
        if line is None:
            return
        data = b""
        if event & select.EPOLLIN:
            with contextlib.suppress(OSError):
                data = line.socket.recv(READ_BYTES)
        self._read += len(data)
        if not data:
            self._lose(line)
        elif line.shakes:
            self._enter(line)

    def _lose(self, line: Line) -> None:
        self.done["thrown_out"] += 1
        self._close(line)

    def _close(self, line: Line) -> None:
        del self._lines[line.socket.fileno()]
        line.socket.close()


def main() -> None:
    kind, port, share = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    os.nice(5)  # who measures stands beside it on the same cores
    look = select.poll()
    look.register(sys.stdin, select.POLLIN)
    done = Attackers(ATTACKS[kind], port, share).run(lambda: bool(look.poll(0)))
    print(json.dumps(done), flush=True)


if __name__ == "__main__":
    main()
