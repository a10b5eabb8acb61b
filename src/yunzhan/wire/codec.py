"""Messages to bytes and back, for every class of `messages`. The two hot messages have their own path in `world.space`."""

from dataclasses import dataclass
from struct import Struct
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from yunzhan.wire.fields import FieldKind
from yunzhan.wire.made import CANNOT, Read, Write, make_read, make_write
from yunzhan.wire.messages import COMMANDS, FACTS, CommandMessage, FactMessage, Message
from yunzhan.wire.refusals import TrailingBytes, Truncated, UnknownKind, ValueTooLarge


@dataclass(frozen=True)
class Many:
    """A u16 count, then as many items: of one field kind, or of a class with fields of its own."""

    item: "FieldKind | type[Any]"

    def write(self, value: tuple[Any, ...], out: bytearray) -> None:
        if len(value) > 0xFFFF:
            raise ValueTooLarge(f"{len(value)} items do not fit a list")
        out += len(value).to_bytes(2, "little")
        for item in value:
            if isinstance(self.item, type):
                _write_each(item, out)
            else:
                self.item.write(item, out)

    def read(self, data: bytes, at: int) -> tuple[tuple[Any, ...], int]:
        if at + 2 > len(data):
            raise Truncated("count")
        count = int.from_bytes(data[at : at + 2], "little")
        at += 2
        items = []
        for _ in range(count):
            item, at = read_fields(self.item, data, at) if isinstance(self.item, type) else self.item.read(data, at)
            items.append(item)
        return tuple(items), at


Kind = FieldKind | Many
COUNT = Struct("<H")


_KINDS: dict[type[Any], tuple[tuple[str, Kind], ...]] = {}


def kinds_of(message: type[Any]) -> tuple[tuple[str, Kind], ...]:
    """The fields of a message class in order, each with its kind."""
    if message not in _KINDS:
        hints = get_type_hints(message, include_extras=True)
        _KINDS[message] = tuple((name, kind_of(hints[name])) for name in message.__struct_fields__)
    return _KINDS[message]


def kind_of(hint: Any) -> Kind:
    if get_origin(hint) is Annotated:
        kind: FieldKind = get_args(hint)[1]
        return kind
    item = get_args(hint)[0]
    return Many(item if isinstance(item, type) else get_args(item)[1])


_WRITES: dict[type[Any], Write] = {}
_READS: dict[type[Any], Read] = {}


def write_of(message: type[Any]) -> Write:
    """Writes its kind, if it has one, and its fields; made once for each class."""
    if message not in _WRITES:
        _WRITES[message] = make_write(kinds_of(message), getattr(message, "KIND", None), _write_alone)
    return _WRITES[message]


def read_of(message: type[Any]) -> Read:
    if message not in _READS:
        _READS[message] = make_read(message, kinds_of(message))
    return _READS[message]


def _write_alone(kind: Kind) -> Write:
    item = kind.item if isinstance(kind, Many) else None
    if isinstance(item, type) and kinds_of(item):
        write, count = write_of(item), COUNT.pack
        return lambda items: count(len(items)) + b"".join(map(write, items))

    def written(value: Any) -> bytes:
        out = bytearray()
        kind.write(value, out)
        return bytes(out)

    return written


def _write_each(message: Any, out: bytearray) -> None:
    """Without its kind, field by field."""
    for name, kind in kinds_of(type(message)):
        kind.write(getattr(message, name), out)


def read_fields(message: type[Any], data: bytes, at: int) -> tuple[Any, int]:
    try:
        return read_of(message)(data, at)
    except CANNOT:
        values = []
        for _, kind in kinds_of(message):
            value, at = kind.read(data, at)
            values.append(value)
        return message(*values), at


def encode(message: Message) -> bytes:
    """The message as bytes, its kind first. Raises ValueTooLarge."""
    write = _WRITES.get(type(message)) or write_of(type(message))
    try:
        return write(message)
    except CANNOT:
        out = bytearray((message.KIND,))
        _write_each(message, out)
        return bytes(out)


def encode_part(part: Any) -> bytes:
    """Something that messages are made of, as it stands in them. Raises ValueTooLarge."""
    try:
        return write_of(type(part))(part)
    except CANNOT:
        out = bytearray()
        _write_each(part, out)
        return bytes(out)


def decode_command(data: bytes) -> CommandMessage:
    """What a client sent. Raises a WireError named after what is wrong."""
    command: CommandMessage = decode(data, COMMAND_OF_KIND)
    return command


def decode_fact(data: bytes) -> FactMessage:
    """What a gateway sent. Raises a WireError named after what is wrong."""
    fact: FactMessage = decode(data, FACT_OF_KIND)
    return fact


def decode(data: bytes, table: dict[int, type[Any]]) -> Any:
    if not data:
        raise Truncated("kind")
    message = table.get(data[0])
    if message is None:
        raise UnknownKind(f"0x{data[0]:02x}")
    decoded, end = read_fields(message, data, 1)
    if end != len(data):
        raise TrailingBytes(f"{len(data) - end} after {message.__name__}")
    return decoded


COMMAND_OF_KIND: dict[int, type[Any]] = {message.KIND: message for message in COMMANDS}
FACT_OF_KIND: dict[int, type[Any]] = {message.KIND: message for message in FACTS}
