"""Addresses of support: below /richieste/, and a household's own below /nuclei/."""

from django.urls import path

from accanto.support.views import areas, figures, lists, requests, steps

app_name = "support"

urlpatterns = [
    path("richieste/", lists.request_board, name="request_board"),
    path("richieste/elenco/", lists.request_list, name="request_list"),
    path("richieste/andamento/", figures.flow, name="flow"),
    path("richieste/ambiti/", areas.area_list, name="area_list"),
    path("richieste/ambiti/<id:area_id>/", areas.area_edit, name="area_edit"),
    path("richieste/ambiti/<id:area_id>/<slug:act>/", areas.area_act, name="area_act"),
    path("richieste/enti-e-tempi/senza-ente/", lists.without_public_lead, name="without_public_lead"),
    path("richieste/<id:request_id>/", requests.request_detail, name="request_detail"),
    path("richieste/<id:request_id>/correggi/", requests.request_edit, name="request_edit"),
    path("richieste/<id:request_id>/passo/<slug:step>/", steps.request_step, name="request_step"),
    path("richieste/<id:request_id>/colloquio/", steps.talk_move, name="talk_move"),
    path("richieste/<id:request_id>/responsabile/", requests.lead_edit, name="lead_edit"),
    path("richieste/<id:request_id>/discriminazione/", requests.discrimination_edit, name="discrimination_edit"),
    path("richieste/<id:request_id>/chi-ci-lavora/", requests.worker_new, name="worker_new"),
    path("richieste/<id:request_id>/chi-ci-lavora/<id:worker_id>/fine/", requests.worker_end, name="worker_end"),
    path("richieste/<id:request_id>/note/", requests.entry_link, name="entry_link"),
    path("nuclei/<id:household_id>/richieste/", lists.household_requests, name="household_requests"),
    path("nuclei/<id:household_id>/richieste/nuova/", requests.request_new, name="request_new"),
]
