"""A stream inside one process: for tests. It forgets everything with the process."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from yunzhan.bus.stream import Fresh, Kept, Known, Overtaken


class MemoryStream:
    """A list, and the ids it has seen."""

    def __init__(self) -> None:
        self._kept: list[Kept] = []
        self._ids: dict[str, int] = {}
        self._next = 1

    async def append(self, items: Sequence[Fresh], after: Mapping[str, int]) -> int:
        for item in items:
            if item.id in self._ids:
                raise Known(self._ids[item.id] if len(items) == 1 else 0)
        for subject, position in after.items():
            if next((kept.position for kept in reversed(self._kept) if kept.subject == subject), 0) != position:
                raise Overtaken(subject)
        for item in items:
            self._kept.append(Kept(self._next, item.subject, item.payload))
            self._ids[item.id] = self._next
            self._next += 1
        return self._next - 1

    async def last(self, pattern: str) -> Kept | None:
        return next((kept for kept in reversed(self._kept) if fnmatchcase(kept.subject, pattern)), None)

    async def read(self, pattern: str, position: int, limit: int) -> list[Kept]:
        found = (kept for kept in self._kept if kept.position >= position and fnmatchcase(kept.subject, pattern))
        return [kept for kept, _ in zip(found, range(limit), strict=False)]

    async def subjects(self, pattern: str) -> dict[str, int]:
        found = (kept.subject for kept in self._kept if fnmatchcase(kept.subject, pattern.replace(">", "*")))
        return dict(Counter(found))

    async def erase(self, position: int) -> None:
        self._kept = [kept for kept in self._kept if kept.position != position]
