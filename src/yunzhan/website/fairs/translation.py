"""Which fields of the fairs app are kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from yunzhan.website.fairs.models import Delegation, Fair


@register(Fair)
class FairTranslation(TranslationOptions):
    fields = ("name", "tagline", "city")


@register(Delegation)
class DelegationTranslation(TranslationOptions):
    fields = ("name",)
