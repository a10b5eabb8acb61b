"""Writes the byte tables into docs/reference/wire.md: `python -m yunzhan.wire.page FILE`. Not run in production."""

import sys
from pathlib import Path
from typing import Any

from yunzhan.wire import limits
from yunzhan.wire.closing import CLOSE_CODES
from yunzhan.wire.codec import Kind, Many, kinds_of
from yunzhan.wire.fields import Rest
from yunzhan.wire.messages import COMMANDS, FACTS, PARTS
from yunzhan.wire.reasons import Reason

BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


def kind_words(kind: Kind) -> str:
    if isinstance(kind, Many):
        return (
            f"u16 count, then {kind.item.__name__} each"
            if isinstance(kind.item, type)
            else f"u16 count, then {kind.item.name} each"
        )
    return f"records of {kind.record} bytes to the end" if isinstance(kind, Rest) else kind.name


def table(message: type[Any]) -> list[str]:
    head = f"0x{message.KIND:02x} " if hasattr(message, "KIND") else ""
    lines = [f"#### {head}{message.__name__}", " ".join((message.__doc__ or "").split()), ""]
    rows = [f"| {name.strip('_')} | {kind_words(kind)} |" for name, kind in kinds_of(message)]
    return [*lines, "| field | bytes |", "| --- | --- |", *rows, ""] if rows else [*lines, "No fields.", ""]


def tables() -> str:
    """All of the generated part, as Markdown."""
    out = ["### From client to gateway", ""]
    for message in COMMANDS:
        out += table(message)
    out += ["### From gateway to client", ""]
    for fact in FACTS:
        out += table(fact)
    out += ["### Parts of messages", ""]
    for part in PARTS:
        out += table(part)
    out += ["### Close codes", "", "| code | name | come back |", "| --- | --- | --- |"]
    out += [f"| {c.code} | {c.name} | {c.come_back.value} |" for c in CLOSE_CODES]
    out += ["", "### Reasons of Refused", "", "| reason | name |", "| --- | --- |"]
    out += [f"| {int(reason)} | {reason.name} |" for reason in Reason]
    out += ["", "### Limits", "", "| limit | value |", "| --- | --- |"]
    for name, value in vars(limits).items():
        if name.isupper():
            words = f"{value[0]} a second, {value[1]} at once" if isinstance(value, tuple) else str(value)
            out.append(f"| {name} | {words} |")
    return "\n".join(out) + "\n"


def write_page(path: Path) -> str:
    """The page with its generated part made new."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(write_page(page), encoding="utf-8")
