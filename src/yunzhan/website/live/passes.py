"""Whom the gateway lets in, where, and what they may do: the pass of a person. The gateway only reads what stands here."""

import hashlib
import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import roles_of
from yunzhan.website.halls.models import Hall
from yunzhan.website.halls.queries import entrance_of
from yunzhan.website.live.queries import is_shut_out
from yunzhan.website.shared.refusals import Refusal
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass, PersonKind, sign_pass

PASS_SECONDS = 4 * 3600


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


def look_of(person: str) -> int:
    """Body and clothes (wire: look), the same at every visit."""
    return int.from_bytes(hashlib.blake2s(person.encode(), digest_size=3).digest(), "little")


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
    return "staff" if roles else "person"


def issue_pass(person: Person, fair: Fair, hall: Hall | None, *, now: float | None = None) -> Signed:
    """A pass for the fair's lobby group and, with `hall`, for that hall and its group. Refuses ShutOut."""
    if is_shut_out(person, fair):
        raise ShutOut
    issued = int(time.time() if now is None else now)
    groups = [GroupGrant(f"fair:{fair.slug}", say=True)]
    if hall is not None:
        groups.append(GroupGrant(f"hall:{hall_key(fair, hall)}", say=True))
    content = Pass(
        person=person.public_id,
        name=person.display_name,
        kind=kind_of(person, fair),
        fair=fair.slug,
        look=look_of(person.public_id),
        halls=(hall_grant(fair, hall),) if hall is not None else (),
        groups=tuple(groups),
        issued=issued,
        expires=issued + PASS_SECONDS,
    )
    return Signed(sign_pass(content, bytes.fromhex(settings.YUNZHAN_PASS_KEY)), content)
