"""Halls in the admin: reading and renaming. Floor plans are published by action only, so they are read-only here."""

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin

from yunzhan.website.halls.models import FloorPlan, Hall


@admin.register(Hall)
class HallAdmin(TranslationAdmin[Hall]):
    list_display = ("name", "fair", "number", "width_m", "depth_m")
    list_filter = ("fair",)


@admin.register(FloorPlan)
class FloorPlanAdmin(admin.ModelAdmin[FloorPlan]):
    list_display = ("hall", "version", "published", "created_at")
    readonly_fields = ("hall", "version", "published", "drawing", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
