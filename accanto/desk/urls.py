"""Addresses of the desk: the product's first page is Oggi."""

from django.urls import path

from accanto.desk.views import notes, pages, parameters

app_name = "desk"

urlpatterns = [
    path("", pages.today, name="today"),
    path("nuclei/", pages.household_list, name="household_list"),
    path("nuclei/<id:household_id>/", pages.household, name="household"),
    path("nota/", notes.note_new, name="note_new"),
    path("nota/nuclei/", notes.note_households, name="note_households"),
    path("nota/intorno/", notes.note_around, name="note_around"),
    path("nota/sigillata/", notes.sealed_note, name="sealed_note"),
    path("cerca/", pages.search, name="search"),
    path("numeri/", pages.figures, name="figures"),
    path("parametri/", parameters.parameter_list, name="parameter_list"),
    path("parametri/<slug:code>/", parameters.parameter_detail, name="parameter_detail"),
    path("parametri/<slug:code>/<id:parameter_id>/togli/", parameters.parameter_withdraw, name="parameter_withdraw"),
    path("health", pages.health, name="health"),
]
