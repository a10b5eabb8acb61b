"""Who hears which fact: here the search, of exhibitors that changed in the app below."""

from yunzhan.website.exhibitors.facts import ExhibitorsChanged
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.products.actions import index_exhibitors
from yunzhan.website.shared.facts import on


@on(ExhibitorsChanged)
def search_anew(fact: ExhibitorsChanged) -> None:
    index_exhibitors(Exhibitor.objects.filter(pk__in=fact.exhibitors).select_related("industry"))
