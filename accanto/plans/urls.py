"""Addresses of plans: below /percorsi/ and /promesse/, and a household's own below /nuclei/."""

from django.urls import path

from accanto.plans.views import promises

app_name = "plans"

urlpatterns = [
    path("promesse/", promises.promise_list, name="promise_list"),
    path("promesse/<id:promise_id>/", promises.promise_detail, name="promise_detail"),
    path("promesse/<id:promise_id>/sposta/", promises.promise_move, name="promise_move"),
    path("promesse/<id:promise_id>/riapri/", promises.promise_reopen, name="promise_reopen"),
    path("nuclei/<id:household_id>/promesse/nuova/", promises.promise_new, name="promise_new"),
]
