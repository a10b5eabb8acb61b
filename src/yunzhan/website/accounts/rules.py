"""What a display name and a look may be. Pure: no database, no request."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.choices import DISPLAY_NAME_LONGEST
from yunzhan.website.shared.refusals import Refusal

# Letters that cannot be seen, or that turn the text round them; a label in the hall must not carry them.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


# Bits of a look as docs/reference/wire.md has them: all that a person chooses, and the ribbon, which the fair gives.
LOOK_BITS = 31
RIBBON_SHIFT, RIBBON_COLOURS = 20, 16
RIBBON_BITS = (RIBBON_COLOURS - 1) << RIBBON_SHIFT
BODIES = 8
BODY_BITS = 15


class LookUnknown(Refusal):
    """A body that is not made, or more than a look has."""

    sentence = _("There is no such look. Reload the page and choose again.")


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


def clean_look(look: int) -> int:
    """The look without a ribbon. Refuses LookUnknown."""
    if not 0 <= look < 1 << LOOK_BITS or look & BODY_BITS >= BODIES:
        raise LookUnknown(field="look")
    return look & ~RIBBON_BITS
