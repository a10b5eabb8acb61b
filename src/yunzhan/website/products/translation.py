"""Which fields of the products app are kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from yunzhan.website.products.models import Category, Hotspot, Product


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name",)


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("name", "summary")


@register(Hotspot)
class HotspotTranslation(TranslationOptions):
    fields = ("title", "text")
