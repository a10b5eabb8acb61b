"""The one exception a check ends with: a stable code, the limit and what was found. The sentence is sentences' business."""


class Refused(Exception):
    """A file may not be used. `code` is one of sentences.SENTENCES; `limit` and `found` fill its places."""

    def __init__(self, code: str, limit: object = "", found: object = "") -> None:
        super().__init__(code, limit, found)
        self.code, self.limit, self.found = code, shown(limit), shown(found)


LONGEST_SHOWN = 80


def shown(value: object) -> str:
    """A value of a file nobody has checked, as it may stand in a sentence: printable, short, large numbers grouped."""
    if isinstance(value, float):
        value = f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    text = "".join(letter if letter.isprintable() else "�" for letter in text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
