"""Every write of the live app: copying what was said, and moderation. The gateway hears of it over the bus, after commit."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import roles_of
from yunzhan.website.live.bus import tell
from yunzhan.website.live.models import GroupMessage
from yunzhan.website.live.queries import messages_by
from yunzhan.website.shared.refusals import Refusal


class MayNotModerate(Refusal):
    """Only hosts and organisers of the fair may."""

    status = 403
    sentence = _("Only hosts and organisers of this fair may do that.")


class GroupElsewhere(Refusal):
    """The group is another fair's."""

    status = 404
    sentence = _("There is no such group at this fair.")


class MayNotShutOut(Refusal):
    """Hosts and organisers keep order among visitors, not among themselves."""

    status = 403
    sentence = _("Nobody can mute or shut out those who run a fair.")


def record_said(group: str, messages: Iterable[dict[str, Any]]) -> None:
    """Copies messages of the log; one that is there already stays as it is."""
    GroupMessage.objects.bulk_create(
        [
            GroupMessage(
                group=group,
                seq=int(told["seq"]),
                said_at=datetime.fromtimestamp(int(told["at"]) / 1000, UTC),
                person=str(told["person"]),
                name=str(told["name"]),
                flags=int(told["flags"]),
                text=str(told["text"]),
            )
            for told in messages
        ],
        ignore_conflicts=True,
    )


def check_moderator(person: Person, fair: Fair) -> None:
    """Refuses MayNotModerate."""
    if not (person.is_superuser or roles_of(person, fair) & {Role.HOST, Role.ORGANISER}):
        raise MayNotModerate


def check_quietable(public_id: str) -> None:
    """Refuses MayNotShutOut: a host of one fair must not lock out staff or those who run any fair."""
    person = Person.objects.filter(public_id=public_id).first()
    if person is None:
        return
    runs_fairs = person.fair_roles.filter(role__in=[Role.HOST, Role.ORGANISER]).exists()
    if person.is_staff or person.is_superuser or runs_fairs:
        raise MayNotShutOut


@transaction.atomic
def remove_messages(fair: Fair, group: str, seqs: list[int], *, by: Person) -> None:
    """Takes messages out of the copy, then out of the log and off every screen.

    Refuses MayNotModerate and GroupElsewhere.
    """
    check_moderator(by, fair)
    if group != f"fair:{fair.slug}" and not group.startswith(f"hall:{fair.slug}/"):
        raise GroupElsewhere(field="group")
    GroupMessage.objects.filter(group=group, seq__in=seqs).delete()
    transaction.on_commit(lambda: tell("group.remove", {"group": group, "seqs": seqs}))


def mute_person(fair: Fair, person: str, until: datetime, *, by: Person) -> None:
    """The gateway takes nothing from this person until then. Refuses MayNotModerate and MayNotShutOut."""
    check_moderator(by, fair)
    check_quietable(person)
    tell("person.mute", {"person": person, "until": int(until.timestamp() * 1000)})


@transaction.atomic
def ban_person(fair: Fair, person: str, *, by: Person) -> None:
    """No pass any more, and out of the gateway now. Refuses MayNotModerate and MayNotShutOut."""
    check_moderator(by, fair)
    check_quietable(person)
    Person.objects.filter(public_id=person).update(is_active=False)
    transaction.on_commit(lambda: tell("person.ban", {"person": person}))


def export_person(person: Person) -> dict[str, Any]:
    """Everything kept about a person, as plain data."""
    return {
        "person": {
            "id": person.public_id,
            "display_name": person.display_name,
            "email": person.email,
            "phone": person.phone,
            "language": person.language,
            "joined_at": person.joined_at.isoformat(),
        },
        "organisations": [
            {"organisation": row.organisation.name, "role": row.role}
            for row in person.memberships.select_related("organisation")
        ],
        "roles": [{"fair": row.fair.slug, "role": row.role} for row in person.fair_roles.select_related("fair")],
        "messages": [
            {"group": row.group, "said_at": row.said_at.isoformat(), "text": row.text}
            for row in messages_by(person.public_id)
        ],
    }


@transaction.atomic
def erase_person(person: Person) -> None:
    """Removes what they said, here and in the gateway's log, their roles and memberships, and the person."""
    by_group: dict[str, list[int]] = {}
    for row in messages_by(person.public_id):
        by_group.setdefault(row.group, []).append(row.seq)
    messages_by(person.public_id).delete()
    public_id = person.public_id
    person.delete()

    def tell_gateway() -> None:
        tell("person.ban", {"person": public_id})
        for group, seqs in by_group.items():
            tell("group.remove", {"group": group, "seqs": seqs})

    transaction.on_commit(tell_gateway)
