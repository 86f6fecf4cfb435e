"""Addresses of the accesses."""

from django.urls import path

from accanto.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.user_list, name="user_list"),
    path("prima-pagina/", views.first_page, name="first_page"),
    path("nuovo/", views.user_new, name="user_new"),
    path("ruoli/", views.roles, name="roles"),
    path("preferenze/", views.preferences, name="preferences"),
    path("<id:pk>/", views.user_detail, name="user_detail"),
    path("<id:pk>/chiudi/", views.user_close, name="user_close"),
    path("<id:pk>/apri/", views.user_open, name="user_open"),
    path("<id:pk>/password/", views.user_reset_password, name="user_reset_password"),
    path("<id:pk>/seconda-prova/", views.user_reset_second_factor, name="user_reset_second_factor"),
    path("<id:pk>/sessioni/", views.user_end_sessions, name="user_end_sessions"),
]
