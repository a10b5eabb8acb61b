"""The JSON API of somebody's saved exhibitors and products."""

from typing import Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema, Status
from ninja.security import django_auth

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.queries import placement_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.products.models import Saved
from yunzhan.website.products.queries import saved_of, thing_asked
from yunzhan.website.products.saved_actions import note_saved, save, unsave
from yunzhan.website.shared.refusals import Refusal

router = Router(tags=["saved"])

Kind = Literal["exhibitors", "products"]
THING = "/{fair}/saved/{kind}/{key}"


class NobodySaves(Refusal):
    """Nobody is behind the request."""

    status = 401
    sentence = _("Tell us your display name first.")


class SavedOut(Schema):
    """`key`: the exhibitor's slug or the product's number; the place is null while it has none."""

    kind: Kind
    key: str
    name: str
    exhibitor: str
    exhibitor_name: str
    hall: str | None
    hall_number: int | None
    hall_name: str | None
    booth: str | None
    picture: str | None
    note: str


class NoteIn(Schema):
    """For oneself; empty takes it away."""

    note: str


class SavedListOut(Schema):
    items: list[SavedOut]


def saver_of(request: HttpRequest) -> Person:
    """Refuses NobodySaves."""
    if not isinstance(request.user, Person):
        raise NobodySaves
    return request.user


def saved_out(row: Saved) -> SavedOut:
    product = row.product
    exhibitor = product.exhibitor if product else row.exhibitor
    assert exhibitor is not None
    place = placement_of(exhibitor)
    hall = place.booth.floor_plan.hall if place else None
    return SavedOut(
        kind="products" if product else "exhibitors",
        key=str(product.pk) if product else exhibitor.slug,
        name=product.name if product else exhibitor.name,
        exhibitor=exhibitor.slug,
        exhibitor_name=exhibitor.name,
        hall=hall.slug if hall else None,
        hall_number=hall.number if hall else None,
        hall_name=hall.name if hall else None,
        booth=place.booth.number if place else None,
        picture=product.picture.url if product and product.picture else None,
        note=row.note,
    )


@router.get("/{fair}/saved", response=SavedListOut, auth=django_auth, url_name="api-saved")
def list_saved(request: HttpRequest, fair: str) -> object:
    """What one saved of this fair, in the order of saving."""
    return SavedListOut(items=[saved_out(row) for row in saved_of(saver_of(request), fair_of(fair))])


@router.put(THING, response={204: None}, auth=django_auth, url_name="api-save")
def keep_thing(request: HttpRequest, fair: str, kind: Kind, key: str) -> object:
    """On the list; no fault when it is there."""
    save(saver_of(request), thing_asked(fair_of(fair), kind, key))
    return Status(204, None)


@router.delete(THING, response={204: None}, auth=django_auth, url_name="api-unsave")
def drop_thing(request: HttpRequest, fair: str, kind: Kind, key: str) -> object:
    """Off the list; no fault when it is not there."""
    unsave(saver_of(request), thing_asked(fair_of(fair), kind, key))
    return Status(204, None)


@router.put(f"{THING}/note", response={204: None}, auth=django_auth, url_name="api-note-saved")
def keep_note(request: HttpRequest, fair: str, kind: Kind, key: str, body: NoteIn) -> object:
    """The note beside something on the list."""
    note_saved(saver_of(request), thing_asked(fair_of(fair), kind, key), body.note)
    return Status(204, None)
