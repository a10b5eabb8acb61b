"""The JSON API of what is live: guest entry, passes, presence, a hall's scene. Groups and moderation have their own."""

import hashlib
import json
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema, Status
from ninja.utils import check_csrf
from pydantic import Field

from yunzhan.website.accounts.actions import choose_look, enter_as_guest, note_seen
from yunzhan.website.accounts.models import Person
from yunzhan.website.booths.queries import dressed
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.halls.models import Hall
from yunzhan.website.halls.queries import hall_of
from yunzhan.website.live.passes import NotEntered, hall_key, issue_pass, number_of
from yunzhan.website.live.queries import gateways_full, gateways_known, presence_of
from yunzhan.website.products.queries import scene_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.world.nodes import weight

router = Router(tags=["live"])
fair_router = Router(tags=["live"])

SCENE_SECONDS = 15  # a changed board is seen after this; a thousand people entering read the tables once
BIGGEST_NUMBER = 2**62  # of a message; what the database can hold
MUTE_LONGEST = timedelta(days=7)


class FormExpired(Refusal):
    """The request does not come from one of our pages."""

    status = 403
    sentence = _("This page has been open too long. Reload it and try again.")


class GuestIn(Schema):
    name: str


class PersonOut(Schema):
    id: str
    name: str
    kind: str
    look: int = 0


class PassIn(Schema):
    fair: str = Field(max_length=40)
    hall: str | None = Field(default=None, max_length=40)


class PassOut(Schema):
    """`pass` is a word of Python: hence the alias. `gateways` are all addresses, in the order in which to try them;
    `booths` those at which one may present."""

    pass_: str = Field(serialization_alias="pass")
    gateway: str
    gateways: list[str]
    expires_at: int
    person: PersonOut
    hall_key: str | None
    groups: list[str]
    booths: list[str] = Field(default_factory=list)


class LookIn(Schema):
    """`look` as on the wire; its ribbon is the fair's to give, and not kept."""

    look: int


class CountOut(Schema):
    people: int
    scripted: int


class PresenceOut(Schema):
    """`online` false: the gateway does not answer, and nobody knows."""

    online: bool
    people: int = 0
    scripted: int = 0
    halls: dict[str, CountOut] = Field(default_factory=dict)


def check_form(request: HttpRequest) -> None:
    """Refuses FormExpired: these requests change who somebody is."""
    if check_csrf(request):
        raise FormExpired


def person_of(request: HttpRequest) -> Person:
    """Refuses NotEntered."""
    if not isinstance(request.user, Person):
        raise NotEntered
    return request.user


@router.post("/guest", response={201: PersonOut}, url_name="api-guest")
def enter(request: HttpRequest, guest: GuestIn) -> object:
    """A display name is enough to look around, walk and talk."""
    check_form(request)
    person = enter_as_guest(request, guest.name)
    return Status(201, PersonOut(id=person.public_id, name=person.display_name, kind="guest"))


@router.post("/pass", response=PassOut, by_alias=True, url_name="api-pass")
def fetch_pass(request: HttpRequest, asked: PassIn) -> object:
    """The signed pass for a fair and, when asked for, one of its halls."""
    check_form(request)
    person = person_of(request)
    fair = fair_of(asked.fair)
    hall = hall_of(fair, asked.hall) if asked.hall else None
    signed = issue_pass(person, fair, hall)
    note_seen(person, now=timezone.now())
    told = signed.content
    gateways = gateways_for(told.person, hall_key(fair, hall) if hall else None)
    return PassOut(
        pass_=signed.text,
        gateway=gateways[0] if gateways else "",
        gateways=gateways,
        expires_at=told.expires,
        person=PersonOut(id=told.person, name=told.name, kind=told.kind, look=told.look),
        hall_key=hall_key(fair, hall) if hall else None,
        groups=[grant.key for grant in told.groups],
        booths=[grant.number for grant in told.booths],
    )


@router.put("/look", response={204: None}, url_name="api-look")
def keep_look(request: HttpRequest, asked: LookIn) -> object:
    """Body, hair, glasses and clothes, as everybody sees them from the next pass on."""
    check_form(request)
    choose_look(person_of(request), asked.look)
    return Status(204, None)


def gateways_for(person: str, hall: str | None) -> list[str]:
    """The gateways' addresses in the order in which to try them.

    Who goes into a hall goes where all go who go there: what is on one node need not be told to others. If that one is full
    or gone, all have the same next one. Others are spread, the same person always alike.
    """
    gateways = gateways_known()
    if hall is not None:
        full = gateways_full()
        return sorted(gateways, key=lambda address: (address not in full, weight(address, hall)), reverse=True)
    start = number_of(person) % len(gateways) if settings.GATEWAY_URLS else 0
    return [*gateways[start:], *gateways[:start]]


@router.get("/presence", response=PresenceOut, url_name="api-presence")
def show_presence(request: HttpRequest, fair: str) -> object:
    """People here now, scripted visitors apart."""
    known = presence_of(fair_of(fair))
    return PresenceOut(online=True, **known) if known else PresenceOut(online=False)


@fair_router.get("/{fair}/halls/{hall}/scene", url_name="api-scene")
def show_scene(request: HttpRequest, fair: str, hall: str) -> HttpResponse:
    """All the 3D hall draws, in the reader's language; at most SCENE_SECONDS old, 304 when the reader has it."""
    here = fair_of(fair)
    room = hall_of(here, hall)
    key = f"scene:{room.pk}:{get_language()}"
    body: bytes | None = caches["near"].get(key)
    if body is None:
        body = json.dumps(scene_data(here, room), ensure_ascii=False, separators=(",", ":")).encode()
        caches["near"].set(key, body, SCENE_SECONDS)
    etag = f'"{hashlib.blake2s(body, digest_size=12).hexdigest()}"'
    answer = HttpResponse(body, content_type="application/json", headers={"ETag": etag, "Cache-Control": "no-cache"})
    return get_conditional_response(request, etag=etag, response=answer) or answer


def scene_data(here: Fair, room: Hall) -> dict[str, object]:
    """The manifest as docs/reference describes it: metres from the north-west corner, yaw in radians."""
    scene = dressed(scene_of(room))
    plan = scene.plan
    return {
        "version": plan.version,
        "fair": {"slug": here.slug, "name": here.name},
        "hall": {
            "slug": room.slug, "number": str(room.number), "name": room.name, "summary": room.summary,
            "width": room.width_m, "depth": room.depth_m, "height": room.height_m, "character": room.character,
        },
        "entrance": asdict(plan.entrance),
        "aisles": [asdict(aisle) for aisle in plan.aisles],
        "signs": [asdict(sign) for sign in plan.signs],
        "booths": [asdict(booth) for booth in scene.booths],
    }  # fmt: skip
