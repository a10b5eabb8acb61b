"""The form of entering as a guest, with only a display name. Accounts with a password have theirs in sign_up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.choices import DISPLAY_NAME_LONGEST
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
