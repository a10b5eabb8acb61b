"""Scripted visitors and what they measured. Written against docs/reference/wire.md only: it may not import `wire`."""
