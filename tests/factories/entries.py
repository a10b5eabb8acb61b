"""Entries of a group's log as the recorder hears them."""

SAID, EDITED, REMOVED = 0, 1, 2


def entry(seq, text="t", *, person="p1", name="阿海", at=1000, kind=SAID, target=0, attachment=""):
    return {
        "seq": seq, "at": at, "person": person, "name": name, "flags": 0, "kind": kind, "target": target,
        "attachment": attachment, "text": text,
    }  # fmt: skip
