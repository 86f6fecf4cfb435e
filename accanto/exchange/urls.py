"""Addresses of exchange."""

from django.urls import path

from accanto.exchange import views

app_name = "exchange"

urlpatterns = [
    path("importa/", views.start, name="start"),
    path("esporta/", views.export, name="export"),
    path("importa/<id:batch_id>/", views.batch_detail, name="batch_detail"),
    path("importa/<id:batch_id>/foglio/<id:sheet>/", views.sheet_edit, name="sheet_edit"),
    path("importa/<id:batch_id>/decidi/", views.decide, name="decide"),
    path("importa/<id:batch_id>/prova/", views.check, name="check"),
    path("importa/<id:batch_id>/avvia/", views.run, name="run"),
    path("importa/<id:batch_id>/qui/", views.run_here, name="run_here"),
    path("importa/<id:batch_id>/annulla/", views.undo, name="undo"),
    path("importa/<id:batch_id>/scarta/", views.discard, name="discard"),
    path("importa/<id:batch_id>/resoconto.json", views.report, name="report"),
]
