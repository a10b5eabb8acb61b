"""How Django knows the live app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "yunzhan.website.live"
    verbose_name = _("Live")
