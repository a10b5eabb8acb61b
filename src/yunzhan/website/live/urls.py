"""Addresses of the fair's front page and its halls, and of those who keep order there."""

from django.urls import path

from yunzhan.website.live import hosting, views

urlpatterns = [
    path("", views.show_home, name="home"),
    path("fairs/<slug:fair>/", views.show_fair, name="fair"),
    path("fairs/<slug:fair>/halls/", views.list_halls, name="halls"),
    path("fairs/<slug:fair>/halls/<slug:hall>/", views.show_hall, name="hall"),
    path("fairs/<slug:fair>/halls/<slug:hall>/walk/", views.walk_hall, name="walk"),
    path("fairs/<slug:fair>/halls/<slug:hall>/bench/", views.measure_device, name="bench"),
    path("fairs/<slug:fair>/hosting/", hosting.list_conversations, name="hosting"),
    path("fairs/<slug:fair>/hosting/rules/<path:group>/", hosting.change_rules, name="hosting-rules"),
    path("fairs/<slug:fair>/hosting/said/", hosting.list_said, name="hosting-said"),
    path("fairs/<slug:fair>/hosting/said/<int:pk>/", hosting.act_on_said, name="hosting-said-act"),
    path("fairs/<slug:fair>/hosting/restrictions/", hosting.list_restrictions, name="hosting-restrictions"),
    path("fairs/<slug:fair>/hosting/restrictions/<str:person>/<slug:kind>/", hosting.lift, name="hosting-lift"),
    path("fairs/<slug:fair>/hosting/announce/", hosting.announce_to_all, name="hosting-announce"),
]
