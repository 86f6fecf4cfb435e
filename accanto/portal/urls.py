"""Addresses of the portal, below /mio/ and /condivise/."""

from django.urls import path

from accanto.portal import views

app_name = "portal"

urlpatterns = [
    path("mio/", views.own_file, name="own_file"),
    path("mio/chiedi/", views.ask, name="ask"),
    path("mio/letture/", views.readings, name="readings"),
    path("mio/percorso/<id:own_plan_id>/", views.path, name="path"),
    path("mio/percorso/<id:own_plan_id>/<id:version_id>/firma/", views.path_sign, name="path_sign"),
    path("mio/percorso/<id:own_plan_id>/<id:version_id>/disaccordo/", views.path_disagree, name="path_disagree"),
    path("mio/deleghe/<id:mandate_id>/revoca/", views.mandate_revoke, name="mandate_revoke"),
    path("condivise/", views.shared_files, name="shared_files"),
]
