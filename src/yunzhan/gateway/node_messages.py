"""What gateway nodes tell each other, once. How it travels is cluster's; what clients are told is wire's.

Words of a group travel as the wire's bytes (`Packed`): nobody in between has to read them.
"""

import msgspec

Packed = bytes


class Beat(msgspec.Struct, tag="beat", array_like=True, frozen=True):
    """I am alive, with so many people; clients find me at `address`. `asks`: I am new, who else is there?"""

    node: str
    people: int
    address: str
    leaving: bool
    asks: bool


class Bye(msgspec.Struct, tag="bye", array_like=True, frozen=True):
    """I am gone when you read this."""

    node: str


class Propose(msgspec.Struct, tag="propose", array_like=True, frozen=True):
    """To the leader of a group: order and store this, unless this person spoke in the last `slow` seconds; answer under `ref`."""

    node: str
    ref: int
    group: str
    nonce: int
    words: Packed
    slow: int


class Outcome(msgspec.Struct, tag="outcome", array_like=True, frozen=True):
    """To who proposed: it is stored as `words`, or refused for `reason`."""

    ref: int
    words: Packed
    reason: int


class Told(msgspec.Struct, tag="told", array_like=True, frozen=True):
    """To all nodes with members of this group: stored words, in order."""

    node: str
    group: str
    words: tuple[Packed, ...]


class Reached(msgspec.Struct, tag="reached", array_like=True, frozen=True):
    """To all: how far groups are that somebody spoke in lately. Who lacks something reads it."""

    node: str
    heads: tuple[tuple[str, int], ...]


class Present(msgspec.Struct, tag="present", array_like=True, frozen=True):
    """To who counts a place: who came there with me and who went since I told before, as sorted 64-bit hashes, people and
    scripted visitors. `whole`: forget what I told, this is all; `more`: and what the next one adds. Each has the next number."""

    node: str
    place: str
    number: int
    whole: bool
    more: bool
    came: tuple[bytes, bytes]
    went: tuple[bytes, bytes]


class Totals(msgspec.Struct, tag="totals", array_like=True, frozen=True):
    """To all: place, people and scripted visitors over all nodes."""

    counts: tuple[tuple[str, int, int], ...]


class Gather(msgspec.Struct, tag="gather", array_like=True, frozen=True):
    """From who counts a place: tell me now what has changed there, all of it when `whole`, and answer when `ref` is not 0.
    Without a place: all of every place that I count."""

    node: str
    ref: int
    place: str
    whole: bool


class Gathered(msgspec.Struct, tag="gathered", array_like=True, frozen=True):
    """Answers Gather, after what there was to tell: its last number; 0 when I have nobody there, -1 when I tell somebody else."""

    node: str
    ref: int
    number: int


class WantMembers(msgspec.Struct, tag="want", array_like=True, frozen=True):
    """To all: which members of a group come after this person with you? At most so many."""

    node: str
    ref: int
    group: str
    after: str
    limit: int


class Members(msgspec.Struct, tag="members", array_like=True, frozen=True):
    """Answers WantMembers: person, name and flags, by person."""

    node: str
    ref: int
    members: tuple[tuple[str, str, int], ...]


class WantHall(msgspec.Struct, tag="hall", array_like=True, frozen=True):
    """I have this hall from now on, or missed something of it: tell all of your people there, on the hall's subject."""

    node: str
    hall: str


class ShowTold(msgspec.Struct, tag="show", array_like=True, frozen=True):
    """Something that is presented on this node: a Showing, Turned or ShowEnded as it goes to clients."""

    node: str
    fact: bytes


class HandTold(msgspec.Struct, tag="hand", array_like=True, frozen=True):
    """To the node of a show: somebody with me raises a hand there, or lowers it."""

    node: str
    group: str
    show: str
    person: str
    name: str
    up: bool


class HandAnswer(msgspec.Struct, tag="answer", array_like=True, frozen=True):
    """To the node of somebody who raised a hand: what the one who presents has answered."""

    group: str
    show: str
    person: str
    given: bool


NodeMessage = (
    Beat
    | Bye
    | Propose
    | Outcome
    | Told
    | Reached
    | Present
    | Totals
    | Gather
    | Gathered
    | WantMembers
    | Members
    | WantHall
    | ShowTold
    | HandTold
    | HandAnswer
)
