"""The lines (分线) of one hall: they open when somebody needs one and close when nobody is in one. By which rule is placing's."""

from yunzhan.gateway.hall import Hall
from yunzhan.wire import limits
from yunzhan.wire import messages as m
from yunzhan.wire.passes import HallGrant
from yunzhan.world.placing import Company, choose_line

FIRST_LINE = 1


class Lines:
    """Copies of a hall by number, each with people of its own."""

    def __init__(self, grant: HallGrant) -> None:
        self.grant = grant
        self.all: dict[int, Hall] = {}
        self._line_people = min(max(grant.line_people, 1), limits.HALL_PEOPLE)

    def choose(self, wish: m.Enter, company: Company, here: Hall | None, now: float) -> Hall | None:
        """The line for somebody who is in line `here` of this hall, or comes from outside.

        Their friend's (also above `line_people`, where the rule puts nobody), else the one with the number they ask for, else the
        one they are in, else by placing's rule. A line that has closed is like none asked for; so is, for who comes from
        outside, a friend's line that can take nobody more. None: the line asked for, or the hall, can take nobody.
        """
        wished = self._with(wish.friend) if wish.friend else self.all.get(wish.line)
        if wished is not None and (wished is here or not wished.space.is_full):
            return wished
        if here is not None:
            return None if wished is not None else here
        if wished is not None and not wish.friend:
            return None
        number = choose_line({number: hall.crowd for number, hall in self.all.items()}, company, self._line_people)
        hall = self.line(number, now)
        return None if hall.space.is_full else hall

    def line(self, number: int, now: float) -> Hall:
        """The line with this number, opened if need be."""
        return self.all.get(number) or self.all.setdefault(number, Hall(self.grant, number, now))

    def _with(self, person: str) -> Hall | None:
        """The first line in which this person is."""
        return next((hall for _, hall in sorted(self.all.items()) if hall.space.knows(person)), None)

    def told(self) -> tuple[m.Line, ...]:
        """As LineList says it; a hall in which nobody is has one line."""
        return tuple(
            m.Line(number, len(self.all[number].space) if number in self.all else 0, self._line_people)
            for number in sorted(self.all) or [FIRST_LINE]
        )

    def close_empty(self) -> None:
        for number in [number for number, hall in self.all.items() if not len(hall.space)]:
            del self.all[number]
