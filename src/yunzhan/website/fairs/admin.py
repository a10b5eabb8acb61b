"""Fairs, delegations and roles in the administration."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from yunzhan.website.fairs.models import Delegation, Fair, FairRole


@admin.register(Fair)
class FairAdmin(TranslationAdmin[Fair]):
    list_display = ["name", "slug", "starts_on", "ends_on", "status"]
    list_filter = ["status"]


@admin.register(Delegation)
class DelegationAdmin(TranslationAdmin[Delegation]):
    list_display = ["name", "fair"]
    list_filter = ["fair"]


@admin.register(FairRole)
class FairRoleAdmin(admin.ModelAdmin[FairRole]):
    list_display = ["person", "role", "fair"]
    list_filter = ["fair", "role"]
    autocomplete_fields = ["person"]
