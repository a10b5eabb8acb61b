"""The kinds of field a message is made of, and how each is written and read. Which message has which is in `messages`."""

from dataclasses import dataclass
from struct import Struct
from typing import Annotated

from yunzhan.wire.refusals import BadText, Truncated, ValueTooLarge


@dataclass(frozen=True)
class Integer:
    """An unsigned little-endian integer of `size` bytes."""

    name: str
    size: int

    def write(self, value: int, out: bytearray) -> None:
        try:
            out += value.to_bytes(self.size, "little")
        except OverflowError as error:
            raise ValueTooLarge(f"{value} does not fit {self.name}") from error

    def read(self, data: bytes, at: int) -> tuple[int, int]:
        end = at + self.size
        if end > len(data):
            raise Truncated(self.name)
        return int.from_bytes(data[at:end], "little"), end


@dataclass(frozen=True)
class Text:
    """A length in bytes (of `size` bytes), then as many bytes of UTF-8."""

    name: str
    size: int

    def write(self, value: str, out: bytearray) -> None:
        data = value.encode("utf-8", "replace")
        if len(data) >= 1 << (8 * self.size):
            raise ValueTooLarge(f"a text of {len(data)} bytes does not fit {self.name}")
        out += len(data).to_bytes(self.size, "little") + data

    def read(self, data: bytes, at: int) -> tuple[str, int]:
        start = at + self.size
        if start > len(data):
            raise Truncated(self.name)
        end = start + int.from_bytes(data[at:start], "little")
        if end > len(data):
            raise Truncated(self.name)
        try:
            return data[start:end].decode("utf-8"), end
        except UnicodeDecodeError as error:
            raise BadText(self.name) from error


@dataclass(frozen=True)
class Rest:
    """All bytes to the end of the message, a multiple of `record` bytes."""

    name: str
    record: int

    def write(self, value: bytes, out: bytearray) -> None:
        out += value

    def read(self, data: bytes, at: int) -> tuple[bytes, int]:
        if (len(data) - at) % self.record:
            raise Truncated(self.name)
        return bytes(data[at:]), len(data)


FieldKind = Integer | Text | Rest
U8 = Annotated[int, Integer("u8", 1)]
U16 = Annotated[int, Integer("u16", 2)]
U32 = Annotated[int, Integer("u32", 4)]
U64 = Annotated[int, Integer("u64", 8)]
Str8 = Annotated[str, Text("str8", 1)]
Str16 = Annotated[str, Text("str16", 2)]
# One person's place in a cell: id u16, x u8, z u8 (4 cm steps from the cell's corner), yaw u8, motion u8.
PLACE = Struct("<HBBBB")
Places6 = Annotated[bytes, Rest("places", PLACE.size)]
