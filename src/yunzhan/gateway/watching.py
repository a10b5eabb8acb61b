"""Who wants to know how far which group is, without being in it: what unread counts are made of. Members are conversation's."""

from collections.abc import Iterable

from yunzhan.gateway.connection import Connection


class Watching:
    """Watched groups, their watchers, and the number each watcher of a group has been told."""

    def __init__(self) -> None:
        self._watchers: dict[str, dict[Connection, None]] = {}
        self._told: dict[str, int] = {}
        self._watched: dict[Connection, tuple[str, ...]] = {}

    def watch(self, connection: Connection, heads: dict[str, int]) -> None:
        """`heads`: the groups, each with the number that the watcher has just been told."""
        self.forget(connection)
        if heads:
            self._watched[connection] = tuple(heads)
        for key, last in heads.items():
            self._watchers.setdefault(key, {})[connection] = None
            self._told.setdefault(key, last)

    def forget(self, connection: Connection) -> None:
        for key in self._watched.pop(connection, ()):
            watchers = self._watchers[key]
            del watchers[connection]
            if not watchers:
                del self._watchers[key], self._told[key]

    def groups(self) -> Iterable[str]:
        return tuple(self._watchers)

    def news(self, key: str, last: int) -> list[Connection]:
        """Whom to tell that the group is at `last` now: nobody when they know."""
        if self._told[key] == last:
            return []
        self._told[key] = last
        return list(self._watchers[key])
