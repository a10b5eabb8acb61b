"""Addresses of the booth editor on the exhibitor's desk, of the organiser's review, and of the page that shows its booth."""

from django.urls import path

from yunzhan.website.booths import files_desk, views
from yunzhan.website.booths.queries import published_look
from yunzhan.website.products.views import show_exhibitor

EXHIBITOR = "fairs/<slug:fair>/exhibitors/<slug:slug>/"
EDITOR = f"{EXHIBITOR}desk/booth/"
FILES = f"{EXHIBITOR}desk/files/"

urlpatterns = [
    path(EXHIBITOR, show_exhibitor, {"look_of": published_look}, name="exhibitor"),
    path(EDITOR, views.edit_design, name="desk-booth"),
    path(f"{EDITOR}preview/", views.preview_design, name="desk-booth-preview"),
    path(f"{EDITOR}files/", views.bring_file, name="desk-booth-file"),
    path(f"{EDITOR}restore/<int:version>/", views.restore, name="desk-booth-restore"),
    path(f"{EDITOR}withdraw/", views.withdraw, name="desk-booth-withdraw"),
    path(FILES, files_desk.list_files, name="desk-files"),
    path(f"{FILES}<str:upload>/delete/", files_desk.remove_file, name="desk-file-delete"),
    path("fairs/<slug:fair>/designs/", views.list_designs, name="designs"),
    path("fairs/<slug:fair>/designs/<int:pk>/", views.review_design, name="design-review"),
]
