"""Addresses of the agenda, below /agenda/."""

from django.urls import path

from accanto.agenda import views

app_name = "agenda"

urlpatterns = [
    path("fatto/<str:kind>/<id:subject_id>/", views.finish, name="finish"),
    path("sposta/<str:kind>/<id:subject_id>/", views.move, name="move"),
    path("promemoria/", views.reminders, name="reminders"),
    path("calendario/nuovo/", views.feed_new, name="feed_new"),
    path("calendario/chiudi/", views.feed_close, name="feed_close"),
    path("calendario/<str:secret>.ics", views.feed, name="feed"),
]
