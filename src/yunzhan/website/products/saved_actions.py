"""What visitors save: every write of it. Page and API call the same functions."""

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.rules import has_control_characters
from yunzhan.website.products import rules
from yunzhan.website.products.models import Product, Saved
from yunzhan.website.products.queries import saved_keys
from yunzhan.website.shared.refusals import Refusal


class SavingRefused(Refusal):
    """The root of what this file refuses."""

    status = 422


class TooMuchSaved(SavingRefused):
    sentence = _("You can save at most %(most)s exhibitors and products of a fair. Take some off your list first.")


class NotSaved(SavingRefused):
    status = 404
    sentence = _("This is not on your list any more. Save it again to keep a note.")


class NoteMalformed(SavingRefused):
    sentence = _("A note has at most %(most)s letters.")


def save(person: Person, thing: Exhibitor | Product) -> None:
    """Puts an exhibitor or a product on somebody's list; twice is once. Refuses TooMuchSaved."""
    fair = thing.fair if isinstance(thing, Exhibitor) else thing.exhibitor.fair
    with transaction.atomic():
        Person.objects.select_for_update().filter(pk=person.pk).first()  # two at once do not pass the limit
        kept = saved_keys(person, fair)
        if thing.pk in (kept.exhibitors if isinstance(thing, Exhibitor) else kept.products):
            return
        if len(kept.exhibitors) + len(kept.products) >= rules.MOST_SAVED:
            raise TooMuchSaved(most=rules.MOST_SAVED)
        Saved.objects.create(person=person, **_as_saved(thing))


def unsave(person: Person, thing: Exhibitor | Product) -> None:
    """Takes it off the list; no fault when it was not there."""
    Saved.objects.filter(person=person, **_as_saved(thing)).delete()


def note_saved(person: Person, thing: Exhibitor | Product, note: str) -> None:
    """Keeps a note beside something on the list; an empty one takes it away. Refuses NotSaved, NoteMalformed."""
    text = " ".join(note.split())
    if len(text) > rules.LONGEST_NOTE_CHARACTERS or has_control_characters(text):
        raise NoteMalformed(most=rules.LONGEST_NOTE_CHARACTERS, field="note")
    if not Saved.objects.filter(person=person, **_as_saved(thing)).update(note=text):
        raise NotSaved


def _as_saved(thing: Exhibitor | Product) -> dict[str, Model]:
    return {"exhibitor": thing} if isinstance(thing, Exhibitor) else {"product": thing}
