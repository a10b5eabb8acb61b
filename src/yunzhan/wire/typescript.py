"""Writes client/src/wire from this package's tables: `python -m yunzhan.wire.typescript FOLDER`. Not run in production."""

import sys
from pathlib import Path
from typing import Any

from yunzhan import wire
from yunzhan.wire import limits, messages
from yunzhan.wire.closing import CLOSE_CODES
from yunzhan.wire.codec import Kind, Many, kinds_of
from yunzhan.wire.fields import Integer, Text
from yunzhan.wire.reasons import Reason

CONSTANTS = (
    "ANYWHERE", "NOBODY", "ANY_LINE", "SCRIPTED", "STAFF", "HOST", "SAID", "EDITED", "REMOVED", "MAY_SAY", "MAY_MODERATE",
)  # fmt: skip
HEAD = "// Generated from src/yunzhan/wire by `make docs`; changes here are lost.\n"


def camel(name: str) -> str:
    first, *rest = name.strip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def type_of(kind: Kind) -> str:
    if isinstance(kind, Many):
        inner = kind.item.__name__ if isinstance(kind.item, type) else type_of(kind.item)
        return f"readonly {inner}[]"
    if isinstance(kind, Integer):
        return "number"
    return "string" if isinstance(kind, Text) else "Uint8Array"


def method_of(kind: Kind) -> str:
    return kind.name if not isinstance(kind, Many) else "list"


def reading(kind: Kind) -> str:
    if isinstance(kind, Many):
        inner = f"() => read{kind.item.__name__}(r)" if isinstance(kind.item, type) else f"() => {reading(kind.item)}"
        return f"r.list({inner})"
    return f"r.{method_of(kind)}()"


def writing(kind: Kind, value: str) -> str:
    if isinstance(kind, Many):
        inner = f"write{kind.item.__name__}(w, item)" if isinstance(kind.item, type) else writing(kind.item, "item")
        return f"w.list({value}, (item) => {inner})"
    return f"w.{method_of(kind)}({value})"


def structs() -> list[type[Any]]:
    """Classes that are part of a message but not one."""
    return list(messages.PARTS)


def describe(message: type[Any]) -> str:
    return " ".join((message.__doc__ or "").split())


def types_file() -> str:
    out = [HEAD, f"export const VERSION = {wire.VERSION};"]
    out.extend(f"export const {name} = {getattr(messages, name)};" for name in CONSTANTS)
    out.append("")
    for message in [*structs(), *messages.MESSAGES]:
        kind = [f"  readonly type: '{message.__name__}';"] if hasattr(message, "KIND") else []
        lines = [f"  readonly {camel(name)}: {type_of(k)};" for name, k in kinds_of(message)]
        out.append(
            "\n".join([f"/** {describe(message)} */", f"export interface {message.__name__} {{", *kind, *lines, "}\n"])
        )
    for name, group in (("Command", messages.COMMANDS), ("Fact", messages.FACTS)):
        out.append(f"export type {name} =\n  | " + "\n  | ".join(m.__name__ for m in group) + ";\n")
    return "\n".join(out)


def codec_file() -> str:
    out = [HEAD, "import { Reader, WireError, Writer } from './bytes';"]
    out.append(
        "import type {\n  "
        + ",\n  ".join(sorted(["Command", "Fact", *[s.__name__ for s in structs()]]))
        + ",\n} from './messages';\n"
    )
    for message in structs():
        parts = ", ".join(f"{camel(n)}: {reading(k)}" for n, k in kinds_of(message))
        out.append(f"function read{message.__name__}(r: Reader): {message.__name__} {{\n  return {{ {parts} }};\n}}\n")
    out.append(
        "/** The bytes of a command. */\nexport function encode(m: Command): Uint8Array<ArrayBuffer> {\n"
        "  const w = new Writer();\n  switch (m.type) {"
    )
    for message in messages.COMMANDS:
        lines = [f"      {writing(k, 'm.' + camel(n))};" for n, k in kinds_of(message)]
        out.append(
            "\n".join([f"    case '{message.__name__}':", f"      w.u8(0x{message.KIND:02x});", *lines, "      break;"])
        )
    out.append("  }\n  return w.bytes();\n}\n")
    out.append(
        "/** The fact in these bytes; throws WireError when there is none. */\n"
        "export function decode(data: Uint8Array): Fact {\n  const r = new Reader(data);\n"
        "  const fact = read(r);\n  r.end();\n  return fact;\n}\n"
    )
    out.append("function read(r: Reader): Fact {\n  const kind = r.u8();\n  switch (kind) {")
    for fact in messages.FACTS:
        parts = ", ".join([f"type: '{fact.__name__}'", *[f"{camel(n)}: {reading(k)}" for n, k in kinds_of(fact)]])
        out.append(f"    case 0x{fact.KIND:02x}:\n      return {{ {parts} }};")
    out.append("    default:\n      throw new WireError(`unknown kind ${kind}`);\n  }\n}\n")
    return "\n".join(out)


def tables_file() -> str:
    out = [HEAD, "export type ComeBack = 'later' | 'new-pass' | 'never';\n"]
    out.append("/** Close codes: their name, and what a client does next. */")
    rows = "\n".join(
        f"  [{int(c.code)}, {{ name: '{c.name}', comeBack: '{c.come_back.value}' }}]," for c in CLOSE_CODES
    )
    out.append(
        f"export const CLOSE_CODES: ReadonlyMap<number, {{ name: string; comeBack: ComeBack }}> = new Map([\n{rows}\n]);\n"
    )
    out.append("/** Why a command was refused. */\nexport const REASONS = {")
    out.extend(f"  {camel(reason.name.lower())}: {int(reason)}," for reason in Reason)
    out.append("} as const;\n")
    out.append("export type ReasonName = keyof typeof REASONS;\n\nexport const LIMITS = {")
    numbers = {name: value for name, value in vars(limits).items() if name.isupper()}
    out.extend(f"  {camel(n.lower())}: {list(v) if isinstance(v, tuple) else v}," for n, v in numbers.items())
    out.append("} as const;\n")
    return "\n".join(out)


FILES = {"messages.ts": types_file, "codec.ts": codec_file, "tables.ts": tables_file}


def main() -> None:
    folder = Path(sys.argv[1])
    for name, write in FILES.items():
        (folder / name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
