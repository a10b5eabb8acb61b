"""One tokenizer for everything that is searched: text in, marks out. Neither the index nor the query knows another way.

Han characters become single marks and pairs (they beat word segmentation here), Latin words stay whole.
A mark is letters and digits only, so it can stand in an FTS5 or a tsquery expression as it is.
"""

import unicodedata
from functools import lru_cache
from itertools import groupby

from opencc import OpenCC

LONGEST_TEXT_CHARACTERS = 20_000
LONGEST_QUERY_CHARACTERS = 120
MOST_QUERY_MARKS = 60
LONGEST_MARK_CHARACTERS = 40
SHORTEST_PREFIX_CHARACTERS = 3

_HAN_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("tw2sp")  # also folds vocabulary: 軟體 → 软件


def fold(text: str) -> str:
    """NFKC, lower case, Simplified Chinese with mainland words."""
    plain = unicodedata.normalize("NFKC", text.replace("\0", " ")).casefold()
    return str(_to_simplified().convert(plain))


def _is_han(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _HAN_BLOCKS)


def _kind(character: str) -> str:
    if not character.isalnum():
        return "gap"
    return "han" if _is_han(character) else "word"


def runs_of(text: str) -> list[tuple[str, str]]:
    """(kind, run) for each stretch of Han characters ("han") or of other letters and digits ("word")."""
    grouped = ((kind, "".join(run)) for kind, run in groupby(fold(text), key=_kind))
    return [(kind, run) for kind, run in grouped if kind != "gap"]


def marks_of(text: str) -> list[str]:
    """The marks under which a text is found, in order, with repeats."""
    marks: list[str] = []
    for kind, run in runs_of(text[:LONGEST_TEXT_CHARACTERS]):
        if kind == "word":
            marks.append(run[:LONGEST_MARK_CHARACTERS])
        else:
            marks.extend(run)
            marks.extend(run[i : i + 2] for i in range(len(run) - 1))
    return marks


def query_marks_of(text: str) -> list[tuple[str, bool]]:
    """The marks all of which a hit must have: (mark, whether a mark that only begins so counts too).

    A run of Han characters asks for its pairs (a single character for itself); Latin words of three letters or more
    count as beginnings. Empty for a query without a letter or digit.
    """
    asked: dict[str, bool] = {}
    for kind, run in runs_of(text[:LONGEST_QUERY_CHARACTERS]):
        if kind == "word":
            asked[run[:LONGEST_MARK_CHARACTERS]] = len(run) >= SHORTEST_PREFIX_CHARACTERS
        elif len(run) == 1:
            asked[run] = False
        else:
            asked.update((run[i : i + 2], False) for i in range(len(run) - 1))
    return list(asked.items())[:MOST_QUERY_MARKS]
