"""People and organisations in the administration. Passwords are set on allauth's pages."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin

from yunzhan.website.accounts.actions import set_active
from yunzhan.website.accounts.models import Membership, Organisation, Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    list_display = ["display_name", "public_id", "is_guest", "is_staff", "is_active", "joined_at"]
    list_filter = ["is_guest", "is_staff", "is_active"]
    search_fields = ["display_name", "public_id", "email", "phone"]
    exclude = ["password"]
    readonly_fields = ["public_id", "last_login", "joined_at"]

    def save_model(self, request: HttpRequest, obj: Person, form: "ModelForm[Person]", change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data:
            set_active(obj, active=obj.is_active)


@admin.register(Organisation)
class OrganisationAdmin(TranslationAdmin[Organisation]):
    list_display = ["registration_number", "name", "region", "is_sample"]
    list_filter = ["is_sample"]
    search_fields = ["registration_number", "name_zh_hans", "name_zh_hant", "name_en"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    list_display = ["person", "organisation", "role"]
    autocomplete_fields = ["person", "organisation"]
