"""The forms of the exhibitor's desk: its texts, its staff, its products. What a text may be is the actions' to refuse."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.rules import LONGEST_CHARACTERS
from yunzhan.website.fairs.choices import Role
from yunzhan.website.products.models import Category, Product
from yunzhan.website.products.queries import categories
from yunzhan.website.products.rules import LONGEST_NAME_CHARACTERS, LONGEST_SUMMARY_CHARACTERS
from yunzhan.website.shared.word_fields import initial_words, word_fields
from yunzhan.website.shared.words import words_of

PROFILE_ROWS = 6
SUMMARY_ROWS = 3
LONGEST_CONTACT = 254


class ExhibitorForm(forms.Form):
    """The name on the board, the tagline and the profile in three languages, and the colour of the board."""

    TEXTS = ("short_name", "tagline", "profile")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= word_fields("short_name", _("Name on the board"), longest=LONGEST_CHARACTERS["short_name"])
        self.fields |= word_fields("tagline", _("Tagline"), longest=LONGEST_CHARACTERS["tagline"])
        self.fields |= word_fields("profile", _("Profile"), longest=LONGEST_CHARACTERS["profile"], rows=PROFILE_ROWS)
        self.fields["accent"] = forms.CharField(
            label=_("Accent colour"), max_length=7, widget=forms.TextInput(attrs={"type": "color"})
        )

    @classmethod
    def shown(cls, exhibitor: Exhibitor) -> dict[str, str]:
        """What the fields hold before anything is typed."""
        told = {"accent": exhibitor.accent}
        for name in cls.TEXTS:
            told |= initial_words(name, words_of(exhibitor, name))
        return told


class StaffForm(forms.Form):
    """Who else may change the exhibitor."""

    contact = forms.CharField(
        label=_("E-mail or phone number"),
        max_length=LONGEST_CONTACT,
        help_text=_("The one they sign in with: they need an account first."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(Role.BOOTH_STAFF.value, _("Booth staff")), (Role.EXHIBITOR_MANAGER.value, _("Exhibitor manager"))],
    )


class ProductForm(forms.Form):
    """A product: name and summary in three languages, category, picture."""

    TEXTS = ("name", "summary")

    def __init__(self, *args: Any, exhibitor: Exhibitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= word_fields("name", _("Name"), longest=LONGEST_NAME_CHARACTERS)
        self.fields |= word_fields("summary", _("Summary"), longest=LONGEST_SUMMARY_CHARACTERS, rows=SUMMARY_ROWS)
        fitting = categories().filter(industry=exhibitor.industry)
        self.fields["category"] = forms.ChoiceField(
            label=_("Category"), required=False, choices=[("", _("None")), *((row.code, row.name) for row in fitting)]
        )
        self.fields["picture"] = forms.FileField(
            label=_("Picture"),
            required=False,
            help_text=_("PNG, JPEG or WebP, at most 2 MB. Without one the picture stays as it is."),
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        )

    @classmethod
    def shown(cls, product: Product) -> dict[str, str]:
        """What the fields hold before anything is typed."""
        told = {"category": product.category_id or ""}
        for name in cls.TEXTS:
            told |= initial_words(name, words_of(product, name))
        return told

    def category_chosen(self) -> Category | None:
        code = self.cleaned_data["category"]
        return categories().get(code=code) if code else None
