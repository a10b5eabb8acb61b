"""Every message of the wire in two tables. The codec, the TypeScript and the byte tables of the docs are made from them.

A kind below 0x80 goes from client to gateway, one from 0x80 on from gateway to client. Positions are centimetres from the
hall's north-west corner, yaw is 256 steps a turn, clockwise from north; times are milliseconds since 1970.
"""

from yunzhan.wire.commands import (
    AnswerHand,
    Browse,
    Edit,
    EndShow,
    Enter,
    Gesture,
    Hello,
    Join,
    Jump,
    Leave,
    Lines,
    Move,
    Part,
    Ping,
    RaiseHand,
    Remove,
    Say,
    Show,
    Turn,
    Watch,
)
from yunzhan.wire.facts import (
    Accepted,
    Arrival,
    Arrivals,
    Corrected,
    Departures,
    Done,
    Entered,
    Gestured,
    Hand,
    HandAnswered,
    Hands,
    Head,
    Heads,
    Joined,
    Line,
    LineList,
    Notice,
    Page,
    Places,
    Pong,
    Presence,
    Refused,
    Rules,
    Said,
    ShowEnded,
    Showing,
    Turned,
    Utterance,
    Welcome,
)

__all__ = [
    "ANYWHERE",
    "ANY_LINE",
    "COMMANDS",
    "EDITED",
    "FACTS",
    "HOST",
    "MAY_MODERATE",
    "MAY_SAY",
    "MESSAGES",
    "NOBODY",
    "PARTS",
    "REMOVED",
    "SAID",
    "SCRIPTED",
    "STAFF",
    "Accepted",
    "AnswerHand",
    "Arrival",
    "Arrivals",
    "Browse",
    "CommandMessage",
    "Corrected",
    "Departures",
    "Done",
    "Edit",
    "EndShow",
    "Enter",
    "Entered",
    "FactMessage",
    "Gesture",
    "Gestured",
    "Hand",
    "HandAnswered",
    "Hands",
    "Head",
    "Heads",
    "Hello",
    "Join",
    "Joined",
    "Jump",
    "Leave",
    "Line",
    "LineList",
    "Lines",
    "Message",
    "Move",
    "Notice",
    "Page",
    "Part",
    "Ping",
    "Places",
    "Pong",
    "Presence",
    "RaiseHand",
    "Refused",
    "Remove",
    "Rules",
    "Said",
    "Say",
    "Show",
    "ShowEnded",
    "Showing",
    "Turn",
    "Turned",
    "Utterance",
    "Watch",
    "Welcome",
]

ANYWHERE = 0xFFFF  # as x and z of Enter: put me at the entrance
NOBODY = 0xFFFF  # as target of Gesture: to all around
ANY_LINE = 0  # as line of Enter: choose one for me
SCRIPTED, STAFF, HOST = 1, 2, 4  # flags of a person
SAID, EDITED, REMOVED = 0, 1, 2  # kinds of an utterance
MAY_SAY, MAY_MODERATE = 1, 2  # rights in a group

CommandMessage = (
    Hello
    | Enter
    | Leave
    | Jump
    | Lines
    | Join
    | Part
    | Say
    | Browse
    | Edit
    | Remove
    | Watch
    | Show
    | Turn
    | EndShow
    | RaiseHand
    | AnswerHand
    | Ping
    | Move
    | Gesture
)
FactMessage = (
    Welcome | Refused | Pong | Entered | Corrected | Done | LineList | Places | Arrivals | Departures | Gestured
    | Said | Accepted | Joined | Page | Heads | Rules | Presence | Showing | Turned | ShowEnded | Hands | HandAnswered | Notice
)  # fmt: skip
Message = CommandMessage | FactMessage
COMMANDS: tuple[type[CommandMessage], ...] = (
    Hello, Enter, Leave, Jump, Lines, Join, Part, Say, Browse, Edit, Remove, Watch, Show, Turn, EndShow,
    RaiseHand, AnswerHand, Ping, Move, Gesture,
)  # fmt: skip
FACTS: tuple[type[FactMessage], ...] = (
    Welcome, Refused, Pong, Entered, Corrected, Done, LineList, Places, Arrivals, Departures, Gestured,
    Said, Accepted, Joined, Page, Heads, Rules, Presence, Showing, Turned, ShowEnded, Hands, HandAnswered, Notice,
)  # fmt: skip
MESSAGES: tuple[type[Message], ...] = COMMANDS + FACTS
PARTS: tuple[type[Arrival] | type[Utterance] | type[Line] | type[Head] | type[Hand], ...] = (
    Arrival,
    Utterance,
    Line,
    Head,
    Hand,
)
