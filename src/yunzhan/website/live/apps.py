"""How Django knows the live app. No start-up logic beyond wiring lives here."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "yunzhan.website.live"
    verbose_name = _("Live")

    def ready(self) -> None:
        import_module("yunzhan.website.live.hearing")  # it needs the models, which are there only now
