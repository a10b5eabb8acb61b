"""What every worker would build for itself at its first visitor, built once before they are forked. Nothing of it is kept.

Decoders of passes and messages, OpenSSL's tables, NumPy's first sorting: 15 MB a worker when each does it alone.
"""

import asyncio
import secrets

from yunzhan.gateway.admission import admit
from yunzhan.gateway.connection import Session, clean_name
from yunzhan.gateway.rights import SharedRights
from yunzhan.gateway.rules import Rules
from yunzhan.gateway.websocket import answer_handshake, frame, http, read_frame
from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_command, encode, read_of, write_of
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass, sign_pass
from yunzhan.world.presence import Presence
from yunzhan.world.space import Space

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


def warm_up() -> None:
    """One visitor from handshake to hall, without a socket, and an event loop that comes and goes."""
    asyncio.run(asyncio.sleep(0))
    for message in m.MESSAGES:
        write_of(message)
        read_of(message)
    answer_handshake(HANDSHAKE, frozenset(), {"/": lambda: http("200 OK")})
    read_frame(b"\x82\x81abcd" + frame(b"")[:1], 0)
    key, hall, group = secrets.token_bytes(32), HallGrant("h", 5000, 5000, 2500, 2500, 0), GroupGrant("g", say=True)
    pass_ = Pass("p", "n", "person", "f", 0, (hall,), (group,), 0, 1 << 40)
    command = decode_command(encode(m.Hello(VERSION, sign_pass(pass_, key))))
    admitted = admit(command, key, Rules(), 1.0)
    session = Session(admitted, clean_name(admitted.name), SharedRights().of(admitted))
    presence = Presence()
    presence.arrive("0f", session.person, scripted=session.scripted)
    presence.news("0f", whole=True)
    presence.leave("0f", session.person, scripted=session.scripted)
    space = Space(hall.width_cm, hall.depth_cm)
    space.enter(session.who, 100, 100, 0, 0.0)
    space.tick(frame)
    for fact in (m.Joined(1, "g", 0, 0, 0, 0, 0, 0), m.Page(1, "g", 0, ()), m.Presence(0, "f", 1, 0)):
        frame(encode(fact))
