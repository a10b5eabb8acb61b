"""The pass: what the website signs and the gateway reads, without asking the database. Where the key lives is cli's business."""

import base64
import binascii
import hashlib
import hmac
import math
from functools import lru_cache
from typing import Literal

import msgspec

from yunzhan.wire.limits import LINE_PEOPLE

PersonKind = Literal["guest", "person", "staff", "host", "scripted"]
LONGEST_PASS_BYTES = 3072
FROM_URL = bytes.maketrans(b"-_", b"+/")
BLOCK_BYTES = 64  # of SHA-256
KEYS_KEPT = 4
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


DECODER = msgspec.json.Decoder(Pass)


def sign_pass(pass_: Pass, key: bytes) -> str:
    """The pass as text: payload and HMAC-SHA256, both base64url without padding."""
    payload = msgspec.json.encode(pass_)
    return f"{_text(payload)}.{_text(_signature(key, payload))}"


def read_pass(text: str, key: bytes, now: float) -> Pass:
    """The pass behind `text`. Raises PassMalformed, PassForged, PassExpired or PassNotYetValid; `now` in seconds."""
    if len(text) > LONGEST_PASS_BYTES or not text.isascii():
        raise PassMalformed("too long, or not ASCII")
    body, _, signature = text.partition(".")
    try:
        payload, given = _bytes(body), _bytes(signature)
    except (binascii.Error, ValueError) as error:
        raise PassMalformed("not base64url") from error
    if not hmac.compare_digest(_signature(key, payload), given):
        raise PassForged("wrong signature")
    try:
        pass_ = DECODER.decode(payload)
    except msgspec.MsgspecError as error:
        raise PassMalformed(str(error)) from error
    if not math.isfinite(now) or now >= pass_.expires:
        raise PassExpired(f"at {pass_.expires}")
    if now < pass_.issued - EARLY_SECONDS:
        raise PassNotYetValid(f"from {pass_.issued}")
    return pass_


@lru_cache(maxsize=KEYS_KEPT)
def _begun(key: bytes) -> "tuple[hashlib._Hash, hashlib._Hash]":
    """HMAC's two hashes with the key in them: most of what it does for a text as short as a pass."""
    padded = (hashlib.sha256(key).digest() if len(key) > BLOCK_BYTES else key).ljust(BLOCK_BYTES, b"\0")
    return hashlib.sha256(bytes(byte ^ 0x36 for byte in padded)), hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))


def _signature(key: bytes, payload: bytes) -> bytes:
    """HMAC-SHA-256."""
    inner, outer = (begun.copy() for begun in _begun(key))
    inner.update(payload)
    outer.update(inner.digest())
    return outer.digest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    data = text.encode("ascii") + b"=" * (-len(text) % 4)
    return binascii.a2b_base64(data.translate(FROM_URL), strict_mode=True)
