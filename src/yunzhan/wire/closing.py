"""Reasons to close a connection: one table. Reasons to refuse a command and keep the connection are in `reasons`."""

from dataclasses import dataclass
from enum import Enum


class ComeBack(Enum):
    """What a client does after a close."""

    LATER = "later"  # again with the same pass, after a jittered wait
    NEW_PASS = "new-pass"  # noqa: S105   # fetch another pass first
    NEVER = "never"  # tell the person; do not try again by itself


@dataclass(frozen=True, slots=True)
class CloseCode:
    """A WebSocket close code of 4000–4999 (ours) or 1000–1011 (RFC 6455), its name and what the client does."""

    code: int
    name: str
    come_back: ComeBack


GOING_AWAY = CloseCode(1001, "GoingAway", ComeBack.LATER)
PROTOCOL_ERROR = CloseCode(1002, "ProtocolError", ComeBack.NEVER)
NOT_BINARY = CloseCode(1003, "NotBinary", ComeBack.NEVER)
BAD_UTF8 = CloseCode(1007, "BadUtf8", ComeBack.NEVER)
TOO_LARGE = CloseCode(1009, "TooLarge", ComeBack.NEVER)
FAULT = CloseCode(1011, "Fault", ComeBack.LATER)
NO_HELLO = CloseCode(4000, "NoHello", ComeBack.LATER)
OTHER_VERSION = CloseCode(4001, "OtherVersion", ComeBack.NEVER)
PASS_MALFORMED = CloseCode(4002, "PassMalformed", ComeBack.NEW_PASS)
PASS_FORGED = CloseCode(4003, "PassForged", ComeBack.NEW_PASS)
PASS_EXPIRED = CloseCode(4004, "PassExpired", ComeBack.NEW_PASS)
PASS_EARLY = CloseCode(4005, "PassNotYetValid", ComeBack.NEW_PASS)
MALFORMED = CloseCode(4006, "Malformed", ComeBack.NEVER)
TOO_FAST = CloseCode(4007, "TooFast", ComeBack.LATER)
TOO_SLOW = CloseCode(4008, "TooSlow", ComeBack.LATER)
SILENT = CloseCode(4009, "Silent", ComeBack.LATER)
BANNED = CloseCode(4010, "Banned", ComeBack.NEVER)
FULL = CloseCode(4011, "Full", ComeBack.LATER)

CLOSE_CODES = (
    GOING_AWAY, PROTOCOL_ERROR, NOT_BINARY, BAD_UTF8, TOO_LARGE, FAULT, NO_HELLO, OTHER_VERSION, PASS_MALFORMED, PASS_FORGED,
    PASS_EXPIRED, PASS_EARLY, MALFORMED, TOO_FAST, TOO_SLOW, SILENT, BANNED, FULL,
)  # fmt: skip
