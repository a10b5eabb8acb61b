"""One text in the three languages of the website, and how it is written into a translated model field.

Reading needs nothing from here: `hall.name` answers in the reader's language.
"""

from dataclasses import dataclass

from django.db import models

LANGUAGE_SUFFIXES = ("zh_hans", "zh_hant", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in Simplified Chinese, Traditional Chinese and English; an empty one falls back to another."""

    zh_hans: str
    zh_hant: str
    en: str

    @classmethod
    def same(cls, text: str) -> "Words":
        return cls(text, text, text)


NO_WORDS = Words("", "", "")


def write_words(row: models.Model, field: str, words: Words) -> None:
    """Sets `field` of `row` in all languages. The row is not saved."""
    for suffix in LANGUAGE_SUFFIXES:
        setattr(row, f"{field}_{suffix}", getattr(words, suffix))


def words_of(row: models.Model, field: str) -> Words:
    return Words(*(str(getattr(row, f"{field}_{suffix}") or "") for suffix in LANGUAGE_SUFFIXES))


def translated(*fields: str) -> list[str]:
    """The column names behind translated fields, for `bulk_update`, `only` and `update_fields`."""
    return [f"{field}_{suffix}" for field in fields for suffix in LANGUAGE_SUFFIXES]
