"""What a program's last words mean for the person who started it. Only troubles that the person can mend are here."""

import errno
from collections.abc import Sequence

# People start us with make, or with `yunzhan` from the wheel: both ways are named.
TAKE_OTHERS = "take others with `make … PORT=` or --port"
OTHER_FOLDER = "give another folder with YUNZHAN_DATA or --data"
DISK_FULL = f"The disk is full: free some space, or {OTHER_FOLDER}."
DAMAGED = "The database file is damaged: put a backup in its place, or move it away and a new one is made."
# a sign in the output, and the sentence that says what to do
TROUBLES = (
    ("No space left on device", DISK_FULL),
    ("database or disk is full", DISK_FULL),
    (
        "database is locked",
        f"The database is held by another program: end the other Yunzhan of this folder, or {OTHER_FOLDER}.",
    ),
    ("file is not a database", DAMAGED),
    ("database disk image is malformed", DAMAGED),
    (
        "attempt to write a readonly database",
        f"The database file may not be written to: give it to this user, or {OTHER_FOLDER}.",
    ),
    (
        "unable to open database file",
        f"The database file cannot be opened: give its folder to this user, or {OTHER_FOLDER}.",
    ),
    ("Address already in use", f"A port is in use by another program: stop that one, or {TAKE_OTHERS}."),
)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


def sentence_for(lines: Sequence[str]) -> str | None:
    """The sentence for the first known sign in the output, None when there is none."""
    output = "\n".join(lines)
    return next((sentence for sign, sentence in TROUBLES if sign in output), None)


def sentence_for_error(error: OSError) -> str | None:
    """The sentence for an error that we met ourselves while writing, None for one nobody can mend."""
    if error.errno in NO_ROOM:
        return DISK_FULL
    if error.errno in NOT_ALLOWED:
        return f"{error.filename} cannot be written to: give it to this user, or {OTHER_FOLDER}."
    return None
