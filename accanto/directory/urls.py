"""Addresses of the directory, below /enti/."""

from django.urls import path

from accanto.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.organisation_list, name="organisation_list"),
    path("nuovo/", views.organisation_new, name="organisation_new"),
    path("<id:organisation_id>/", views.organisation_detail, name="organisation_detail"),
    path("<id:organisation_id>/modifica/", views.organisation_edit, name="organisation_edit"),
    path("<id:organisation_id>/referenti/nuovo/", views.contact_new, name="contact_new"),
    path("<id:organisation_id>/referenti/<id:contact_id>/", views.contact_edit, name="contact_edit"),
]
