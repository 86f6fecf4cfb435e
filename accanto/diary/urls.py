"""Addresses of the diary."""

from django.urls import path

from accanto.diary import draft_views, views

app_name = "diary"

urlpatterns = [
    path("nuclei/<id:household_id>/diario/", views.timeline, name="timeline"),
    path("diario/<id:pk>/", views.entry_detail, name="entry_detail"),
    path("diario/<id:pk>/correggi/", views.entry_correct, name="entry_correct"),
    path("diario/<id:pk>/per-errore/", views.entry_strike, name="entry_strike"),
    path("diario/<id:pk>/allega/", views.attachment_add, name="attachment_add"),
    path("diario/<id:pk>/passo/fatto/", views.step_finish, name="step_finish"),
    path("diario/<id:pk>/passo/sposta/", views.step_move, name="step_move"),
    path("diario/allegati/<id:pk>/", views.attachment, name="attachment"),
    path("diario/bozze/salva/", draft_views.draft_save, name="draft_save"),
    path("diario/bozze/<uuid:client_id>/butta/", draft_views.draft_discard, name="draft_discard"),
]
