"""Addresses of coexistence: /vita-in-comune/, /regolamenti/, /patti/, and a household's part below /nuclei/."""

from django.urls import path

from accanto.coexistence.views import buildings, cash, households, meetings, rota, rules, spaces

app_name = "coexistence"

LIFE = "vita-in-comune/"
BUILDING = f"{LIFE}<id:building_id>/"

urlpatterns = [
    path(LIFE, buildings.building_list, name="building_list"),
    path(BUILDING, buildings.building_detail, name="building_detail"),
    path(f"{BUILDING}rappresentante/", buildings.representative_new, name="representative_new"),
    path(f"{LIFE}rappresentanti/<id:representative_id>/fine/", buildings.representative_end, name="representative_end"),
    path(f"{BUILDING}turni/", rota.rota_page, name="rota_page"),
    path(f"{BUILDING}turni/nuovi/", rota.rota_new, name="rota_new"),
    path(f"{BUILDING}turni/stampa/", rota.rota_print, name="rota_print"),
    path(f"{LIFE}turnazioni/<id:rota_id>/", rota.rota_detail, name="rota_detail"),
    path(f"{LIFE}turnazioni/<id:rota_id>/ferma/", rota.rota_stop, name="rota_stop"),
    path(f"{LIFE}turni/<id:turn_id>/fatto/", rota.turn_confirm, name="turn_confirm"),
    path(f"{LIFE}turni/<id:turn_id>/non-fatto/", rota.turn_miss, name="turn_miss"),
    path(f"{LIFE}turni/<id:turn_id>/riapri/", rota.turn_reopen, name="turn_reopen"),
    path(f"{LIFE}turni/<id:turn_id>/scambia/", rota.turn_swap, name="turn_swap"),
    path(f"{BUILDING}riunioni/", meetings.meeting_list, name="meeting_list"),
    path(f"{BUILDING}riunioni/nuova/", meetings.meeting_new, name="meeting_new"),
    path(f"{LIFE}riunioni/<id:meeting_id>/", meetings.meeting_detail, name="meeting_detail"),
    path(f"{LIFE}riunioni/<id:meeting_id>/modifica/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{LIFE}riunioni/<id:meeting_id>/tenuta/", meetings.meeting_hold, name="meeting_hold"),
    path(f"{LIFE}riunioni/<id:meeting_id>/verbale/", meetings.minutes_edit, name="minutes_edit"),
    path(f"{LIFE}riunioni/<id:meeting_id>/annulla/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{LIFE}riunioni/<id:meeting_id>/decisioni/nuova/", meetings.decision_new, name="decision_new"),
    path(f"{LIFE}decisioni/<id:decision_id>/voto/", meetings.decision_vote, name="decision_vote"),
    path(f"{LIFE}decisioni/<id:decision_id>/fatta/", meetings.decision_close, name="decision_close"),
    path(f"{LIFE}decisioni/<id:decision_id>/lascia/", meetings.decision_drop, name="decision_drop"),
    path(f"{LIFE}decisioni/<id:decision_id>/riapri/", meetings.decision_reopen, name="decision_reopen"),
    path(f"{BUILDING}spazi/", spaces.space_list, name="space_list"),
    path(f"{BUILDING}spazi/nuovo/", spaces.space_new, name="space_new"),
    path(f"{LIFE}spazi/<id:space_id>/", spaces.space_edit, name="space_edit"),
    path(f"{LIFE}spazi/<id:space_id>/chiudi/", spaces.space_close, name="space_close"),
    path(f"{LIFE}spazi/<id:space_id>/prenota/", spaces.booking_new, name="booking_new"),
    path(f"{LIFE}prenotazioni/<id:booking_id>/annulla/", spaces.booking_cancel, name="booking_cancel"),
    path(f"{BUILDING}cassa/", cash.cash_page, name="cash_page"),
    path(f"{BUILDING}cassa/nuovo/", cash.movement_new, name="movement_new"),
    path(f"{LIFE}cassa/<id:movement_id>/correggi/", cash.movement_correct, name="movement_correct"),
    path("regolamenti/", rules.rules_list, name="rules_list"),
    path("regolamenti/nuovo/", rules.rules_new, name="rules_new"),
    path("regolamenti/<id:rules_id>/", rules.rules_detail, name="rules_detail"),
    path("regolamenti/<id:rules_id>/modifica/", rules.rules_edit, name="rules_edit"),
    path("regolamenti/<id:rules_id>/in-vigore/", rules.rules_begin, name="rules_begin"),
    path("regolamenti/<id:rules_id>/lingue/nuova/", rules.translation_new, name="translation_new"),
    path("regolamenti/lingue/<id:translation_id>/", rules.translation_edit, name="translation_edit"),
    path("regolamenti/lingue/<id:translation_id>/riletta/", rules.translation_review, name="translation_review"),
    path("nuclei/<id:household_id>/vita-in-comune/", households.household_living, name="household_living"),
    path("nuclei/<id:household_id>/firma/<id:person_id>/", households.reading_new, name="reading_new"),
    path("nuclei/<id:household_id>/esente/", households.exemption_new, name="exemption_new"),
    path("nuclei/<id:household_id>/sulle-scale/", households.sign_edit, name="sign_edit"),
    path("nuclei/<id:household_id>/patto/", households.pact_new, name="pact_new"),
    path("nuclei/esenzioni/<id:exemption_id>/", households.exemption_edit, name="exemption_edit"),
    path("patti/<id:pact_id>/", households.pact_detail, name="pact_detail"),
    path("patti/<id:pact_id>/stampa/", households.pact_print, name="pact_print"),
    path("patti/<id:pact_id>/firma/", households.pact_sign, name="pact_sign"),
    path("patti/<id:pact_id>/ritira/", households.pact_withdraw, name="pact_withdraw"),
    path("patti/<id:pact_id>/fine/", households.pact_end, name="pact_end"),
]
