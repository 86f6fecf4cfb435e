"""Addresses of the portal, below /mio/ and /condivise/."""

from django.urls import path

from accanto.portal import views

app_name = "portal"

urlpatterns = [
    path("mio/", views.own_file, name="own_file"),
    path("mio/chiedi/", views.ask, name="ask"),
    path("mio/letture/", views.readings, name="readings"),
    path("condivise/", views.shared_files, name="shared_files"),
]
