"""Exhibitors and industries in the admin. Registering and placing goes through actions, so adding is off."""

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin

from yunzhan.website.exhibitors.models import Exhibitor, Industry


@admin.register(Industry)
class IndustryAdmin(TranslationAdmin[Industry]):
    list_display = ("code", "name", "gbt_codes", "exchange_groups")


@admin.register(Exhibitor)
class ExhibitorAdmin(TranslationAdmin[Exhibitor]):
    list_display = ("name", "fair", "industry", "status", "is_sample")
    list_filter = ("fair", "status", "industry")
    search_fields = ("name", "slug")
    readonly_fields = ("fair", "organisation", "slug", "status")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
