"""Addresses of the note box, below /nota/ in the desk."""

from django.urls import path

from accanto.desk import note_views

urlpatterns = [
    path("", note_views.note_new, name="note_new"),
    path("nuclei/", note_views.note_households, name="note_households"),
    path("intorno/", note_views.note_around, name="note_around"),
    path("sigillata/", note_views.sealed_note, name="sealed_note"),
]
