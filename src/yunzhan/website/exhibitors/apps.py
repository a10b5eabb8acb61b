"""How Django knows the exhibitors app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitorsConfig(AppConfig):
    name = "yunzhan.website.exhibitors"
    verbose_name = _("Exhibitors")
