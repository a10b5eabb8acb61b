"""How Django knows the fairs app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    name = "yunzhan.website.fairs"
    verbose_name = _("Fairs")
