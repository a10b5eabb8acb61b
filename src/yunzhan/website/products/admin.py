"""Products and categories in the admin: for reading. Writing goes through actions, so that the search follows."""

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin

from yunzhan.website.products.actions import change_product, withdraw_product
from yunzhan.website.products.models import Category, Product
from yunzhan.website.shared.words import words_of


@admin.register(Category)
class CategoryAdmin(TranslationAdmin[Category]):
    list_display = ("code", "name", "industry")


@admin.register(Product)
class ProductAdmin(TranslationAdmin[Product]):
    list_display = ("name", "exhibitor", "category", "is_sample")
    search_fields = ("name",)
    readonly_fields = ("exhibitor", "picture", "model", "position")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Product, form: object, change: bool) -> None:
        change_product(obj, name=words_of(obj, "name"), summary=words_of(obj, "summary"), category=obj.category)

    def delete_model(self, request: HttpRequest, obj: Product) -> None:
        withdraw_product(obj)
