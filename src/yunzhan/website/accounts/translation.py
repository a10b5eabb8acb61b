"""Which fields of the accounts app are kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from yunzhan.website.accounts.models import Organisation, Unit


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name",)


@register(Unit)
class UnitTranslation(TranslationOptions):
    fields = ("name",)
