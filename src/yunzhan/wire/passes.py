"""The pass: what the website signs and the gateway reads, without asking the database. Where the key lives is cli's business."""

import base64
import binascii
import hmac
import math
from typing import Literal

import msgspec

from yunzhan.wire.limits import LINE_PEOPLE

PersonKind = Literal["guest", "person", "staff", "host", "scripted"]
LONGEST_PASS_BYTES = 3072
EARLY_SECONDS = 30  # how far the website's clock may run ahead of the gateway's


class PassError(Exception):
    """The pass does not open anything."""


class PassMalformed(PassError):
    """It is not a pass."""


class PassForged(PassError):
    """The signature is not by our key."""


class PassExpired(PassError):
    """Its time is over."""


class PassNotYetValid(PassError):
    """Its time has not begun."""


class HallGrant(msgspec.Struct, frozen=True, array_like=True):
    """A hall that the pass opens; sizes and places in centimetres, yaw in 256 steps."""

    key: str
    width_cm: int
    depth_cm: int
    entrance_x_cm: int
    entrance_z_cm: int
    entrance_yaw: int
    line_people: int = LINE_PEOPLE  # so many people, then another line opens


class GroupGrant(msgspec.Struct, frozen=True, array_like=True):
    """A group that the pass opens: to read, to say things in, to moderate. `slow` is in seconds."""

    key: str
    say: bool
    moderate: bool = False
    slow: int = 0


class BoothGrant(msgspec.Struct, frozen=True, array_like=True):
    """A booth at which the pass lets one present: its number, its middle and its size in centimetres."""

    hall: str
    number: str
    x_cm: int
    z_cm: int
    width_cm: int
    depth_cm: int


class Pass(msgspec.Struct, frozen=True):
    """Who, which fair, which halls and groups, from when until when (seconds since 1970).

    `language` and `party` (a delegation, an organisation) help to choose a line among people one can talk to.
    """

    person: str
    name: str
    kind: PersonKind
    fair: str
    look: int
    halls: tuple[HallGrant, ...]
    groups: tuple[GroupGrant, ...]
    issued: int
    expires: int
    language: str = ""
    party: str = ""
    booths: tuple[BoothGrant, ...] = ()


def sign_pass(pass_: Pass, key: bytes) -> str:
    """The pass as text: payload and HMAC-SHA256, both base64url without padding."""
    payload = msgspec.json.encode(pass_)
    return f"{_text(payload)}.{_text(hmac.digest(key, payload, 'sha256'))}"


def read_pass(text: str, key: bytes, now: float) -> Pass:
    """The pass behind `text`. Raises PassMalformed, PassForged, PassExpired or PassNotYetValid; `now` in seconds."""
    if len(text) > LONGEST_PASS_BYTES or not text.isascii():
        raise PassMalformed("too long, or not ASCII")
    body, _, signature = text.partition(".")
    try:
        payload, given = _bytes(body), _bytes(signature)
    except (binascii.Error, ValueError) as error:
        raise PassMalformed("not base64url") from error
    if not hmac.compare_digest(hmac.digest(key, payload, "sha256"), given):
        raise PassForged("wrong signature")
    try:
        pass_ = msgspec.json.decode(payload, type=Pass)
    except msgspec.MsgspecError as error:
        raise PassMalformed(str(error)) from error
    if not math.isfinite(now) or now >= pass_.expires:
        raise PassExpired(f"at {pass_.expires}")
    if now < pass_.issued - EARLY_SECONDS:
        raise PassNotYetValid(f"from {pass_.issued}")
    return pass_


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
