"""For each class of message a function that writes it and one that reads it, made from its fields as dataclasses make theirs.

They are several times as fast as asking each field, which `codec` still does where these raise: a refusal and its name are the
field's own. Numbers in a row, and the length of the text after them, are one `struct`.
"""

import struct
from collections.abc import Callable, Sequence
from typing import Any

from yunzhan.wire.fields import Integer, Text

LETTERS = {1: "B", 2: "H", 4: "I", 8: "Q"}  # struct's, by the bytes of a number
Field = tuple[str, Any]  # its name and its kind
Write = Callable[[Any], bytes]
Read = Callable[[bytes, int], tuple[Any, int]]
CANNOT = (struct.error, UnicodeDecodeError)


class Short(struct.error):
    """A text is longer than the bytes there are."""


def parts_of(fields: Sequence[Field]) -> list[list[Field]]:
    """The fields in order: numbers in a row together, with the text after them, each other one alone."""
    parts: list[list[Field]] = [[]]
    for name, kind in fields:
        if parts[-1] and not (isinstance(parts[-1][-1][1], Integer) and isinstance(kind, Integer | Text)):
            parts.append([])
        parts[-1].append((name, kind))
    return parts


def make_write(fields: Sequence[Field], first: int | None, many: Callable[[Any], Write]) -> Write:
    """Raises struct.error for what does not fit. `first` is a byte before all fields, `many` writes what is no number or text."""
    known: dict[str, Any] = {}
    before, terms = [], []
    for at, part in enumerate(parts_of(fields)):
        name, kind = part[-1]
        if not isinstance(kind, Integer | Text):
            if at == 0 and first is not None:
                terms.append(repr(bytes((first,))))
            known[f"many{at}"] = many(kind)
            terms.append(f"many{at}(it.{name})")
            continue
        values = [f"it.{number}" for number, _ in part]
        letters = "".join(LETTERS[one.size] for _, one in part)
        if at == 0 and first is not None:
            values.insert(0, str(first))
            letters = f"B{letters}"
        if isinstance(kind, Text):
            before.append(f"text{at} = it.{name}.encode('utf-8', 'replace')")
            values[-1] = f"len(text{at})"
        known[f"pack{at}"] = struct.Struct(f"<{letters}").pack
        terms.append(f"pack{at}({', '.join(values)})")
        if isinstance(kind, Text):
            terms.append(f"text{at}")
    write: Write = _made("it", [*before, f"return {' + '.join(terms)}"], known)
    return write


def make_read(message: type[Any], fields: Sequence[Field]) -> Read:
    """Raises one of CANNOT for what is too short or no text; what is no number and no text refuses by itself."""
    known: dict[str, Any] = {"message": message, "Short": Short}
    lines = []
    for at, part in enumerate(parts_of(fields)):
        name, kind = part[-1]
        if not isinstance(kind, Integer | Text):
            known[f"read{at}"] = kind.read
            lines.append(f"of_{name}, at = read{at}(data, at)")
            continue
        packed = struct.Struct("<" + "".join(LETTERS[one.size] for _, one in part))
        known[f"unpack{at}"] = packed.unpack_from
        lines.append(f"{', '.join(f'of_{number}' for number, _ in part)}, = unpack{at}(data, at)")
        lines.append(f"at += {packed.size}")
        if isinstance(kind, Text):
            lines += [
                f"end = at + of_{name}",
                "if end > len(data):",
                "    raise Short",
                f"of_{name} = data[at:end].decode()",
                "at = end",
            ]
    names = ", ".join(f"of_{name}" for name, _ in fields)
    read: Read = _made("data, at", [*lines, f"return message({names}), at"], known)
    return read


def _made(parameters: str, lines: Sequence[str], known: dict[str, Any]) -> Any:
    text = "\n    ".join([f"def made({parameters}):", *lines])
    exec(text, known)  # noqa: S102 - names and sizes of our own classes' fields, nothing from outside
    return known["made"]
