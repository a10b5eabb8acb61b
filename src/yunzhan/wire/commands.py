"""What a client may ask, each message once. What a gateway tells is in `facts`; tables of both are in `messages`."""

from typing import ClassVar

import msgspec

from yunzhan.wire.fields import U8, U16, U32, U64, Str8, Str16


class Hello(msgspec.Struct, frozen=True):
    """The first message of a connection: who I am."""

    KIND: ClassVar[int] = 0x01
    version: U8
    pass_: Str16


class Enter(msgspec.Struct, frozen=True):
    """Into a hall that the pass opens. `line` 0 lets the gateway choose; `friend` is a person to share a line with, or empty."""

    KIND: ClassVar[int] = 0x02
    ref: U16
    hall: Str8
    x: U16
    z: U16
    yaw: U8
    line: U16 = 0
    friend: Str8 = ""


class Leave(msgspec.Struct, frozen=True):
    """Out of the hall."""

    KIND: ClassVar[int] = 0x03
    ref: U16


class Jump(msgspec.Struct, frozen=True):
    """To another place of the same hall at once, as from the map."""

    KIND: ClassVar[int] = 0x04
    ref: U16
    x: U16
    z: U16
    yaw: U8


class Lines(msgspec.Struct, frozen=True):
    """Asks which lines a hall has: as many copies of it as its people need."""

    KIND: ClassVar[int] = 0x05
    ref: U16
    hall: Str8


class Join(msgspec.Struct, frozen=True):
    """Into a group; `after` is the last number seen, 0 asks for the newest page."""

    KIND: ClassVar[int] = 0x10
    ref: U16
    group: Str8
    after: U64


class Part(msgspec.Struct, frozen=True):
    """Out of a group."""

    KIND: ClassVar[int] = 0x11
    ref: U16
    group: Str8


class Say(msgspec.Struct, frozen=True):
    """Something to a group. The same nonce again is the same message: it is acknowledged again and never doubled.

    `reply` is the number of the message that this answers, 0 for none; `attachment` is `sticker:NAME` or `picture:KEY`, and
    the text may then be empty; `mentions` are persons.
    """

    KIND: ClassVar[int] = 0x12
    ref: U16
    group: Str8
    nonce: U64
    text: Str16
    reply: U64 = 0
    attachment: Str8 = ""
    mentions: tuple[Str8, ...] = ()


class Browse(msgspec.Struct, frozen=True):
    """An older page of a group: at most `limit` messages before number `before`."""

    KIND: ClassVar[int] = 0x13
    ref: U16
    group: Str8
    before: U64
    limit: U8


class Edit(msgspec.Struct, frozen=True):
    """Another text for what I said under the number `target`. Acknowledged like Say."""

    KIND: ClassVar[int] = 0x14
    ref: U16
    group: Str8
    nonce: U64
    target: U64
    text: Str16
    mentions: tuple[Str8, ...] = ()


class Remove(msgspec.Struct, frozen=True):
    """Takes back what I said, or, with the right to moderate, what anybody said. Acknowledged like Say."""

    KIND: ClassVar[int] = 0x15
    ref: U16
    group: Str8
    nonce: U64
    target: U64


class Watch(msgspec.Struct, frozen=True):
    """Tell me how far these groups are, without joining them; the list replaces the one before."""

    KIND: ClassVar[int] = 0x16
    ref: U16
    groups: tuple[Str8, ...]


class Show(msgspec.Struct, frozen=True):
    """I present at my booth, or guide a tour, before a hall's group; the same again replaces what I showed.

    `show` is the booth's number, or `tour:` and my own id. `title` is the talk's, empty when I only show pages; `pages` are
    addresses of pictures or one of a video.
    """

    KIND: ClassVar[int] = 0x20
    ref: U16
    group: Str8
    show: Str8
    title: Str8
    pages: tuple[Str8, ...]


class Turn(msgspec.Struct, frozen=True):
    """To another page, counted from 0; of a video, whether it plays (1) and from which moment in ms."""

    KIND: ClassVar[int] = 0x21
    ref: U16
    group: Str8
    show: Str8
    page: U16
    playing: U8
    position: U32


class EndShow(msgspec.Struct, frozen=True):
    """What I present or guide is over."""

    KIND: ClassVar[int] = 0x22
    ref: U16
    group: Str8
    show: Str8


class RaiseHand(msgspec.Struct, frozen=True):
    """At a talk: I ask to speak (`up` 1), or do not any more (0). At a tour: I go along, or leave."""

    KIND: ClassVar[int] = 0x23
    ref: U16
    group: Str8
    show: Str8
    up: U8


class AnswerHand(msgspec.Struct, frozen=True):
    """The one who presents gives `person` the word (`given` 1), or declines or takes it back (0)."""

    KIND: ClassVar[int] = 0x24
    ref: U16
    group: Str8
    show: Str8
    person: Str8
    given: U8


class Ping(msgspec.Struct, frozen=True):
    """Asks for the gateway's time."""

    KIND: ClassVar[int] = 0x30
    stamp: U32


class Move(msgspec.Struct, frozen=True):
    """My place, at most ten times a second. Always 8 bytes."""

    KIND: ClassVar[int] = 0x50
    motion: U8
    x: U16
    z: U16
    yaw: U8
    seq: U8


class Gesture(msgspec.Struct, frozen=True):
    """Something done once, to the avatar `target` or to all around (0xFFFF)."""

    KIND: ClassVar[int] = 0x51
    gesture: U8
    target: U16
