"""Every message of the wire, once. The codec, the TypeScript and the byte tables of the docs are made from these classes.

A kind below 0x80 goes from client to gateway, one from 0x80 on from gateway to client. Positions are centimetres from the
hall's north-west corner, yaw is 256 steps a turn, clockwise from north; times are milliseconds since 1970.
"""

from dataclasses import dataclass
from typing import ClassVar

from yunzhan.wire.fields import U8, U16, U32, U64, Places6, Str8, Str16

ANYWHERE = 0xFFFF  # as x and z of Enter: put me at the entrance
SCRIPTED, STAFF, HOST = 1, 2, 4  # flags of a person


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message of a connection: who I am."""

    KIND: ClassVar[int] = 0x01
    version: U8
    pass_: Str16


@dataclass(frozen=True, slots=True)
class Enter:
    """Into a hall that the pass opens."""

    KIND: ClassVar[int] = 0x02
    ref: U16
    hall: Str8
    x: U16
    z: U16
    yaw: U8


@dataclass(frozen=True, slots=True)
class Leave:
    """Out of the hall."""

    KIND: ClassVar[int] = 0x03
    ref: U16


@dataclass(frozen=True, slots=True)
class Jump:
    """To another place of the same hall at once, as from the map."""

    KIND: ClassVar[int] = 0x04
    ref: U16
    x: U16
    z: U16
    yaw: U8


@dataclass(frozen=True, slots=True)
class Join:
    """Into a group; `after` is the last number seen, 0 asks for the newest page."""

    KIND: ClassVar[int] = 0x10
    ref: U16
    group: Str8
    after: U64


@dataclass(frozen=True, slots=True)
class Part:
    """Out of a group."""

    KIND: ClassVar[int] = 0x11
    ref: U16
    group: Str8


@dataclass(frozen=True, slots=True)
class Say:
    """Something to a group. The same nonce again is the same message: it is acknowledged again and never doubled."""

    KIND: ClassVar[int] = 0x12
    ref: U16
    group: Str8
    nonce: U64
    text: Str16


@dataclass(frozen=True, slots=True)
class Browse:
    """An older page of a group: at most `limit` messages before number `before`."""

    KIND: ClassVar[int] = 0x13
    ref: U16
    group: Str8
    before: U64
    limit: U8


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks for the gateway's time."""

    KIND: ClassVar[int] = 0x30
    stamp: U32


@dataclass(frozen=True, slots=True)
class Move:
    """My place, at most ten times a second. Always 8 bytes."""

    KIND: ClassVar[int] = 0x50
    motion: U8
    x: U16
    z: U16
    yaw: U8
    seq: U8


@dataclass(frozen=True, slots=True)
class Welcome:
    """The pass is good. `tick` is the time between two Places, in ms."""

    KIND: ClassVar[int] = 0x81
    version: U8
    session: U32
    person: Str8
    now: U64
    tick: U16


@dataclass(frozen=True, slots=True)
class Refused:
    """A command was not carried out. `ref` is the command's, 0 when it has none; `detail` is for logs."""

    KIND: ClassVar[int] = 0x82
    ref: U16
    reason: U8
    detail: Str8


@dataclass(frozen=True, slots=True)
class Pong:
    """Answers Ping."""

    KIND: ClassVar[int] = 0x83
    stamp: U32
    now: U64


@dataclass(frozen=True, slots=True)
class Entered:
    """You are in the hall, as avatar `me`. `cell` is a grid cell's side in cm; cells are numbered row by row."""

    KIND: ClassVar[int] = 0x84
    ref: U16
    hall: Str8
    me: U16
    x: U16
    z: U16
    yaw: U8
    cell: U16
    columns: U8
    rows: U8
    people: U16


@dataclass(frozen=True, slots=True)
class Corrected:
    """Your place is this one; `seq` is that of the move that was not taken."""

    KIND: ClassVar[int] = 0x85
    x: U16
    z: U16
    yaw: U8
    seq: U8


@dataclass(frozen=True, slots=True)
class Done:
    """Leave, Jump or Part is done."""

    KIND: ClassVar[int] = 0x86
    ref: U16


@dataclass(frozen=True, slots=True)
class Places:
    """Where people of one cell are: records of 6 bytes to the end of the message."""

    KIND: ClassVar[int] = 0x90
    tick: U16
    cell: U16
    places: Places6


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody in the hall (part of Arrivals). `look` chooses body and clothes."""

    id: U16
    flags: U8
    look: U32
    person: Str8
    name: Str8


@dataclass(frozen=True, slots=True)
class Arrivals:
    """People now in the hall; an id that was in use belongs to the new person."""

    KIND: ClassVar[int] = 0x91
    people: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class Departures:
    """People no longer in the hall."""

    KIND: ClassVar[int] = 0x92
    ids: tuple[U16, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message of a group (part of Said and Page). `seq` grows by one in each group."""

    seq: U64
    at: U64
    flags: U8
    person: Str8
    name: Str8
    text: Str16


@dataclass(frozen=True, slots=True)
class Said:
    """New messages of a group, in order."""

    KIND: ClassVar[int] = 0xA0
    group: Str8
    messages: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What you said is stored under this number."""

    KIND: ClassVar[int] = 0xA1
    ref: U16
    group: Str8
    nonce: U64
    seq: U64
    at: U64


@dataclass(frozen=True, slots=True)
class Joined:
    """You are in the group. `first` and `last` are the oldest and newest number kept, 0 when it is empty."""

    KIND: ClassVar[int] = 0xA2
    ref: U16
    group: Str8
    first: U64
    last: U64
    members: U32
    scripted: U32
    may_say: U8


@dataclass(frozen=True, slots=True)
class Page:
    """Messages asked for by Join or Browse, oldest first; `more` is 1 when there are others further on."""

    KIND: ClassVar[int] = 0xA3
    ref: U16
    group: Str8
    more: U8
    messages: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """These messages were taken away by a moderator."""

    KIND: ClassVar[int] = 0xA4
    group: Str8
    seqs: tuple[U64, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """How many people (not sockets) are in a fair (scope 0), hall (1) or group (2); scripted visitors apart."""

    KIND: ClassVar[int] = 0xB0
    scope: U8
    key: Str8
    people: U32
    scripted: U32


@dataclass(frozen=True, slots=True)
class Notice:
    """An announcement to all (kind 0), or that the gateway goes down and another will be there (kind 1)."""

    KIND: ClassVar[int] = 0xC0
    kind: U8
    text: Str16


CommandMessage = Hello | Enter | Leave | Jump | Join | Part | Say | Browse | Ping | Move
FactMessage = (
    Welcome | Refused | Pong | Entered | Corrected | Done | Places | Arrivals | Departures
    | Said | Accepted | Joined | Page | Removed | Presence | Notice
)  # fmt: skip
Message = CommandMessage | FactMessage
COMMANDS: tuple[type[CommandMessage], ...] = (Hello, Enter, Leave, Jump, Join, Part, Say, Browse, Ping, Move)
FACTS: tuple[type[FactMessage], ...] = (
    Welcome, Refused, Pong, Entered, Corrected, Done, Places, Arrivals, Departures,
    Said, Accepted, Joined, Page, Removed, Presence, Notice,
)  # fmt: skip
MESSAGES: tuple[type[Message], ...] = COMMANDS + FACTS
