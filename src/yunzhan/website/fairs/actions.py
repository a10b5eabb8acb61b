"""Every write of the fairs app."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.phones import is_region
from yunzhan.website.fairs.choices import FairStatus, Role
from yunzhan.website.fairs.models import Delegation, Fair, FairRole
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import Words, write_words


class DatesTurned(Refusal):
    sentence = _("The fair ends before it starts.")


class RegionUnknown(Refusal):
    sentence = _("A region is two letters as in ISO 3166, like CN, TW, HK or MO.")


class SlugTaken(Refusal):
    sentence = _("There is a fair with this address already.")


def open_fair(
    *,
    slug: str,
    name: Words,
    tagline: Words,
    city: Words,
    starts_on: date,
    ends_on: date,
    time_zone: str = "Asia/Shanghai",
    region: str = "CN",
    status: str = FairStatus.OPEN,
) -> Fair:
    """Refuses DatesTurned, RegionUnknown and SlugTaken."""
    if not is_region(region):
        raise RegionUnknown(field="region")
    if ends_on < starts_on:
        raise DatesTurned(field="ends_on")
    if Fair.objects.filter(slug=slug).exists():
        raise SlugTaken(field="slug")
    fair = Fair(slug=slug, starts_on=starts_on, ends_on=ends_on, time_zone=time_zone, region=region, status=status)
    write_words(fair, "name", name)
    write_words(fair, "tagline", tagline)
    write_words(fair, "city", city)
    fair.save()
    return fair


def add_delegation(fair: Fair, name: Words) -> Delegation:
    """A further delegation; names may repeat."""
    delegation = Delegation(fair=fair)
    write_words(delegation, "name", name)
    delegation.save()
    return delegation


def give_role(person: Person, fair: Fair, *, role: Role | str) -> FairRole:
    """The same role again changes nothing."""
    row, _made = FairRole.objects.get_or_create(person=person, fair=fair, role=Role(role))
    return row


def take_role(person: Person, fair: Fair, *, role: Role | str) -> None:
    """A role that somebody does not have is taken already."""
    FairRole.objects.filter(person=person, fair=fair, role=Role(role)).delete()
