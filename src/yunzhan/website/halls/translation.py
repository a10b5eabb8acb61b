"""Which fields of the halls app are kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from yunzhan.website.halls.models import BoothTemplate, Hall


@register(BoothTemplate)
class BoothTemplateTranslation(TranslationOptions):
    fields = ("name",)


@register(Hall)
class HallTranslation(TranslationOptions):
    fields = ("name", "summary")
