"""Who may publish a floor plan, as a django-rules predicate, and what a plan must fulfil. No hall is read here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from rules.permissions import add_perm
from rules.predicates import predicate

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Fair, FairRole
from yunzhan.website.halls.choices import BOOTH_TEMPLATES

SLACK_METRES = 0.01


@dataclass(frozen=True, slots=True)
class BoothDraft:
    """A booth before it is stored: centre x, z and the extent along x (width) and z (depth), in metres."""

    number: str
    x: float
    z: float
    width: float
    depth: float
    facing: str
    template: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, north, east, south edge."""
        half_w, half_d = self.width / 2, self.depth / 2
        return self.x - half_w, self.z - half_d, self.x + half_w, self.z + half_d


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A floor plan before it is stored. `drawing` holds entrance, aisles, signs and zones as the scene manifest does."""

    booths: Sequence[BoothDraft]
    drawing: dict[str, object] = field(default_factory=dict)


def twice_numbered(booths: Sequence[BoothDraft]) -> str | None:
    seen: set[str] = set()
    for booth in booths:
        if booth.number in seen:
            return booth.number
        seen.add(booth.number)
    return None


def outside_hall(booths: Sequence[BoothDraft], width: float, depth: float) -> str | None:
    for booth in booths:
        west, north, east, south = booth.box
        inside = west >= -SLACK_METRES and north >= -SLACK_METRES
        if not (inside and east <= width + SLACK_METRES and south <= depth + SLACK_METRES and west < east):
            return booth.number
    return None


def unknown_template(booths: Sequence[BoothDraft]) -> str | None:
    return next((b.number for b in booths if b.template not in BOOTH_TEMPLATES), None)


def overlapping(booths: Sequence[BoothDraft]) -> tuple[str, str] | None:
    """The first two booths that share floor, by a sweep from west to east."""
    ordered = sorted(booths, key=lambda booth: booth.box[0])
    open_booths: list[BoothDraft] = []
    for booth in ordered:
        west, north, _east, south = booth.box
        open_booths = [other for other in open_booths if other.box[2] > west + SLACK_METRES]
        for other in open_booths:
            if other.box[1] < south - SLACK_METRES and other.box[3] > north + SLACK_METRES:
                return other.number, booth.number
        open_booths.append(booth)
    return None


def unreachable_from(
    entrance: tuple[float, float], booths: Sequence[BoothDraft], width: float, depth: float
) -> str | None:
    """The first booth that cannot be walked to from the entrance (x, z); "" if the entrance itself is blocked."""
    columns, rows = max(1, int(width)), max(1, int(depth))
    blocked = bytearray(columns * rows)
    for booth in booths:
        for cell in _cells_under(booth, columns, rows):
            blocked[cell] = 1
    x, z = entrance
    if not (0 <= x <= width and 0 <= z <= depth):
        return ""
    start = min(rows - 1, int(z)) * columns + min(columns - 1, int(x))
    if blocked[start]:
        return ""
    reached = _flood(start, blocked, columns, rows)
    for booth in booths:
        grown = BoothDraft(booth.number, booth.x, booth.z, booth.width + 2, booth.depth + 2, booth.facing, "")
        if not any(reached[cell] for cell in _cells_under(grown, columns, rows)):
            return booth.number
    return None


def _cells_under(booth: BoothDraft, columns: int, rows: int) -> Iterator[int]:
    """Cells of one square metre whose middle lies under the booth."""
    west, north, east, south = booth.box
    for row in range(max(0, int(north + 0.5)), min(rows, int(south + 0.5))):
        for column in range(max(0, int(west + 0.5)), min(columns, int(east + 0.5))):
            yield row * columns + column


def _flood(start: int, blocked: bytearray, columns: int, rows: int) -> bytearray:
    reached = bytearray(len(blocked))
    reached[start] = 1
    front = [start]
    while front:
        cell = front.pop()
        column = cell % columns
        beside = [cell - columns, cell + columns]
        if column > 0:
            beside.append(cell - 1)
        if column < columns - 1:
            beside.append(cell + 1)
        for other in beside:
            if 0 <= other < columns * rows and not blocked[other] and not reached[other]:
                reached[other] = 1
                front.append(other)
    return reached


def _organises_fair(person: Person | AnonymousUser, fair: Fair) -> bool:
    """Organiser of this fair, or staff of the whole website."""
    if not isinstance(person, Person):
        return False
    return person.is_superuser or FairRole.objects.filter(person=person, fair=fair, role=Role.ORGANISER).exists()


organises_fair = predicate(_organises_fair)
add_perm("halls.publish_floor_plan", organises_fair)
