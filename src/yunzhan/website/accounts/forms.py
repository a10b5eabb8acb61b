"""Forms of entering: the guest's display name, and the name asked for at sign-up."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.choices import DISPLAY_NAME_LONGEST
from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.rules import NameMissing, NameRefused, clean_display_name


class NameForm(forms.Form):
    """A display name; what is wrong with it is said next to it."""

    name = forms.CharField(
        label=_("Display name"),
        strip=False,
        error_messages={"required": NameMissing.sentence},
        help_text=_("Others in the hall see this name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": DISPLAY_NAME_LONGEST}),
    )

    def clean_name(self) -> str:
        try:
            return clean_display_name(self.cleaned_data.get("name", ""))
        except NameRefused as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.name) from refusal


class SignUpForm(NameForm):
    """What allauth's sign-up asks beside e-mail, phone and password."""

    def clean(self) -> dict[str, Any]:
        """Somebody without e-mail and phone number could never sign in again."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not told.get("email") and not told.get("phone") and not {"email", "phone"} & set(self.errors):
            self.add_error("email", _("Give an e-mail address or a phone number: you sign in with it."))
        return told

    def signup(self, request: HttpRequest, person: Person) -> None:
        person.display_name = self.cleaned_data["name"]
        person.save(update_fields=["display_name"])
