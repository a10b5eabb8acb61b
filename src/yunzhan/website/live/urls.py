"""Addresses of the fair's front page and its halls."""

from django.urls import path

from yunzhan.website.live import views

urlpatterns = [
    path("", views.show_home, name="home"),
    path("fairs/<slug:fair>/", views.show_fair, name="fair"),
    path("fairs/<slug:fair>/halls/", views.list_halls, name="halls"),
    path("fairs/<slug:fair>/halls/<slug:hall>/", views.show_hall, name="hall"),
    path("fairs/<slug:fair>/halls/<slug:hall>/walk/", views.walk_hall, name="walk"),
]
