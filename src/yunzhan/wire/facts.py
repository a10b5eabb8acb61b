"""What a gateway tells, each message once, and the parts they are made of. What a client asks is in `commands`."""

from typing import ClassVar

import msgspec

from yunzhan.wire.fields import U8, U16, U32, U64, Places6, Str8, Str16


class Welcome(msgspec.Struct, frozen=True):
    """The pass is good. `tick` is the time between two Places, in ms."""

    KIND: ClassVar[int] = 0x81
    version: U8
    session: U32
    person: Str8
    now: U64
    tick: U16


class Refused(msgspec.Struct, frozen=True):
    """A command was not carried out. `ref` is the command's, 0 when it has none; `detail` is for logs."""

    KIND: ClassVar[int] = 0x82
    ref: U16
    reason: U8
    detail: Str8


class Pong(msgspec.Struct, frozen=True):
    """Answers Ping."""

    KIND: ClassVar[int] = 0x83
    stamp: U32
    now: U64


class Entered(msgspec.Struct, frozen=True):
    """You are in the hall, as avatar `me`, in line `line` of `lines`. `cell` is a grid cell's side in cm; cells go row by row."""

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
    line: U16
    lines: U16


class Corrected(msgspec.Struct, frozen=True):
    """Your place is this one; `seq` is that of the move that was not taken."""

    KIND: ClassVar[int] = 0x85
    x: U16
    z: U16
    yaw: U8
    seq: U8


class Done(msgspec.Struct, frozen=True):
    """Leave, Jump, Part, Watch or a command about a show is done."""

    KIND: ClassVar[int] = 0x86
    ref: U16


class Line(msgspec.Struct, frozen=True):
    """One line of a hall (part of LineList): who is in it, and how many it takes before another opens."""

    line: U16
    people: U16
    room: U16


class LineList(msgspec.Struct, frozen=True):
    """Answers Lines."""

    KIND: ClassVar[int] = 0x87
    ref: U16
    hall: Str8
    lines: tuple[Line, ...]


class Places(msgspec.Struct, frozen=True):
    """Where people of one cell are: records of 6 bytes to the end of the message."""

    KIND: ClassVar[int] = 0x90
    tick: U16
    cell: U16
    places: Places6


class Arrival(msgspec.Struct, frozen=True):
    """Somebody in the hall (part of Arrivals). `look` chooses body and clothes."""

    id: U16
    flags: U8
    look: U32
    person: Str8
    name: Str8


class Arrivals(msgspec.Struct, frozen=True):
    """People now in the hall; an id that was in use belongs to the new person."""

    KIND: ClassVar[int] = 0x91
    people: tuple[Arrival, ...]


class Departures(msgspec.Struct, frozen=True):
    """People no longer in the hall."""

    KIND: ClassVar[int] = 0x92
    ids: tuple[U16, ...]


class Gestured(msgspec.Struct, frozen=True):
    """Avatar `id` did something once; `target` as in Gesture. Sent to those around."""

    KIND: ClassVar[int] = 0x93
    id: U16
    gesture: U8
    target: U16


class Utterance(msgspec.Struct, frozen=True):
    """One entry of a group's log (part of Said and Page). `seq` grows by one in each group.

    `kind` 0 was said (`target`: the number that it answers, or 0), 1 is another text for number `target`, 2 takes number
    `target` away. A client applies 1 and 2 to the message they are about, also when that one is paged in later.
    """

    seq: U64
    at: U64
    flags: U8
    person: Str8
    name: Str8
    text: Str16
    kind: U8 = 0
    target: U64 = 0
    attachment: Str8 = ""
    mentions: tuple[Str8, ...] = ()


class Said(msgspec.Struct, frozen=True):
    """New messages of a group, in order."""

    KIND: ClassVar[int] = 0xA0
    group: Str8
    messages: tuple[Utterance, ...]


class Accepted(msgspec.Struct, frozen=True):
    """What you said is stored under this number."""

    KIND: ClassVar[int] = 0xA1
    ref: U16
    group: Str8
    nonce: U64
    seq: U64
    at: U64


class Joined(msgspec.Struct, frozen=True):
    """You are in the group. `first` and `last` are the oldest and newest number kept, 0 when it is empty.

    `rights`: 1 may say, 2 may moderate. `slow`: seconds between two messages of one person, 0 for no such rule.
    """

    KIND: ClassVar[int] = 0xA2
    ref: U16
    group: Str8
    first: U64
    last: U64
    members: U32
    scripted: U32
    rights: U8
    slow: U16


class Page(msgspec.Struct, frozen=True):
    """Messages asked for by Join or Browse, oldest first; `more` is 1 when there are others further on."""

    KIND: ClassVar[int] = 0xA3
    ref: U16
    group: Str8
    more: U8
    messages: tuple[Utterance, ...]


class Head(msgspec.Struct, frozen=True):
    """How far a group is (part of Heads)."""

    group: Str8
    last: U64


class Heads(msgspec.Struct, frozen=True):
    """The newest numbers of watched groups, now and when they change (at most every two seconds)."""

    KIND: ClassVar[int] = 0xA4
    heads: tuple[Head, ...]


class Rules(msgspec.Struct, frozen=True):
    """The group's rules have changed for you; the fields are those of Joined."""

    KIND: ClassVar[int] = 0xA5
    group: Str8
    rights: U8
    slow: U16


class Presence(msgspec.Struct, frozen=True):
    """How many people (not sockets) are in a fair (scope 0), hall (1) or group (2); scripted visitors apart."""

    KIND: ClassVar[int] = 0xB0
    scope: U8
    key: Str8
    people: U32
    scripted: U32


class Hand(msgspec.Struct, frozen=True):
    """Somebody who asked to speak, has the word, or goes along (part of Showing and Hands)."""

    person: Str8
    name: Str8


class Showing(msgspec.Struct, frozen=True):
    """Somebody presents or guides in this group: all of it, when it begins, when it changes and to who joins later.

    `show`, `title` and `pages` as in Show; `page`, `playing` and `position` as in Turn, and right at the time `at`. `floor`:
    who has the word.
    """

    KIND: ClassVar[int] = 0xD0
    group: Str8
    show: Str8
    person: Str8
    name: Str8
    title: Str8
    pages: tuple[Str8, ...]
    page: U16
    playing: U8
    position: U32
    at: U64
    floor: tuple[Hand, ...]


class Turned(msgspec.Struct, frozen=True):
    """Another page, or another moment of the video; the fields are those of Showing."""

    KIND: ClassVar[int] = 0xD1
    group: Str8
    show: Str8
    page: U16
    playing: U8
    position: U32
    at: U64


class ShowEnded(msgspec.Struct, frozen=True):
    """It is over: who presented has said so, walked away or is gone."""

    KIND: ClassVar[int] = 0xD2
    group: Str8
    show: Str8


class Hands(msgspec.Struct, frozen=True):
    """To who presents or guides: who asks to speak, the longest waiting first, or who goes along."""

    KIND: ClassVar[int] = 0xD3
    group: Str8
    show: Str8
    hands: tuple[Hand, ...]


class HandAnswered(msgspec.Struct, frozen=True):
    """To who asked to speak: 1, you have the word; 0, not now, or not any more."""

    KIND: ClassVar[int] = 0xD4
    group: Str8
    show: Str8
    given: U8


class Notice(msgspec.Struct, frozen=True):
    """An announcement to all (kind 0), or that the gateway goes down and another will be there (kind 1)."""

    KIND: ClassVar[int] = 0xC0
    kind: U8
    text: Str16
