"""The JSON API of conversations: which there are, what was said, search in it, how far one has read, who is there."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.halls.queries import hall_of
from yunzhan.website.live.actions import mark_read
from yunzhan.website.live.message_search import found_messages
from yunzhan.website.live.models import GroupMessage
from yunzhan.website.live.passes import NotEntered, ShutOut
from yunzhan.website.live.queries import groups_read, is_shut_out, members_of, messages_of
from yunzhan.website.shared.refusals import Refusal

router = Router(tags=["groups"])

BIGGEST_NUMBER = 2**62  # of a message; what the database can hold
LARGEST_PAGE = 50
GROUP = "/groups/{path:key}"


class GroupUnknown(Refusal):
    """Nobody may read it here."""

    status = 404
    sentence = _("There is no such group.")


class MembersUnknown(Refusal):
    """The gateway does not answer."""

    status = 503
    sentence = _("Nobody knows just now who is here. Try again in a moment.")


class MessageOut(Schema):
    """`reply` is the number it answers, 0 for none; `attachment` as on the wire."""

    seq: int
    at: int
    person: str
    name: str
    flags: int
    text: str
    reply: int
    attachment: str
    edited: bool


class MessagesOut(Schema):
    items: list[MessageOut]
    more: bool


class FoundOut(Schema):
    """`before` asks for the next page; null when this was the last."""

    items: list[MessageOut]
    before: int | None


class GroupOut(Schema):
    """`unread` counts messages after `read`, at most 100: more is `99+` to a reader."""

    key: str
    name: str
    last: int
    read: int
    unread: int
    read_only: bool
    slow: int


class GroupsOut(Schema):
    items: list[GroupOut]


class ReadIn(Schema):
    seq: Annotated[int, Field(ge=0, le=BIGGEST_NUMBER)]


class MemberOut(Schema):
    id: str
    name: str
    flags: int


class MembersOut(Schema):
    """Members by their id; `after` asks for the next page, null when this was the last."""

    items: list[MemberOut]
    total: int
    after: str | None


def reader_of(request: HttpRequest, fair: Fair) -> Person:
    """Refuses NotEntered and ShutOut."""
    if not isinstance(request.user, Person):
        raise NotEntered
    if is_shut_out(request.user, fair):
        raise ShutOut
    return request.user


def check_readable(request: HttpRequest, key: str) -> Person:
    """Who reads the group. Refuses NotEntered, ShutOut, GroupUnknown, FairUnknown, HallUnknown."""
    scope, _colon, place = key.partition(":")
    if scope not in ("fair", "hall"):
        raise GroupUnknown
    slug, _slash, hall = place.partition("/")
    fair = fair_of(slug)
    if scope == "hall":
        hall_of(fair, hall)
    elif place != slug:
        raise GroupUnknown
    return reader_of(request, fair)


def message_out(row: GroupMessage) -> MessageOut:
    return MessageOut(
        seq=row.seq, at=int(row.said_at.timestamp() * 1000), person=row.person, name=row.name, flags=row.flags,
        text=row.text, reply=row.reply, attachment=row.attachment, edited=row.edited,
    )  # fmt: skip


def number_asked(number: int | None) -> int | None:
    return None if number is None else min(max(number, 0), BIGGEST_NUMBER)


def size_asked(limit: int) -> int:
    return min(max(limit, 1), LARGEST_PAGE)


@router.get("/groups", response=GroupsOut, auth=django_auth, url_name="api-groups")
def list_groups(request: HttpRequest, fair: str) -> object:
    """The fair's conversations, with how far one has read each."""
    here = fair_of(fair)
    return GroupsOut(items=[GroupOut(**row) for row in groups_read(here, reader_of(request, here))])


@router.get(GROUP + "/messages", response=MessagesOut, url_name="api-messages")
def list_messages(request: HttpRequest, key: str, before: int | None = None, limit: int = LARGEST_PAGE) -> object:
    """Older messages than the gateway keeps, for those who may enter."""
    check_readable(request, key)
    rows = messages_of(key, before=number_asked(before), limit=size_asked(limit))
    return MessagesOut(items=[message_out(row) for row in rows], more=bool(rows) and rows[0].seq > 1)


@router.get(GROUP + "/search", response=FoundOut, url_name="api-messages-found")
def search_messages(request: HttpRequest, key: str, q: str, before: int | None = None, limit: int = 20) -> object:
    """What was said that has every word of `q`, newest first; both Chinese scripts find each other."""
    check_readable(request, key)
    size = size_asked(limit)
    rows = found_messages([key], q, before=number_asked(before), limit=size)
    return FoundOut(items=[message_out(row) for row in rows], before=rows[-1].pk if len(rows) == size else None)


@router.post(GROUP + "/read", response={204: None}, auth=django_auth, url_name="api-read")
def read_group(request: HttpRequest, key: str, asked: ReadIn) -> object:
    """That one has read up to a number."""
    mark_read(check_readable(request, key), key, asked.seq)
    return Status(204, None)


@router.get(GROUP + "/members", response=MembersOut, url_name="api-members")
def list_members(request: HttpRequest, key: str, after: str = "", limit: int = LARGEST_PAGE) -> object:
    """Who is in the conversation now."""
    check_readable(request, key)
    size = size_asked(limit)
    told = members_of(key, after=after[:40], limit=size)
    if told is None:
        raise MembersUnknown
    items = [MemberOut(id=person, name=name, flags=flags) for person, name, flags in told["members"]]
    return MembersOut(items=items, total=told["total"], after=items[-1].id if len(items) == size else None)
