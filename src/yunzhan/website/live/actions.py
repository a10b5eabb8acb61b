"""Every write of the live app: copying what was said, moderation, erasure. The gateways hear of it as facts, after commit."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.choices import Role
from yunzhan.website.fairs.models import Fair
from yunzhan.website.live.bus import ask
from yunzhan.website.live.choices import RestrictionKind
from yunzhan.website.live.facts import (
    AnnouncementMade,
    GroupRulesChanged,
    MessagesRemoved,
    PersonRestricted,
    RestrictionLifted,
)
from yunzhan.website.live.models import (
    Announcement,
    GroupCopy,
    GroupMessage,
    GroupRules,
    ReadMark,
    Removal,
    Restriction,
)
from yunzhan.website.live.queries import erased_among, is_announcer, is_moderator, messages_by, removed_among
from yunzhan.website.products.marks import marks_of
from yunzhan.website.shared.facts import announce
from yunzhan.website.shared.refusals import Refusal
from yunzhan.wire.messages import EDITED, REMOVED, SAID

BATCH_ROWS = 500
SLOWEST_SECONDS = 3600
LONGEST_ANNOUNCEMENT = 300
# The longest that a message of somebody erased can lie uncopied in a log; their old pass is over long before.
ERASED_DAYS = 30


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


class TooSlow(Refusal):
    status = 422
    sentence = _("Choose between 0 and %(most)s seconds.")


class MayNotAnnounce(Refusal):
    status = 403
    sentence = _("Only organisers of this fair may announce something to everybody.")


class AnnouncementEmpty(Refusal):
    status = 422
    sentence = _("Write what everybody should read.")


class AnnouncementTooLong(Refusal):
    status = 422
    sentence = _("An announcement has at most %(most)s characters.")


def milliseconds(when: datetime | None) -> int:
    """Since 1970; 0 for never."""
    return int(when.timestamp() * 1000) if when else 0


@transaction.atomic
def record_said(group: str, messages: Sequence[dict[str, Any]], *, through: int = 0) -> int:
    """Copies messages of the log, in order; one that is there already stays as it is, one that was removed stays away.

    `through` is the number up to which these messages are all there is; 0 when nothing is known of what lies before.
    Answers the number up to which the copy is complete now. What somebody erased had still in the log is removed there.
    """
    copy = _copy_of(group)
    gone = removed_among(group, [int(told["seq"]) for told in messages])
    erased = erased_among({str(told["person"]) for told in messages})
    theirs = [told for told in messages if str(told["person"]) in erased and int(told["kind"]) != REMOVED]
    kept = [told for told in messages if told not in theirs and int(told["seq"]) not in gone]
    for kind, entries in groupby(kept, key=lambda told: int(told["kind"])):
        _copy(group, kind, entries)
    _remove(group, [int(told["seq"]) for told in theirs])
    for told in messages:
        if int(told["seq"]) == copy.through + 1:
            copy.through += 1
    copy.through = max(copy.through, through)
    copy.save(update_fields=["through"])
    return copy.through


def _copy(group: str, kind: int, entries: Iterable[dict[str, Any]]) -> None:
    """Entries of one kind: what was said is added, edits and removals are applied to what was said before."""
    if kind == SAID:
        rows = [message_of(group, told) for told in entries]
        GroupMessage.objects.bulk_create(rows, batch_size=BATCH_ROWS, ignore_conflicts=True)
        return
    for told in entries:
        seq = int(told["target"])
        target = GroupMessage.objects.filter(group=group, seq=seq)
        if kind == EDITED:
            text = str(told["text"])
            target.update(text=text, edited=True, marks=" ".join(marks_of(text)))
        elif kind == REMOVED:
            target.delete()
            Removal.objects.update_or_create(group=group, seq=seq, defaults={"heard": True})


def message_of(group: str, told: dict[str, Any]) -> GroupMessage:
    text = str(told["text"])
    return GroupMessage(
        group=group,
        seq=int(told["seq"]),
        said_at=datetime.fromtimestamp(int(told["at"]) / 1000, UTC),
        person=str(told["person"]),
        name=str(told["name"]),
        flags=int(told["flags"]),
        text=text,
        reply=int(told["target"]),
        attachment=str(told["attachment"]),
        marks=" ".join(marks_of(text)),
    )


def _copy_of(group: str) -> GroupCopy:
    """The group's row, locked: who copies and who removes take turns."""
    GroupCopy.objects.get_or_create(group=group)
    return GroupCopy.objects.select_for_update().get(group=group)


