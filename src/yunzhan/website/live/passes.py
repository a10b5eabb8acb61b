"""Whom the gateway lets in, where, and what they may do: the pass of a person. The gateway only reads what stands here."""

import hashlib
import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.rules import RIBBON_BITS, RIBBON_COLOURS, RIBBON_SHIFT
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitors_staffed_by
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import roles_of
from yunzhan.website.halls.models import Hall
from yunzhan.website.halls.queries import entrance_of
from yunzhan.website.live.models import GroupRules
from yunzhan.website.live.queries import is_shut_out
from yunzhan.website.shared.refusals import Refusal
from yunzhan.wire.passes import BoothGrant, GroupGrant, HallGrant, Pass, PersonKind, sign_pass

PASS_SECONDS = 4 * 3600
MOST_BOOTHS = 8  # of one person in one hall: a pass has to fit into a Hello


class NotEntered(Refusal):
    """Nobody is behind the request."""

    status = 401
    sentence = _("Tell us your display name first.")


class ShutOut(Refusal):
    """A moderator has shut this person out."""

    status = 403
    sentence = _("You may not enter this fair.")


@dataclass(frozen=True, slots=True)
class Signed:
    """A pass as text, and what it says."""

    text: str
    content: Pass


# Of the sixteen ribbons: for those who came alone, and for those who keep the fair.
ALONE, HOSTS = 7, 11
PARTY_RIBBONS = tuple(colour for colour in range(RIBBON_COLOURS) if colour not in (ALONE, HOSTS))


def number_of(text: str) -> int:
    """A number of 32 bits for a text, always the same and spread evenly."""
    return int.from_bytes(hashlib.blake2s(text.encode(), digest_size=4).digest(), "little")


def look_of(person: Person, ribbon: int) -> int:
    """Body, clothes and ribbon (wire: look): as chosen, else by the public id, the same at every visit."""
    look = person.look
    if look is None:
        chance = number_of(person.public_id)
        # One in four wears glasses.
        look = chance & 0xFFFFFF | (chance >> 30 == 0) << 24
    return look & ~RIBBON_BITS | ribbon << RIBBON_SHIFT


def ribbon_of(kind: PersonKind, party: str, fair: Fair) -> int:
    """The colour of a party's ribbons. Delegations of a fair have different ones as long as there are enough."""
    if kind == "host":
        return HOSTS
    scope, _colon, key = party.partition(":")
    if scope == "delegation":
        at = fair.delegations.filter(pk__lt=int(key)).count()
    elif scope == "exhibitor":
        at = number_of(party)
    else:
        return ALONE
    return PARTY_RIBBONS[at % len(PARTY_RIBBONS)]


def hall_grant(fair: Fair, hall: Hall) -> HallGrant:
    """The hall's size and entrance for the gateway, in centimetres."""
    entrance = entrance_of(hall)
    return HallGrant(
        key=hall_key(fair, hall),
        width_cm=round(hall.width_m * 100),
        depth_cm=round(hall.depth_m * 100),
        entrance_x_cm=round(entrance.x * 100),
        entrance_z_cm=round(entrance.z * 100),
        entrance_yaw=round(entrance.yaw / math.tau * 256) % 256,
    )


def hall_key(fair: Fair, hall: Hall) -> str:
    return f"{fair.slug}/{hall.slug}"


def kind_of(person: Person, fair: Fair) -> PersonKind:
    if person.is_guest:
        return "guest"
    roles = roles_of(person, fair)
    if roles & {Role.HOST, Role.ORGANISER}:
        return "host"
    if person.is_superuser:
        return "host"
    return "staff" if roles else "person"


def groups_of(fair: Fair, hall: Hall | None) -> list[str]:
    """The fair's lobby and, with `hall`, that hall's conversation."""
    return [f"fair:{fair.slug}"] + ([f"hall:{hall_key(fair, hall)}"] if hall else [])


def group_grants(keys: list[str], *, moderates: bool) -> tuple[GroupGrant, ...]:
    """Rights in groups. Whether only hosts speak is not in the pass but told on the bus: it may end before the pass does."""
    slow = dict(GroupRules.objects.filter(group__in=keys).values_list("group", "slow_seconds"))
    if moderates:
        return tuple(GroupGrant(key, say=True, moderate=True) for key in keys)
    return tuple(GroupGrant(key, say=True, slow=slow.get(key, 0)) for key in keys)


def booth_grants(person: Person, fair: Fair, hall: Hall) -> tuple[BoothGrant, ...]:
    """The booths of the hall where this person works, and may therefore present."""
    if person.is_guest:
        return ()
    rows = exhibitors_staffed_by(person, fair).filter(
        placement__booth__floor_plan__hall=hall, placement__booth__floor_plan__published=True
    )
    booths = [row.placement.booth for row in rows[:MOST_BOOTHS]]
    key = hall_key(fair, hall)
    return tuple(
        BoothGrant(
            key, booth.number, round(booth.x_m * 100), round(booth.z_m * 100),
            round(booth.width_m * 100), round(booth.depth_m * 100),
        )
        for booth in booths
    )  # fmt: skip


def party_of(person: Person, fair: Fair) -> str:
    """Whom somebody came with: their delegation, else their organisation; empty for those who came alone."""
    if person.is_guest:
        return ""
    exhibitor = Exhibitor.objects.filter(fair=fair, organisation__memberships__person=person).first()
    if exhibitor is None:
        return ""
    return f"delegation:{exhibitor.delegation_id}" if exhibitor.delegation_id else f"exhibitor:{exhibitor.pk}"


def issue_pass(person: Person, fair: Fair, hall: Hall | None, *, now: float | None = None) -> Signed:
    """A pass for the fair's lobby group and, with `hall`, for that hall and its group. Refuses ShutOut."""
    if is_shut_out(person, fair):
        raise ShutOut
    issued = int(time.time() if now is None else now)
    kind = kind_of(person, fair)
    party = party_of(person, fair)
    content = Pass(
        person=person.public_id,
        name=person.display_name,
        kind=kind,
        fair=fair.slug,
        look=look_of(person, ribbon_of(kind, party, fair)),
        halls=(hall_grant(fair, hall),) if hall is not None else (),
        groups=group_grants(groups_of(fair, hall), moderates=kind == "host"),
        issued=issued,
        expires=issued + PASS_SECONDS,
        language=get_language() or person.language,
        party=party,
        booths=booth_grants(person, fair, hall) if hall is not None else (),
    )
    return Signed(sign_pass(content, bytes.fromhex(settings.YUNZHAN_PASS_KEY)), content)
