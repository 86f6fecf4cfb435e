"""Address of the register."""

from django.urls import path

from accanto.audit import views

app_name = "audit"

urlpatterns = [path("", views.record_list, name="record_list")]
