"""Which fields of the exhibitors app are kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from yunzhan.website.exhibitors.models import Exhibitor, Industry


@register(Industry)
class IndustryTranslation(TranslationOptions):
    fields = ("name",)


@register(Exhibitor)
class ExhibitorTranslation(TranslationOptions):
    fields = ("name", "short_name", "tagline", "profile", "source_note")
