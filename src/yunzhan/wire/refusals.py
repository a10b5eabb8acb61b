"""Why bytes are not a message: one exception for each reason. Why a command is refused is in `reasons`.

WireError
├── Truncated        the bytes end inside a field
├── TrailingBytes    bytes are left after the last field
├── UnknownKind      no message begins with this byte
├── BadText          a text is not UTF-8
└── ValueTooLarge    a value does not fit its field (only when encoding)
"""


class WireError(Exception):
    """The bytes are not a message of this version."""


class Truncated(WireError):
    """The bytes end inside a field."""


class TrailingBytes(WireError):
    """Bytes are left after the last field."""


class UnknownKind(WireError):
    """No message begins with this byte."""


class BadText(WireError):
    """A text is not UTF-8."""


class ValueTooLarge(WireError):
    """A value does not fit its field."""
