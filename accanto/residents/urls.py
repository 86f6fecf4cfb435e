"""Addresses of residents, below /nuclei/."""

from django.urls import path

from accanto.residents.views import households, members, people, team

app_name = "residents"

urlpatterns = [
    path("nuovo/", households.household_open, name="household_open"),
    path("<id:household_id>/persone/", households.household_people, name="household_people"),
    path("<id:household_id>/letture/", households.household_readers, name="household_readers"),
    path("<id:household_id>/modifica/", households.household_edit, name="household_edit"),
    path("<id:household_id>/chiudi/", households.household_close, name="household_close"),
    path("<id:household_id>/persone/nuova/", households.member_new, name="member_new"),
    path("<id:household_id>/persone/cerca/", households.member_find, name="member_find"),
    path("<id:household_id>/persone/aggiungi/<id:person_id>/", households.member_add, name="member_add"),
    path("<id:household_id>/persone/fine/<id:member_id>/", households.member_end, name="member_end"),
    path("<id:household_id>/avvisi/nuovo/", households.warning_new, name="warning_new"),
    path("<id:household_id>/avvisi/<id:warning_id>/togli/", households.warning_end, name="warning_end"),
    path("<id:household_id>/riservato/", households.restrict, name="restrict"),
    path("<id:household_id>/non-riservato/", households.unrestrict, name="unrestrict"),
    path("<id:household_id>/accanto/", team.household_team, name="household_team"),
    path("<id:household_id>/accanto/coordinatrice/", team.coordinator_add, name="coordinator_add"),
    path("<id:household_id>/accanto/assistente-sociale/", team.social_worker_add, name="social_worker_add"),
    path("<id:household_id>/accanto/<id:place_id>/fine/", team.place_end, name="place_end"),
    path("<id:household_id>/indicati/nuovo/", team.reader_add, name="reader_add"),
    path("<id:household_id>/indicati/<id:reader_id>/togli/", team.reader_end, name="reader_end"),
    path("persone/nuova/", people.person_new, name="person_new"),
    path("persone/<id:person_id>/", people.person_detail, name="person_detail"),
    path("persone/<id:person_id>/modifica/", people.person_edit, name="person_edit"),
    path("persone/<id:person_id>/recapiti/nuovo/", people.contact_point_new, name="contact_point_new"),
    path("persone/<id:person_id>/recapiti/<id:point_id>/", people.contact_point_edit, name="contact_point_edit"),
    path("persone/<id:person_id>/documenti/nuovo/", people.paper_new, name="paper_new"),
    path("persone/<id:person_id>/consensi/nuovo/", people.consent_new, name="consent_new"),
    path("persone/<id:person_id>/libro-soci/", members.membership_new, name="membership_new"),
    path("documenti/<id:paper_id>/", people.paper_edit, name="paper_edit"),
    path("documenti/<id:paper_id>/rinnovo/", people.paper_renew, name="paper_renew"),
    path("consensi/<id:consent_id>/ritira/", people.consent_withdraw, name="consent_withdraw"),
    path("soci/", members.member_list, name="member_list"),
    path("soci/<id:membership_id>/", members.membership_edit, name="membership_edit"),
    path("tipi-di-documento/", members.paper_kind_list, name="paper_kind_list"),
    path("tipi-di-documento/<id:kind_id>/", members.paper_kind_edit, name="paper_kind_edit"),
    path("doppioni/", members.duplicate_list, name="duplicate_list"),
    path("doppioni/<id:kept_id>/<id:merged_id>/unisci/", members.merge, name="merge"),
    path("doppioni/<id:first_id>/<id:second_id>/diverse/", members.set_apart, name="set_apart"),
    path("unioni/<id:merge_id>/annulla/", members.merge_undo, name="merge_undo"),
]
