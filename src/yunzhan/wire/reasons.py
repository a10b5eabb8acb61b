"""Why a command is refused while the connection goes on. The client shows its own words for each."""

from enum import IntEnum


class Reason(IntEnum):
    """The `reason` of a Refused message."""

    NOT_IN_HALL = 1
    HALL_NOT_IN_PASS = 2
    OUTSIDE_HALL = 3
    TOO_FAR = 4  # farther than anybody walks in that time
    TOO_FAST = 5  # more commands than the limits allow
    GROUP_NOT_IN_PASS = 6
    NOT_IN_GROUP = 7
    MAY_NOT_SAY = 8
    MUTED = 9
    EMPTY_TEXT = 10
    TEXT_TOO_LONG = 11
    CONTROL_CHARACTERS = 12
    HALL_FULL = 13
    TOO_MANY_GROUPS = 14
    NOT_STORED = 15  # the log could not write; try again
    ALREADY_GREETED = 16
    SLOW_MODE = 17  # this group takes one message of a person in so many seconds
    NO_SUCH_MESSAGE = 18
    NOT_YOURS = 19  # only who said it, or a moderator
    BAD_ATTACHMENT = 20
    NOT_HERE = 21  # the person aimed at is not in this hall
    MAY_NOT_SHOW = 22  # not staff of this booth, or not of those who may guide
    NOT_AT_BOOTH = 23  # one presents only where one stands
    SHOWN_BY_ANOTHER = 24
    NO_SUCH_SHOW = 25
    BAD_PAGES = 26  # too many, or not of this website
