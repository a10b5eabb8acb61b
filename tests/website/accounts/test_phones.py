"""Phone numbers as people of four regions write them."""

import pytest

from yunzhan.website.accounts.phones import PhoneUnknown, read_phone, regions_around

CN, TW, HK, MO = (regions_around(region) for region in ("CN", "TW", "HK", "MO"))


@pytest.mark.parametrize(
    ("written", "regions", "stored"),
    [
        ("13800138000", CN, "+8613800138000"),
        ("138 0013 8000", TW, "+8613800138000"),
        ("0912345678", TW, "+886912345678"),
        ("0912-345-678", CN, "+886912345678"),
        ("5123 4567", CN, "+85251234567"),
        ("66123456", MO, "+85366123456"),
        ("66123456", HK, "+85266123456"),
        ("＋８８６ ９１２ ３４５ ６７８", CN, "+886912345678"),
        ("+86 138 0013 8000", MO, "+8613800138000"),
        ("0086 138 0013 8000", CN, "+8613800138000"),
        ("9123 4567", ("SG",), "+6591234567"),
    ],
)
def test_number_is_understood(written, regions, stored):
    assert read_phone(written, regions) == stored


HOPELESS = ["", "1", "+", "phone", "+86 1", "１２３", "0" * 10_000, "+99912345678", "\x00"]


@pytest.mark.parametrize("written", HOPELESS)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(PhoneUnknown):
        read_phone(written, ("CN", "TW"))


def test_only_the_four_know_each_other():
    assert (regions_around("TW"), regions_around("SG")) == (("TW", "CN", "HK", "MO"), ("SG",))
