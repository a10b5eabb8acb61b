"""Reading fairs and roles."""

from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.choices import FairStatus
from yunzhan.website.fairs.models import Fair, FairRole
from yunzhan.website.shared.refusals import Refusal


class FairUnknown(Refusal):
    status = 404
    sentence = _("There is no such fair.")


def fair_of(slug: str) -> Fair:
    """A fair visitors may see: open or closed. Refuses FairUnknown."""
    fair = Fair.objects.filter(slug=slug).exclude(status=FairStatus.DRAFT).first()
    if fair is None:
        raise FairUnknown
    return fair


def open_fair_now() -> Fair | None:
    """The open fair that started last; None when no fair is open."""
    return Fair.objects.filter(status=FairStatus.OPEN).order_by("-starts_on").first()


def roles_of(person: Person, fair: Fair) -> frozenset[str]:
    return frozenset(FairRole.objects.filter(person=person, fair=fair).values_list("role", flat=True))
