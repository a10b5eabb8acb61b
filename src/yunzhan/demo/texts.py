"""Sample texts in three languages: Traditional is converted from Simplified with Taiwan's words. The tables are in data/."""

import csv
from functools import lru_cache
from importlib.resources import files

from opencc import OpenCC

from yunzhan.website.shared.words import Words


@lru_cache(maxsize=1)
def _to_taiwan() -> OpenCC:
    return OpenCC("s2twp")


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def traditional(text: str) -> str:
    return str(_to_taiwan().convert(text))


def simplified(name: str) -> str:
    """For names: characters only, no vocabulary."""
    return str(_to_simplified().convert(name))


def words(zh_hans: str, en: str) -> Words:
    return Words(zh_hans, traditional(zh_hans), en)


def table(name: str) -> list[dict[str, str]]:
    """The rows of data/<name>.tsv."""
    text = files("yunzhan.demo").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
