"""Phone numbers as people write them, made into the one form that is stored (+8613800138000). Pure: which regions are
meant is the caller's to say."""

from collections.abc import Sequence

import phonenumbers
from django.utils.translation import gettext_lazy as _

from yunzhan.website.shared.refusals import Refusal

LONGEST_PHONE = 40
# Somebody at a fair in one of these writes a number of any of them without its country code; the fair's own comes first.
TOGETHER = ("CN", "TW", "HK", "MO")


class PhoneUnknown(Refusal):
    """No such number in the regions meant."""

    status = 422
    sentence = _("This is no phone number we understand. Write it with its country code, like +886 912 345 678.")


def regions_around(region: str) -> tuple[str, ...]:
    """The regions whose numbers are understood at a fair in `region`, in the order in which they are tried."""
    return (region, *(other for other in TOGETHER if other != region)) if region in TOGETHER else (region,)


def is_region(code: str) -> bool:
    """Whether `code` is a region with telephones, as ISO 3166 writes it: CN."""
    return code in phonenumbers.SUPPORTED_REGIONS


def read_phone(text: str, regions: Sequence[str]) -> str:
    """The number in E.164. A number that several regions have is the first one's. Refuses PhoneUnknown."""
    written = text.strip()[:LONGEST_PHONE]
    for region in ("ZZ",) if written.startswith(("+", "＋")) else regions:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise PhoneUnknown(field="phone")
