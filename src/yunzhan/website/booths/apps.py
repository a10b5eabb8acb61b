"""How Django knows the booths app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoothsConfig(AppConfig):
    name = "yunzhan.website.booths"
    verbose_name = _("Booth designs")