def _remove(group: str, seqs: Sequence[int]) -> None:
    """Notes what is gone, takes it out of the copy, and tells the log after commit. The group's row is locked before."""
    if not seqs:
        return
    Removal.objects.bulk_create(
        [Removal(group=group, seq=seq) for seq in seqs], batch_size=BATCH_ROWS, ignore_conflicts=True
    )
    for start in range(0, len(seqs), BATCH_ROWS):
        GroupMessage.objects.filter(group=group, seq__in=seqs[start : start + BATCH_ROWS]).delete()
        announce(MessagesRemoved(group, tuple(seqs[start : start + BATCH_ROWS])))


def pass_removals_on(group: str, seqs: Iterable[int]) -> bool:
    """Asks the log to take these away; False when nobody has heard it.

    That it is done is known when the log's own entry about it is copied: until then the recorder asks again.
    """
    return ask("group.remove", {"group": group, "seqs": list(seqs)}) is not None


def check_moderator(person: Person, fair: Fair) -> None:
    """Refuses MayNotModerate."""
    if not is_moderator(person, fair):
        raise MayNotModerate


def check_announcer(person: Person, fair: Fair) -> None:
    """Refuses MayNotAnnounce."""
    if not is_announcer(person, fair):
        raise MayNotAnnounce


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
    """Takes messages out of the copy, then out of the log and off every screen; they do not come back with a restart.

    Refuses MayNotModerate and GroupElsewhere.
    """
    check_moderator(by, fair)
    check_group(fair, group)
    _copy_of(group)
    _remove(group, seqs)


def check_group(fair: Fair, group: str) -> None:
    """Refuses GroupElsewhere."""
    if group != f"fair:{fair.slug}" and not group.startswith(f"hall:{fair.slug}/"):
        raise GroupElsewhere(field="group")


@transaction.atomic
def set_group_rules(fair: Fair, group: str, *, read_only: bool, slow_seconds: int, by: Person) -> GroupRules:
    """Who may speak in the group from now on, and how often. Refuses MayNotModerate, GroupElsewhere, TooSlow."""
    check_moderator(by, fair)
    check_group(fair, group)
    if not 0 <= slow_seconds <= SLOWEST_SECONDS:
        raise TooSlow(field="slow_seconds", most=SLOWEST_SECONDS)
    rules, _made = GroupRules.objects.update_or_create(
        group=group, defaults={"fair": fair, "read_only": read_only, "slow_seconds": slow_seconds}
    )
    announce(GroupRulesChanged(group, read_only, slow_seconds))
    return rules


@transaction.atomic
def make_announcement(fair: Fair, text: str, *, by: Person) -> Announcement:
    """Tells everybody who is at the fair now. Refuses MayNotAnnounce, AnnouncementEmpty, AnnouncementTooLong."""
    check_announcer(by, fair)
    said = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if not said:
        raise AnnouncementEmpty(field="text")
    if len(said) > LONGEST_ANNOUNCEMENT:
        raise AnnouncementTooLong(field="text", most=LONGEST_ANNOUNCEMENT)
    made = Announcement.objects.create(fair=fair, text=said, by=by, made_at=timezone.now())
    announce(AnnouncementMade(fair.slug, said))
    return made


def mark_read(person: Person, group: str, seq: int) -> None:
    """That somebody has read up to a number; a lower one than before changes nothing."""
    mark, made = ReadMark.objects.get_or_create(person=person, group=group, defaults={"seq": seq})
    if not made and seq > mark.seq:
        ReadMark.objects.filter(pk=mark.pk, seq__lt=seq).update(seq=seq)


def mute_person(fair: Fair, person: str, until: datetime, *, by: Person) -> None:
    """At this fair nothing is taken from this person until then. Refuses MayNotModerate and MayNotShutOut."""
    check_moderator(by, fair)
    check_quietable(person)
    _restrict(fair, person, RestrictionKind.MUTE, until=until, by=by)


