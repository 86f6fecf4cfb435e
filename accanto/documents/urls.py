"""Addresses of documents."""

from django.urls import path

from accanto.documents import views

app_name = "documents"

urlpatterns = [
    path("documenti/<id:pk>/", views.document, name="document"),
    path("nuclei/<id:household_id>/documenti/", views.household_documents, name="household_documents"),
    path("nuclei/<id:household_id>/documenti/nuovo/", views.document_new, name="document_new"),
]
