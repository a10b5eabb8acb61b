"""Which fields of the booths app are kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from yunzhan.website.booths.models import BoothDesign


@register(BoothDesign)
class BoothDesignTranslation(TranslationOptions):
    fields = ("fascia",)
