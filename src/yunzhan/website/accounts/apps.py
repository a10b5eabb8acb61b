"""How Django knows the accounts app. No start-up logic beyond wiring lives here."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "yunzhan.website.accounts"
    verbose_name = _("Accounts")
