"""What a display name may be. Pure: no database, no request."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.choices import DISPLAY_NAME_LONGEST
from yunzhan.website.shared.refusals import Refusal

# Letters that cannot be seen, or that turn the text round them; a label in the hall must not carry them.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class NameRefused(Refusal):
    """The root of what can be wrong with a display name."""


class NameMissing(NameRefused):
    sentence = _("Write a name. Others in the hall will see it.")


class NameTooLong(NameRefused):
    sentence = _("A name has at most %(longest)s characters.")


class NameUnreadable(NameRefused):
    sentence = _("The name holds signs that cannot be shown. Use letters, digits and spaces.")


def clean_display_name(text: str) -> str:
    """The name as it will be shown. Refuses NameMissing, NameTooLong, NameUnreadable."""
    name = " ".join(unicodedata.normalize("NFC", text[:1000]).split())
    if not name:
        raise NameMissing(field="name")
    if len(name) > DISPLAY_NAME_LONGEST:
        raise NameTooLong(field="name", longest=DISPLAY_NAME_LONGEST)
    if any(unicodedata.category(letter) in UNSEEN_CATEGORIES or letter in "<>&" for letter in name):
        raise NameUnreadable(field="name")
    return name
