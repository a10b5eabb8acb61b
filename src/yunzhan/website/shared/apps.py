"""How Django knows the shared app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharedConfig(AppConfig):
    name = "yunzhan.website.shared"
    verbose_name = _("Shared")
