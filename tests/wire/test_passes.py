"""A pass opens what it names, while it is valid, when we signed it."""

import msgspec
import pytest

from yunzhan.wire.passes import (
    GroupGrant,
    HallGrant,
    Pass,
    PassExpired,
    PassForged,
    PassMalformed,
    PassNotYetValid,
    read_pass,
    sign_pass,
)

KEY = b"k" * 32
PASS = Pass(
    person="p1", name="访客", kind="guest", fair="f", look=7, issued=1000, expires=2000,
    halls=(HallGrant("f/h1", 10400, 8400, 5200, 8200, 0),), groups=(GroupGrant("hall:f/h1", True),),
)  # fmt: skip


def test_pass_comes_back_as_it_was_signed():
    assert read_pass(sign_pass(PASS, KEY), KEY, now=1500) == PASS


@pytest.mark.parametrize(("now", "refusal"), [(2000, PassExpired), (900, PassNotYetValid), (float("nan"), PassExpired)])
def test_pass_is_refused_outside_its_time(now, refusal):
    with pytest.raises(refusal):
        read_pass(sign_pass(PASS, KEY), KEY, now=now)


def test_pass_of_another_key_is_forged():
    with pytest.raises(PassForged):
        read_pass(sign_pass(PASS, b"x" * 32), KEY, now=1500)


@pytest.mark.parametrize("text", ["", ".", "äöü.x", "a" * 5000, "!!!.!!!"])
def test_what_is_not_a_pass_is_refused(text):
    with pytest.raises((PassMalformed, PassForged)):
        read_pass(text, KEY, now=1500)


@pytest.mark.parametrize("size", [0, 1, 32, 64, 65, 200])
def test_signature_is_the_hmac_of_any_key(size):
    import hmac

    from yunzhan.wire.passes import _signature

    key = bytes(range(size))
    assert [_signature(key, text) for text in (b"", b"pass" * 99)] == [
        hmac.digest(key, text, "sha256") for text in (b"", b"pass" * 99)
    ]


def test_signed_nonsense_is_malformed():
    import hmac

    from yunzhan.wire import passes

    payload = msgspec.json.encode({"person": 5})
    text = f"{passes._text(payload)}.{passes._text(hmac.digest(KEY, payload, 'sha256'))}"
    with pytest.raises(PassMalformed):
        read_pass(text, KEY, now=1500)
