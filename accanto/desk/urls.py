"""Addresses of the desk: the product's first page is Oggi."""

from django.urls import include, path

from accanto.desk import parameter_views, views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("nuclei/", views.household_list, name="household_list"),
    path("nuclei/<id:household_id>/", views.household, name="household"),
    path("nota/", include("accanto.desk.note_urls")),
    path("cerca/", views.search, name="search"),
    path("numeri/", views.figures, name="figures"),
    path("parametri/", parameter_views.parameter_list, name="parameter_list"),
    path("parametri/<slug:code>/", parameter_views.parameter_detail, name="parameter_detail"),
    path(
        "parametri/<slug:code>/<id:parameter_id>/togli/", parameter_views.parameter_withdraw, name="parameter_withdraw"
    ),
    path("health", views.health, name="health"),
]
