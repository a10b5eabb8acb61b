"""Which fields of the products app are kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from yunzhan.website.products.models import Category, Product


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name",)


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("name", "summary")
