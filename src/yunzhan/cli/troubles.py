"""What a program's last words mean for the person who started it. Only troubles that the person can mend are here."""

from collections.abc import Sequence

# a sign in the output, and the sentence that says what to do
TROUBLES = (
    ("No space left on device", "The disk is full: free some space, or give another folder with --data."),
    ("database or disk is full", "The disk is full: free some space, or give another folder with --data."),
    (
        "database is locked",
        "The database is held by another program: end the other Yunzhan of this folder, or give another one with --data.",
    ),
    (
        "file is not a database",
        "The database file is damaged: put a backup in its place, or move it away and a new one is made.",
    ),
    (
        "database disk image is malformed",
        "The database file is damaged: put a backup in its place, or move it away and a new one is made.",
    ),
    (
        "attempt to write a readonly database",
        "The database file may not be written to: give it to this user, or give another folder with --data.",
    ),
    ("Address already in use", "A port is in use by another program: stop that one, or take others with PORT=… ."),
)


def sentence_for(lines: Sequence[str]) -> str | None:
    """The sentence for the first known sign in the output, None when there is none."""
    output = "\n".join(lines)
    return next((sentence for sign, sentence in TROUBLES if sign in output), None)
