"""Addresses of the diary."""

from django.urls import path

from accanto.diary.views import drafts, entries

app_name = "diary"

urlpatterns = [
    path("nuclei/<id:household_id>/diario/", entries.timeline, name="timeline"),
    path("diario/<id:pk>/", entries.entry_detail, name="entry_detail"),
    path("diario/<id:pk>/correggi/", entries.entry_correct, name="entry_correct"),
    path("diario/<id:pk>/per-errore/", entries.entry_strike, name="entry_strike"),
    path("diario/<id:pk>/allega/", entries.attachment_add, name="attachment_add"),
    path("diario/<id:pk>/passo/fatto/", entries.step_finish, name="step_finish"),
    path("diario/<id:pk>/passo/sposta/", entries.step_move, name="step_move"),
    path("diario/allegati/<id:pk>/", entries.attachment, name="attachment"),
    path("diario/bozze/salva/", drafts.draft_save, name="draft_save"),
    path("diario/bozze/<uuid:client_id>/butta/", drafts.draft_discard, name="draft_discard"),
]