def ban_person(fair: Fair, person: str, *, by: Person) -> None:
    """No pass to this fair any more, and out of its halls now. Refuses MayNotModerate and MayNotShutOut."""
    check_moderator(by, fair)
    check_quietable(person)
    _restrict(fair, person, RestrictionKind.BAN, until=None, by=by)


def shut_out_everywhere(person: str) -> None:
    """Somebody whose account is closed is out of every fair at once, also with a pass that was signed before."""
    _restrict(None, person, RestrictionKind.BAN, until=None, by=None)


@transaction.atomic
def open_again_everywhere(person: str) -> None:
    """Undoes shut_out_everywhere; what hosts of single fairs have forbidden stays."""
    Restriction.objects.filter(fair=None, person=person, kind=RestrictionKind.BAN).delete()
    announce(RestrictionLifted("", person, RestrictionKind.BAN.value))


@transaction.atomic
def lift_restriction(fair: Fair, person: str, kind: str, *, by: Person) -> None:
    """Ends a mute or a ban; one that is not there is ended already. Refuses MayNotModerate."""
    check_moderator(by, fair)
    Restriction.objects.filter(fair=fair, person=person, kind=kind).delete()
    announce(RestrictionLifted(fair.slug, person, kind))


@transaction.atomic
def _restrict(
    fair: Fair | None, person: str, kind: RestrictionKind, *, until: datetime | None, by: Person | None
) -> None:
    since = timezone.now()
    Restriction.objects.update_or_create(
        fair=fair, person=person, kind=kind, defaults={"since": since, "until": until, "by": by}
    )
    slug = fair.slug if fair else ""
    announce(PersonRestricted(slug, person, kind.value, milliseconds(since), milliseconds(until)))


def _remove_all(rows: QuerySet[GroupMessage]) -> int:
    """Removes these messages; answers how many."""
    by_group: dict[str, list[int]] = {}
    for group, seq in rows.order_by("group", "seq").values_list("group", "seq"):
        by_group.setdefault(group, []).append(seq)
    for group, seqs in by_group.items():  # in one order, so that two erasures wait and do not lock each other
        _copy_of(group)
        _remove(group, seqs)
    return sum(map(len, by_group.values()))


@transaction.atomic
def erase_person(person: Person) -> None:
    """Removes what they said, here and in the gateway's log, what was forbidden them, their roles, and the person.

    Their old pass opens no door, and what the log still has uncopied is removed when it comes: both for ERASED_DAYS.
    """
    _remove_all(messages_by(person.public_id))
    Restriction.objects.filter(person=person.public_id).delete()
    until = timezone.now() + timedelta(days=ERASED_DAYS)
    _restrict(None, person.public_id, RestrictionKind.ERASED, until=until, by=None)
    person.delete()


@transaction.atomic
def forget_guests(*, seen_before: datetime, most: int = BATCH_ROWS) -> int:
    """Removes guests who have not been here since, with all they said, here and in the log; answers how many.

    Somebody with a membership or a role is kept: they are more than a guest.
    """
    guests = Person.objects.filter(is_guest=True, seen_at__lt=seen_before, memberships=None, fair_roles=None)
    people = dict(guests.order_by("seen_at").values_list("pk", "public_id")[:most])
    _remove_all(GroupMessage.objects.filter(person__in=people.values()))
    Restriction.objects.filter(person__in=people.values()).delete()
    Person.objects.filter(pk__in=people).delete()
    return len(people)


@transaction.atomic
def forget_messages(*, said_before: datetime, most: int = BATCH_ROWS) -> int:
    """Removes the oldest messages said before then, here and in the log; answers how many."""
    oldest = GroupMessage.objects.filter(said_at__lt=said_before).order_by("said_at").values_list("pk", flat=True)
    return _remove_all(GroupMessage.objects.filter(pk__in=list(oldest[:most])))


@transaction.atomic
def drop_settled(*, now: datetime) -> int:
    """Deletes restrictions that are over, and removals that the log has heard and that no copying can bring again."""
    ended, _by_model = Restriction.objects.filter(until__lt=now).delete()
    copied = GroupCopy.objects.filter(group=OuterRef("group"), through__gte=OuterRef("seq"))
    settled, _by_model = Removal.objects.filter(Exists(copied), heard=True).delete()
    return ended + settled
