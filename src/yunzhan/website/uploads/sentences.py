"""Why a file was refused, as a sentence in the reader's language: one for each code of the checks, with limit and found value."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, str | Promise] = {
    # at the door
    "FileEmpty": gettext_lazy("The file is empty."),
    "FileTooLarge": gettext_lazy("A file of this kind may have at most %(limit)s bytes; this one has %(found)s."),
    "NameMalformed": gettext_lazy(
        "A file name may have at most %(limit)s characters, and no slash or control character."
    ),
    "FormatUnknown": gettext_lazy("PNG, JPEG and WebP can be read; this file (%(found)s) is none."),
    "NameDisagrees": gettext_lazy("The name ends with %(found)s, but the file is something else."),
    "KindNotWanted": gettext_lazy("A file of another kind is needed here, not %(found)s."),
    # pictures
    "PictureBroken": gettext_lazy("The picture is damaged or cut off."),
    "PictureTooLong": gettext_lazy("A picture may be at most %(limit)s pixels wide and high; this one has %(found)s."),
    "PictureTooManyPixels": gettext_lazy("A picture may have at most %(limit)s pixels in all; this one has %(found)s."),
    "PictureTooSmall": gettext_lazy(
        "A picture must be at least %(limit)s pixels wide and high; this one has %(found)s."
    ),
    "PictureMoves": gettext_lazy("Moving pictures cannot be used; this one has %(found)s frames."),
    # any job
    "TooHardToRead": gettext_lazy("The file needs too much memory or time to be read."),
    "GaveUp": gettext_lazy("The file could not be checked in %(limit)s attempts."),
    "FileLost": gettext_lazy("The file is not there any more. Please bring it again."),
}


def sentence_of(code: str, limit: str = "", found: str = "") -> str:
    """In the language that is active now."""
    sentence = SENTENCES.get(code)
    return str(sentence) % {"limit": limit, "found": found} if sentence else _("The file cannot be used.")
