"""Addresses of the booth editor on the exhibitor's desk and of the organiser's review."""

from django.urls import path

from yunzhan.website.booths import views

EDITOR = "fairs/<slug:fair>/exhibitors/<slug:slug>/desk/booth/"

urlpatterns = [
    path(EDITOR, views.edit_design, name="desk-booth"),
    path(f"{EDITOR}restore/<int:version>/", views.restore, name="desk-booth-restore"),
    path(f"{EDITOR}withdraw/", views.withdraw, name="desk-booth-withdraw"),
    path("fairs/<slug:fair>/designs/", views.list_designs, name="designs"),
    path("fairs/<slug:fair>/designs/<int:pk>/", views.review_design, name="design-review"),
]
