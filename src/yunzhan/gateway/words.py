"""What is said as bytes between nodes and in a stream, and a group's name as one word of a subject. Clients hear wire's."""

import re

from yunzhan.wire.codec import encode_part, read_fields
from yunzhan.wire.messages import Utterance

SAFE = re.compile(r"[^A-Za-z0-9_:/-]")
ESCAPED = re.compile(rb"=(..)")


def word_of(group: str) -> str:
    """Dots, stars and blanks mean something in a subject."""
    return SAFE.sub(lambda found: "".join(f"={byte:02x}" for byte in found[0].encode()), group)


def group_of(word: str) -> str:
    """The name behind `word_of`."""
    return ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), word.encode()).decode()


def pack(message: Utterance) -> bytes:
    return encode_part(message)


def unpack(words: bytes, at: int = 0) -> Utterance:
    message: Utterance = read_fields(Utterance, words, at)[0]
    return message
