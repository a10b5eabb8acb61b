"""The JSON API of those who keep order: messages, people, rules of groups, announcements. Their pages are in hosting."""

from datetime import timedelta
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.live.actions import (
    ban_person,
    lift_restriction,
    make_announcement,
    mute_person,
    remove_messages,
    set_group_rules,
)
from yunzhan.website.live.groups_api import BIGGEST_NUMBER, reader_of
from yunzhan.website.live.passes import NotEntered
from yunzhan.website.live.queries import announcements_of

router = Router(tags=["moderation"], auth=django_auth)

MODERATION = "/{fair}/moderation"


class RemoveIn(Schema):
    group: str = Field(max_length=120)
    seqs: list[Annotated[int, Field(ge=1, le=BIGGEST_NUMBER)]] = Field(min_length=1, max_length=100)


class MuteIn(Schema):
    person: str = Field(max_length=40)
    minutes: int = Field(ge=1, le=7 * 24 * 60)


class BanIn(Schema):
    person: str = Field(max_length=40)


class LiftIn(Schema):
    person: str = Field(max_length=40)
    kind: Literal["mute", "ban"]


class RulesIn(Schema):
    """`slow_seconds`: between two messages of one person, 0 for no such rule."""

    group: str = Field(max_length=120)
    read_only: bool
    slow_seconds: Annotated[int, Field(ge=0, le=BIGGEST_NUMBER)]


class AnnouncementIn(Schema):
    text: str


class AnnouncementOut(Schema):
    """`at`: ms since 1970."""

    text: str
    at: int


class AnnouncementsOut(Schema):
    items: list[AnnouncementOut]


def host_of(request: HttpRequest) -> Person:
    """Refuses NotEntered."""
    if not isinstance(request.user, Person):
        raise NotEntered
    return request.user


@router.post(MODERATION + "/remove", response={204: None}, url_name="api-remove")
def remove(request: HttpRequest, fair: str, asked: RemoveIn) -> object:
    """Takes messages off every screen."""
    remove_messages(fair_of(fair), asked.group, asked.seqs, by=host_of(request))
    return Status(204, None)


@router.post(MODERATION + "/mute", response={204: None}, url_name="api-mute")
def mute(request: HttpRequest, fair: str, asked: MuteIn) -> object:
    """Nothing more from this person for some minutes."""
    mute_person(fair_of(fair), asked.person, timezone.now() + timedelta(minutes=asked.minutes), by=host_of(request))
    return Status(204, None)


@router.post(MODERATION + "/ban", response={204: None}, url_name="api-ban")
def ban(request: HttpRequest, fair: str, asked: BanIn) -> object:
    """Out, and not in again."""
    ban_person(fair_of(fair), asked.person, by=host_of(request))
    return Status(204, None)


@router.post(MODERATION + "/lift", response={204: None}, url_name="api-lift")
def lift(request: HttpRequest, fair: str, asked: LiftIn) -> object:
    """Ends a mute or a ban."""
    lift_restriction(fair_of(fair), asked.person, asked.kind, by=host_of(request))
    return Status(204, None)


@router.put(MODERATION + "/rules", response={204: None}, url_name="api-group-rules")
def change_rules(request: HttpRequest, fair: str, asked: RulesIn) -> object:
    """Who may speak in a group, and how often."""
    here, by = fair_of(fair), host_of(request)
    set_group_rules(here, asked.group, read_only=asked.read_only, slow_seconds=asked.slow_seconds, by=by)
    return Status(204, None)


@router.post("/{fair}/announcements", response={201: None}, url_name="api-announce")
def announce(request: HttpRequest, fair: str, asked: AnnouncementIn) -> object:
    """Says something to everybody who is at the fair."""
    make_announcement(fair_of(fair), asked.text, by=host_of(request))
    return Status(201, None)


@router.get("/{fair}/announcements", response=AnnouncementsOut, url_name="api-announcements")
def list_announcements(request: HttpRequest, fair: str) -> object:
    """What was told everybody within a day, newest first, for those who may enter."""
    here = fair_of(fair)
    reader_of(request, here)
    rows = announcements_of(here, timezone.now())
    return AnnouncementsOut(
        items=[AnnouncementOut(text=row.text, at=int(row.made_at.timestamp() * 1000)) for row in rows]
    )
