"""The address of an upload's files. It bears no language: a file is the same in all."""

from django.urls import path

from yunzhan.website.uploads import views

urlpatterns = [path("files/<str:upload>/<str:name>", views.hand_out, name="upload-file")]
