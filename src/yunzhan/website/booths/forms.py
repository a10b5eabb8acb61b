"""The forms of booth designs: the exhibitor's editor and the organiser's remark. What a design may be is the actions'."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from yunzhan.website.booths.actions import DesignWish
from yunzhan.website.booths.choices import Slot
from yunzhan.website.booths.queries import Look, files_for, templates_for
from yunzhan.website.booths.rules import LONGEST_FASCIA_CHARACTERS, LONGEST_REMARK_CHARACTERS, MOST_FILES, PLACES
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.products.queries import products_of
from yunzhan.website.shared.word_fields import initial_words, word_fields, words_in

REMARK_ROWS = 3


class DesignForm(forms.Form):
    """Template, colour, the board's text in three languages, what stands in each place and in each slot.

    A slot has fields only when the exhibitor has files for it.
    """

    def __init__(self, *args: Any, exhibitor: Exhibitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"] = forms.ChoiceField(
            label=_("Template"),
            choices=[
                (row.slug, format_lazy("{name} · ≥ {side} m", name=row.name, side=f"{row.smallest_side_m:g}"))
                for row in templates_for(exhibitor)
            ],
            help_text=_("Those that fit on your booth."),
        )
        self.fields["accent"] = forms.CharField(
            label=_("Accent colour"), max_length=7, widget=forms.TextInput(attrs={"type": "color"})
        )
        self.fields |= word_fields("fascia", _("Fascia text"), longest=max(LONGEST_FASCIA_CHARACTERS.values()))
        products = [("", _("None")), *((str(row.pk), row.name) for row in products_of(exhibitor))]
        for place in range(1, PLACES + 1):
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label=format_lazy("{label} {place}", label=_("Place"), place=place), required=False, choices=products
            )

        for slot in Slot:
            files = [(upload.key, upload.name) for upload in files_for(exhibitor, slot)]
            for place in range(1, MOST_FILES[slot] + 1 if files else 1):
                label = (
                    slot.label if MOST_FILES[slot] == 1 else format_lazy("{slot} {place}", slot=slot.label, place=place)
                )
                self.fields[f"{slot}_{place}"] = forms.ChoiceField(
                    label=label, required=False, choices=[("", _("None")), *files]
                )

    @staticmethod
    def initial_of(look: Look) -> dict[str, object]:
        """What the fields hold before anything is typed."""
        places = {f"place_{place}": str(product.pk) for place, product in enumerate(look.products, 1)}
        files = {f"{slot}_{at}": row.key for slot, rows in look.files.items() for at, row in enumerate(rows, 1)}
        texts = initial_words("fascia", look.fascia)
        return {"template": look.template.slug, "accent": look.accent, **texts, **places, **files}

    def wish(self) -> DesignWish:
        """Of a valid form."""
        chosen = (self.cleaned_data[f"place_{place}"] for place in range(1, PLACES + 1))
        files = {
            slot.value: [key for at in range(1, MOST_FILES[slot] + 1) if (key := self.cleaned_data.get(f"{slot}_{at}"))]
            for slot in Slot
        }
        return DesignWish(
            template=self.cleaned_data["template"],
            accent=self.cleaned_data["accent"].lower(),
            fascia=words_in(self.cleaned_data, "fascia"),
            products=[int(key) for key in chosen if key],
            files=files,
        )


class BringForm(forms.Form):
    """A file for one of the slots."""

    file = forms.FileField(label=_("File"))


class ReturnForm(forms.Form):
    """What has to change."""

    remark = forms.CharField(
        label=_("What has to change"),
        max_length=LONGEST_REMARK_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": REMARK_ROWS}),
    )
