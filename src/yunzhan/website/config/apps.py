"""How Django knows the config app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    name = "yunzhan.website.config"
    verbose_name = _("Configuration")
