"""What a pass opens, held once for all who have the same: most people of a fair. Who they are is in Session."""

from weakref import WeakValueDictionary

from yunzhan.wire.passes import BoothGrant, GroupGrant, HallGrant, Pass

PRESENT = 1  # in `Session.joined`: somebody is behind the connection
Opened = tuple[str, tuple[HallGrant, ...], tuple[GroupGrant, ...], str, str, tuple[BoothGrant, ...]]


class Rights:
    """The halls and groups of passes that open the same ones, and whom such people would meet."""

    __slots__ = ("__weakref__", "_bits", "booths", "fair", "groups", "halls", "language", "party")

    def __init__(self, pass_: Pass) -> None:
        self.fair, self.language, self.party = pass_.fair, pass_.language, pass_.party
        self.halls = {grant.key: grant for grant in pass_.halls}
        self.groups = {grant.key: grant for grant in pass_.groups}
        self.booths = {(grant.hall, grant.number): grant for grant in pass_.booths}
        self._bits = {key: PRESENT << number for number, key in enumerate(self.groups, 1)}

    def bit(self, group: str) -> int:
        """A group's bit in `Session.joined`; 0 for one that the pass does not open."""
        return self._bits.get(group, 0)


class SharedRights:
    """Gives the same Rights to everybody who may do the same, and forgets those that nobody has any more."""

    def __init__(self) -> None:
        self._known: WeakValueDictionary[Opened, Rights] = WeakValueDictionary()

    def of(self, pass_: Pass) -> Rights:
        opened = (pass_.fair, pass_.halls, pass_.groups, pass_.language, pass_.party, pass_.booths)
        found = self._known.get(opened)
        if found is None:
            found = self._known[opened] = Rights(pass_)
        return found
