"""Addresses of the directory, below /enti/."""

from django.urls import path

from accanto.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.organisation_list, name="organisation_list"),
    path("nuovo/", views.organisation_new, name="organisation_new"),
    path("scambio/", views.exchange, name="exchange"),
    path("scambio/enti.json", views.download, name="download"),
    path("scambio/<id:arrival_id>/", views.arrival, name="arrival"),
    path("scambio/<id:arrival_id>/prendi/", views.arrival_take_over, name="arrival_take_over"),
    path("scambio/<id:arrival_id>/scarta/", views.arrival_discard, name="arrival_discard"),
    path("<id:organisation_id>/", views.organisation_detail, name="organisation_detail"),
    path("<id:organisation_id>/modifica/", views.organisation_edit, name="organisation_edit"),
    path("<id:organisation_id>/confluito/", views.organisation_merge, name="organisation_merge"),
    path("<id:organisation_id>/confluito/annulla/", views.merger_undo, name="merger_undo"),
    path("<id:organisation_id>/uffici/nuovo/", views.office_new, name="office_new"),
    path("<id:organisation_id>/uffici/<id:office_id>/", views.office_edit, name="office_edit"),
    path("<id:organisation_id>/referenti/nuovo/", views.contact_new, name="contact_new"),
    path("<id:organisation_id>/referenti/<id:contact_id>/", views.contact_edit, name="contact_edit"),
]
