"""Addresses of entering. Those of accounts with a password are allauth's, under /account/."""

from django.urls import path

from yunzhan.website.accounts import views

urlpatterns = [path("enter/", views.enter_as_guest, name="enter")]
