"""10,000 in one group at 5 messages a second: our gateway, then the `websockets` library's broadcast, by the same listeners."""

import os
import select
import socket
import struct
import time
from collections.abc import Callable, Iterator

from benchmarks.crowd_bench import badge
from benchmarks.gateway_process import Server, gateway, peer
from yunzhan.loadtest import speech
from yunzhan.loadtest.report import percentile

PEOPLE = 10_000
RATE = 5
MESSAGES = 60
TEXT_BYTES = 200
MARK = b"@@m@@"
GROUP = "hall:bench/h1"
PACE = 200
STRIDE = 37


class Listeners:
    """Sockets of one process that count what they hear and when. `greet` is sent after the handshake."""

    def __init__(self, server: Server, count: int, greet: Callable[[int], list[bytes]]) -> None:
        self.sockets: dict[int, socket.socket] = {}
        self.epoll = select.epoll()
        self.heard: list[list[int]] = []
        self.delays: list[float] = []
        self.order: dict[int, int] = {}
        self.wrong_order = 0
        for number in range(count):
            connected = socket.create_connection(("127.0.0.1", server.port), timeout=30)
            connected.sendall(speech.handshake("127.0.0.1"))
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += connected.recv(4096)
            for message in greet(number):
                connected.sendall(speech.mask(message))
            connected.setblocking(False)
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sockets[connected.fileno()] = connected
            self.order[connected.fileno()] = -1
            self.epoll.register(connected.fileno(), select.EPOLLIN)
            if number % PACE == 0:
                self.listen(0)
        self.listen(2)

    def listen(self, seconds: float) -> None:
        """Reads for so long. A message carries a mark, its number and when it was sent."""
        due = time.monotonic() + seconds
        read, order, delays = os.read, self.order, self.delays
        while True:
            left = due - time.monotonic()
            for fd, _event in self.epoll.poll(max(0.0, left), 4096):
                data = read(fd, 65536)
                now = time.monotonic_ns()
                at = data.find(MARK)
                while at >= 0 and len(data) >= at + 37:
                    number, sent = int(data[at + 5 : at + 13], 16), int(data[at + 13 : at + 37], 16)
                    delays.append((now - sent) / 1e6)
                    if number != order[fd] + 1:
                        self.wrong_order += 1
                    order[fd] = number
                    at = data.find(MARK, at + 37)
            if left <= 0:
                return

    def close(self) -> None:
        for connected in self.sockets.values():
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connected.close()
        self.epoll.close()


def text_of(number: int) -> str:
    head = f"{MARK.decode()}{number:08x}{time.monotonic_ns():024x}"
    return head.ljust(TEXT_BYTES, ".")


def row(
    name: str, server: Server, greet: Callable[[int], list[bytes]], say: Callable[[int, str], bytes]
) -> dict[str, object]:
    """Opens the listeners, says MESSAGES at RATE a second, and counts."""
    empty = server.memory_bytes()
    began = time.monotonic()
    listeners = Listeners(server, PEOPLE, greet)
    opened = time.monotonic() - began
    held = server.memory_bytes()
    everybody = list(listeners.sockets.values())
    cpu, start = server.cpu_seconds(), time.monotonic()
    for number in range(MESSAGES):
        speaker = everybody[number * STRIDE % PEOPLE]  # one person may not say five things a second
        speaker.setblocking(True)
        speaker.sendall(speech.mask(say(number, text_of(number))))
        speaker.setblocking(False)
        # by the clock, not after the last one was heard: a slow server may not slow the asking
        listeners.listen(max(0.0, start + (number + 1) / RATE - time.monotonic()))
    seconds = time.monotonic() - start
    listeners.listen(2)
    spent = server.cpu_seconds() - cpu
    delays = listeners.delays
    listeners.close()
    return {
        "what": f"group: {PEOPLE} members, {RATE} messages a second of {TEXT_BYTES} B",
        "server": name,
        "messages_per_second": round(MESSAGES / seconds, 2),
        "delivered": len(delays),
        "expected": PEOPLE * MESSAGES,
        "out_of_order": listeners.wrong_order,
        "say_to_see_ms": {f"p{round(s * 100)}": round(percentile(delays, s), 1) for s in (0.5, 0.95, 0.99)},
        "goal_p99_ms": 300,
        "deliveries_per_cpu_second": round(len(delays) / spent),
        "bytes_per_member": round((held - empty) / PEOPLE),
        "opened_seconds": round(opened, 1),
    }


def measure_group() -> Iterator[dict[str, object]]:
    """Two rows: ours stores every message before it tells anybody; the peer only passes it on."""
    with gateway() as server:
        yield row(
            "yunzhan gateway (stored before it is told)",
            server,
            lambda number: [speech.hello(badge(number)), speech.join(GROUP)],
            lambda number, text: speech.say(GROUP, number + 1, text),
        )
    with peer() as server:
        yield row("websockets broadcast()", server, lambda number: [], lambda number, text: text.encode())
