"""How Django knows the halls app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HallsConfig(AppConfig):
    name = "yunzhan.website.halls"
    verbose_name = _("Halls")
