"""Simplified ↔ Traditional Chinese: a proposal for a text that a person then confirms. The search folds on its own (marks)."""

from functools import lru_cache

from opencc import OpenCC


@lru_cache(maxsize=2)
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def to_traditional(text: str) -> str:
    """With Taiwan's words: 软件 → 軟體."""
    return str(_converter("s2twp").convert(text))


def to_simplified(text: str) -> str:
    """With the mainland's words: 軟體 → 软件."""
    return str(_converter("tw2sp").convert(text))
