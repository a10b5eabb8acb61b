"""Everything kept about a person, as plain data for them to take away. Erasing it is an action.

One entry of SECTIONS for each table that refers to people; tests/website/live/test_personal_data.py walks over all tables.
"""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry

from yunzhan.website.accounts.models import Person
from yunzhan.website.live.models import GroupMessage, Restriction

Rows = list[dict[str, Any]]


def _rows(found: Iterable[Any], **fields: Callable[[Any], Any]) -> Rows:
    return [{name: read(row) for name, read in fields.items()} for row in found]


def organisations_of(person: Person) -> Rows:
    found = person.memberships.select_related("organisation")
    return _rows(found, organisation=lambda row: row.organisation.name, role=lambda row: row.role)


def roles_of(person: Person) -> Rows:
    found = person.fair_roles.select_related("fair")
    return _rows(found, fair=lambda row: row.fair.slug, role=lambda row: row.role)


def messages_of(person: Person) -> Rows:
    return _rows(
        GroupMessage.objects.filter(person=person.public_id).order_by("said_at"),
        group=lambda row: row.group,
        said_at=lambda row: row.said_at.isoformat(),
        text=lambda row: row.text,
    )


def _restrictions(found: Iterable[Restriction]) -> Rows:
    return _rows(
        found,
        fair=lambda row: row.fair.slug if row.fair else "",
        kind=lambda row: row.kind,
        since=lambda row: row.since.isoformat(),
        until=lambda row: row.until.isoformat() if row.until else None,
    )


def restrictions_of(person: Person) -> Rows:
    return _restrictions(Restriction.objects.filter(person=person.public_id).select_related("fair"))


def restrictions_made_by(person: Person) -> Rows:
    """Whom it was about is left out: that is another person's data."""
    return _restrictions(person.restrictions_made.select_related("fair"))


def announcements_of(person: Person) -> Rows:
    found = person.announcements.select_related("fair")
    return _rows(
        found, fair=lambda row: row.fair.slug, text=lambda row: row.text, made_at=lambda row: row.made_at.isoformat()
    )


def read_marks_of(person: Person) -> Rows:
    return _rows(person.read_marks.all(), group=lambda row: row.group, seq=lambda row: row.seq)


def saved_by(person: Person) -> Rows:
    found = person.saved.select_related("exhibitor", "product__exhibitor")
    return _rows(
        found,
        exhibitor=lambda row: (row.product.exhibitor if row.product else row.exhibitor).name,
        product=lambda row: row.product.name if row.product else "",
        note=lambda row: row.note,
        saved_at=lambda row: row.saved_at.isoformat(),
    )


def uploads_of(person: Person) -> Rows:
    """The files themselves are the exhibitor's, and stay with it."""
    found = person.uploads.select_related("exhibitor")
    return _rows(
        found,
        exhibitor=lambda row: row.exhibitor.name,
        name=lambda row: row.name,
        brought_at=lambda row: row.created_at.isoformat(),
    )


def addresses_of(person: Person) -> Rows:
    found = EmailAddress.objects.filter(user=person)
    return _rows(found, email=lambda row: row.email, verified=lambda row: row.verified)


def administration_of(person: Person) -> Rows:
    found = LogEntry.objects.filter(user=person)
    return _rows(found, at=lambda row: row.action_time.isoformat(), what=str)


# Table → name in the file, and how it is read.
SECTIONS: dict[str, tuple[str, Callable[[Person], Rows]]] = {
    "accounts.Membership": ("organisations", organisations_of),
    "fairs.FairRole": ("roles", roles_of),
    "live.GroupMessage": ("messages", messages_of),
    "live.Restriction.person": ("restrictions", restrictions_of),
    "live.Restriction.by": ("restrictions_made", restrictions_made_by),
    "live.Announcement": ("announcements", announcements_of),
    "live.ReadMark": ("read_marks", read_marks_of),
    "products.Saved": ("saved", saved_by),
    "uploads.Upload": ("uploads", uploads_of),
    "account.EmailAddress": ("addresses", addresses_of),
    "admin.LogEntry": ("administration", administration_of),
}


def export_person(person: Person) -> dict[str, Any]:
    """Everything kept about a person."""
    return {
        "person": {
            "id": person.public_id,
            "display_name": person.display_name,
            "email": person.email,
            "phone": person.phone,
            "language": person.language,
            "look": person.look,
            "joined_at": person.joined_at.isoformat(),
            "seen_at": person.seen_at.isoformat(),
        },
        **{name: read(person) for name, read in SECTIONS.values()},
    }
