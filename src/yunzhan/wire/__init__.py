"""The bytes between client and gateway: messages, codec, close codes, limits, passes. No socket and no clock lives here."""

VERSION = 3
