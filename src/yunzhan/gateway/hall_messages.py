"""What gateway nodes tell each other of a hall, on its own subject. When they tell it is sharing's; how it is kept seating's.

Everybody is known by the row that their own node gave them: other nodes translate it to a row of theirs.
"""

import msgspec

HALL_SUBJECT = "hall"
Rows = bytes  # little-endian u16 each
Puts = bytes  # world/space's PUT each


class Seat(msgspec.Struct, array_like=True, frozen=True):
    """Somebody in a line: their row, their Arrival without its id, their company, and where they are (cm)."""

    row: int
    who: bytes
    language: str
    party: str
    x: int
    z: int
    yaw: int
    motion: int


class Made(msgspec.Struct, array_like=True, frozen=True):
    """A gesture, and at whom: their node and row there; "" for nobody."""

    row: int
    gesture: int
    target_node: str
    target_row: int


class LineNews(msgspec.Struct, array_like=True, frozen=True):
    """What was new in a line in one turn, in this order: who went, who came, who is elsewhere, who made a gesture."""

    line: int
    gone: Rows
    came: tuple[Seat, ...]
    moved: Puts
    gestures: tuple[Made, ...]


class News(msgspec.Struct, tag="news", array_like=True, frozen=True):
    """Of my people in this hall since I told before. Each has the next number: who misses one wants the whole."""

    node: str
    number: int
    lines: tuple[LineNews, ...]


class Whole(msgspec.Struct, tag="whole", array_like=True, frozen=True):
    """All my people in this hall, up to this number. `piece` counts from 0, `more`: another one follows.

    `listens`: I have this hall and want the news of others; else I have nobody in it and hear nothing more.
    """

    node: str
    number: int
    piece: int
    more: bool
    listens: bool
    lines: tuple[tuple[int, tuple[Seat, ...]], ...]


HallMessage = News | Whole
