"""Addresses of exhibitors, products and the search."""

from django.urls import path

from yunzhan.website.products import views

urlpatterns = [
    path("fairs/<slug:fair>/search/", views.search, name="search"),
    path("fairs/<slug:fair>/exhibitors/", views.list_exhibitors, name="exhibitors"),
    path("fairs/<slug:fair>/exhibitors/<slug:slug>/", views.show_exhibitor, name="exhibitor"),
    path("fairs/<slug:fair>/products/<int:pk>/", views.show_product, name="product"),
]
