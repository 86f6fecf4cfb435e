"""The gallery of components; mounted in the demo and for developers only."""

from django.urls import path

from accanto.ui import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery")]
