"""A text in three languages as form fields, and a refusal of an action said beside the field it is about.

What a text may be is the action's to say; here is only how it is typed, kept and proposed.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.scripts import to_simplified, to_traditional
from yunzhan.website.shared.words import LANGUAGE_SUFFIXES, Words

LANGUAGE_LABELS = {"zh_hans": _("Simplified Chinese"), "zh_hant": _("Traditional Chinese"), "en": _("English")}
HTML_LANGUAGES = {"zh_hans": "zh-Hans", "zh_hant": "zh-Hant", "en": "en"}


def word_fields(name: str, label: "str | Promise", *, longest: int, rows: int = 1) -> dict[str, forms.CharField]:
    """Three optional fields, `name_zh_hans` and so on; more than one row makes them text areas."""
    fields = {}
    for suffix in LANGUAGE_SUFFIXES:
        shown = {"lang": HTML_LANGUAGES[suffix]}
        widget = forms.TextInput(attrs=shown) if rows == 1 else forms.Textarea(attrs=shown | {"rows": rows})
        fields[f"{name}_{suffix}"] = forms.CharField(
            label=format_lazy("{label} · {language}", label=label, language=LANGUAGE_LABELS[suffix]),
            max_length=longest,
            required=False,
            widget=widget,
        )
    return fields


def words_in(told: Mapping[str, Any], name: str) -> Words:
    """The three fields of `name` as one text."""
    return Words(*(str(told.get(f"{name}_{suffix}") or "").strip() for suffix in LANGUAGE_SUFFIXES))


def initial_words(name: str, words: Words) -> dict[str, str]:
    """What the three fields show before anything is typed."""
    return {f"{name}_{suffix}": getattr(words, suffix) for suffix in LANGUAGE_SUFFIXES}


def propose_scripts(told: Mapping[str, str], *names: str) -> dict[str, str]:
    """What was typed, with an empty Chinese field filled from the other one. Nothing that was typed is changed."""
    proposed = dict(told.items())
    for name in names:
        simplified, traditional = f"{name}_zh_hans", f"{name}_zh_hant"
        if not proposed.get(traditional, "").strip():
            proposed[traditional] = to_traditional(proposed.get(simplified, ""))
        elif not proposed.get(simplified, "").strip():
            proposed[simplified] = to_simplified(proposed[traditional])
    return proposed


def say_beside(form: forms.Form, refusal: Refusal) -> None:
    """The refusal's sentence at its field, at the first language of a text or the first of several,
    or over the form when it has no field there."""
    places = (refusal.field, f"{refusal.field}_{LANGUAGE_SUFFIXES[0]}", f"{refusal.field}_1")
    form.add_error(next((place for place in places if place in form.fields), None), refusal.message)
