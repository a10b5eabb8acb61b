"""Addresses of pages that belong to no fair."""

from django.urls import path

from yunzhan.website.shared import views

urlpatterns = [
    path("design/", views.show_design, name="design"),
    path("theme/", views.set_theme, name="theme"),
]
