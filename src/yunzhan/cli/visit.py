"""One visitor's whole way through a running fair, as a browser goes it: what `yunzhan demo --check` stands on.

Whether the programs run at all is asked in `answers`; many visitors at once are `loadtest`'s.
"""

import http.cookiejar
import json
import os
import secrets
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from yunzhan.cli.answers import LOOPBACK, PATIENCE_SECONDS, request_for
from yunzhan.loadtest.speech import handshake, mask, split_frames
from yunzhan.wire import VERSION
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.messages import (
    ANYWHERE,
    Accepted,
    Enter,
    Entered,
    Hello,
    Join,
    Joined,
    Message,
    Refused,
    Say,
    Welcome,
)
from yunzhan.wire.reasons import Reason

NAME = "自检"
WORDS = "自检：能听到吗？"
SEARCHED = "半导体"
NONCE_BITS = 53
CLOSE, BINARY = 8, 2  # opcodes
Fact = TypeVar("Fact", Welcome, Entered, Joined, Accepted)


class VisitFailed(Exception):
    """A visitor would have got stuck; the text says where, in one sentence."""


@dataclass(frozen=True)
class Where:
    """The port of the website (the gateway has the next one), a fair and one of its halls."""

    port: int
    fair: str
    hall: str


def visit(where: Where, tell: Callable[[str], None]) -> None:
    """Looks around, gives a name, enters the hall, joins its group and says something. Raises VisitFailed.

    `tell` gets a line for each thing that was seen to work. What is said stays in the hall's group.
    """
    browser = Browser(where.port)
    tell(f"home page: {len(browser.get('/'))} bytes")
    found = browser.get(f"/fairs/{where.fair}/search/?q={urllib.parse.quote(SEARCHED)}").count("/exhibitors/")
    if not found:
        raise VisitFailed(f"The search for {SEARCHED} found no exhibitor.")
    tell(f"search for {SEARCHED}: {found} links to exhibitors")
    scene = json.loads(browser.get(f"/api/fairs/{where.fair}/halls/{where.hall}/scene"))
    tell(f"hall {where.hall}: a manifest of {len(scene['booths'])} booths")
    browser.post("/api/live/guest", {"name": NAME})
    badge = browser.post("/api/live/pass", {"fair": where.fair, "hall": where.hall})
    group = f"hall:{badge['hall_key']}"
    with Line(where.port) as line:
        line.ask(Hello(VERSION, badge["pass"]), Welcome)
        entered = line.ask(Enter(1, badge["hall_key"], ANYWHERE, ANYWHERE, 0), Entered)
        line.ask(Join(2, group, 0), Joined)
        nonce = secrets.randbits(NONCE_BITS)
        accepted = line.ask(Say(3, group, nonce, WORDS), Accepted)
        if accepted.nonce != nonce:
            raise VisitFailed("The gateway acknowledged something that was not said.")
    tell(f"gateway: welcomed, in the hall with {entered.people} people, heard as message {accepted.seq}")


class Browser:
    """Pages and API as one visitor sees them: cookies kept, the form's token sent along."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def get(self, path: str) -> str:
        return self._open(request_for(self._port, path)).decode()

    def post(self, path: str, body: dict[str, str]) -> Any:
        request = request_for(self._port, path)
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
        request.add_header("X-CSRFToken", next((c.value or "" for c in self._cookies if c.name == "csrftoken"), ""))
        return json.loads(self._open(request))

    def _open(self, request: urllib.request.Request) -> bytes:
        try:
            with self._opener.open(request, timeout=PATIENCE_SECONDS) as answer:
                data: bytes = answer.read()
        except urllib.error.HTTPError as error:
            said = error.read(300).decode(errors="replace")
            raise VisitFailed(f"The website answered {request.selector} with {error.code}: {said}") from error
        except OSError as error:
            raise VisitFailed(f"The website did not answer {request.selector}: {error}") from error
        return data


class Line:
    """One connection to the gateway; use it as a context."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._left = b""

    def __enter__(self) -> "Line":
        port = self._port + 1
        try:
            self._socket = socket.create_connection((LOOPBACK, port), timeout=PATIENCE_SECONDS)
        except OSError as error:
            raise VisitFailed(f"The gateway on port {port} did not answer: {error}") from error
        try:
            self._shake_hands(port)
        except BaseException:
            self._socket.close()
            raise
        return self

    def _shake_hands(self, port: int) -> None:
        origin = os.environ.get("YUNZHAN_ORIGINS", "").split(",")[0] or f"http://localhost:{self._port}"
        try:
            self._socket.sendall(handshake(f"localhost:{port}", origin))
            while b"\r\n\r\n" not in self._left:
                self._read()
        except OSError as error:
            raise VisitFailed(f"The gateway on port {port} did not answer: {error}") from error
        head, _, self._left = self._left.partition(b"\r\n\r\n")
        answer = head.splitlines()[0].decode(errors="replace")
        if " 101 " not in answer + " ":
            raise VisitFailed(f"The gateway refused the connection: {answer}")

    def __exit__(self, *problem: object) -> None:
        self._socket.close()

    def ask(self, message: Message, wanted: type[Fact]) -> Fact:
        """Sends it and reads on until its answer comes. Raises VisitFailed."""
        name = type(message).__name__
        try:
            self._socket.sendall(mask(encode(message)))
            while True:
                for opcode, payload in self._frames():
                    if opcode == CLOSE:
                        raise VisitFailed(f"The gateway closed the connection at {name}: {payload[2:].decode()}")
                    if opcode != BINARY:
                        continue
                    fact = decode_fact(payload)
                    if isinstance(fact, wanted):
                        return fact
                    if isinstance(fact, Refused):
                        raise VisitFailed(f"The gateway refused {name}: {Reason(fact.reason).name} {fact.detail}")
        except OSError as error:
            raise VisitFailed(f"The gateway did not answer {name}: {error}") from error

    def _frames(self) -> list[tuple[int, bytes]]:
        """The whole frames of one reading."""
        self._read()
        frames, self._left = split_frames(self._left)
        return frames

    def _read(self) -> None:
        data = self._socket.recv(65_536)
        if not data:
            raise ConnectionError("it hung up")
        self._left += data
