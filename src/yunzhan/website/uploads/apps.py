"""How Django knows the uploads app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UploadsConfig(AppConfig):
    name = "yunzhan.website.uploads"
    verbose_name = _("Uploads")
