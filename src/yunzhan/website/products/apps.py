"""How Django knows the products app. No start-up logic beyond wiring lives here."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "yunzhan.website.products"
    verbose_name = _("Products")

    def ready(self) -> None:
        import_module("yunzhan.website.products.hearing")  # it needs the models, which are there only now
