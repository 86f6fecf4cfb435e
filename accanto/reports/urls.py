"""Addresses of reports: below their agreement, and /relazioni/."""

from django.urls import path

from accanto.reports import views

app_name = "reports"

urlpatterns = [
    path("accordi/<id:agreement_id>/relazioni/", views.report_list, name="report_list"),
    path("accordi/<id:agreement_id>/relazioni/nuova/", views.report_new, name="report_new"),
    path("relazioni/<id:report_id>/", views.report_detail, name="report_detail"),
    path("relazioni/<id:report_id>/parole/", views.report_edit, name="report_edit"),
    path("relazioni/<id:report_id>/passo/<slug:step>/", views.report_step, name="report_step"),
    path("relazioni/<id:report_id>/pdf/", views.report_pdf, name="report_pdf"),
    path("relazioni/<id:report_id>/ods/", views.report_ods, name="report_ods"),
]
