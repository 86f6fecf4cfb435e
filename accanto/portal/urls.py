"""Addresses of the portal, below /mio/ and /condivise/."""

from django.urls import path

from accanto.portal import house_views, matter_views, shared_views, views

app_name = "portal"

urlpatterns = [
    path("mio/", views.own_file, name="own_file"),
    path("mio/chiedi/", views.ask, name="ask"),
    path("mio/letture/", views.readings, name="readings"),
    path("mio/percorso/<id:own_plan_id>/", views.path, name="path"),
    path("mio/percorso/<id:own_plan_id>/<id:version_id>/firma/", views.path_sign, name="path_sign"),
    path("mio/percorso/<id:own_plan_id>/<id:version_id>/disaccordo/", views.path_disagree, name="path_disagree"),
    path("mio/deleghe/<id:mandate_id>/revoca/", views.mandate_revoke, name="mandate_revoke"),
    path("mio/casa/", house_views.house, name="house"),
    path("mio/casa/turni/", house_views.house_rota, name="house_rota"),
    path("mio/casa/turni/<id:own_turn_id>/fatto/", house_views.turn_confirm, name="turn_confirm"),
    path("mio/casa/turni/<id:own_turn_id>/scambia/", house_views.turn_swap, name="turn_swap"),
    path("mio/casa/scambi/<id:own_swap_id>/si/", house_views.swap_agree, name="swap_agree"),
    path("mio/casa/scambi/<id:own_swap_id>/no/", house_views.swap_decline, name="swap_decline"),
    path("mio/casa/scambi/<id:asked_swap_id>/ritira/", house_views.swap_withdraw, name="swap_withdraw"),
    path("mio/casa/spazi/<id:own_space_id>/prenota/", house_views.house_book, name="house_book"),
    path("mio/casa/prenotazioni/<id:own_booking_id>/annulla/", house_views.booking_cancel, name="booking_cancel"),
    path("mio/casa/regolamento/", house_views.house_rules, name="house_rules"),
    path("mio/casa/come-va/", house_views.house_year, name="house_year"),
    path("mio/casa/riunioni/", matter_views.house_meetings, name="house_meetings"),
    path("mio/accordi/", matter_views.matters, name="matters"),
    path("mio/accordi/<id:own_disagreement_id>/", matter_views.disagreement, name="disagreement"),
    path("mio/lettere/<id:own_letter_id>/", matter_views.letter, name="letter"),
    path("mio/lettere/<id:own_letter_id>/rispondi/", matter_views.letter_answer, name="letter_answer"),
    path("mio/condivisioni/", shared_views.own_shares, name="own_shares"),
    path("mio/condivisioni/<id:share_id>/chiudi/", shared_views.own_share_end, name="own_share_end"),
    path("condivise/", shared_views.shared_files, name="shared_files"),
    path("condivise/<id:share_id>/", shared_views.shared_file, name="shared_file"),
    path(
        "condivise/<id:share_id>/segnalazioni/<id:referral_id>/", shared_views.shared_referral, name="shared_referral"
    ),
    path("condivise/<id:share_id>/impegni/nuovo/", shared_views.commitment_new, name="commitment_new"),
    path("condivise/<id:share_id>/impegni/<id:promise_id>/", shared_views.commitment_settle, name="commitment_settle"),
    path("condivise/<id:share_id>/appuntamenti/nuovo/", shared_views.appointment_new, name="appointment_new"),
    path(
        "condivise/<id:share_id>/appuntamenti/<id:appointment_id>/annulla/",
        shared_views.appointment_cancel,
        name="appointment_cancel",
    ),
    path("condivise/<id:share_id>/lascia/", shared_views.share_leave, name="share_leave"),
    path("nuclei/<id:household_id>/condivisioni/carta/", shared_views.summary_new, name="summary_new"),
]
