"""Addresses of the portal, below /mio/ and /condivise/."""

from django.urls import path

from accanto.portal.views import house, matters, own, shared

app_name = "portal"

urlpatterns = [
    path("mio/", own.own_file, name="own_file"),
    path("mio/chiedi/", own.ask, name="ask"),
    path("mio/letture/", own.readings, name="readings"),
    path("mio/percorso/<id:own_plan_id>/", own.path, name="path"),
    path("mio/percorso/<id:own_plan_id>/<id:version_id>/firma/", own.path_sign, name="path_sign"),
    path("mio/percorso/<id:own_plan_id>/<id:version_id>/disaccordo/", own.path_disagree, name="path_disagree"),
    path("mio/deleghe/<id:mandate_id>/revoca/", own.mandate_revoke, name="mandate_revoke"),
    path("mio/casa/", house.house, name="house"),
    path("mio/casa/turni/", house.house_rota, name="house_rota"),
    path("mio/casa/turni/<id:own_turn_id>/fatto/", house.turn_confirm, name="turn_confirm"),
    path("mio/casa/turni/<id:own_turn_id>/scambia/", house.turn_swap, name="turn_swap"),
    path("mio/casa/scambi/<id:own_swap_id>/si/", house.swap_agree, name="swap_agree"),
    path("mio/casa/scambi/<id:own_swap_id>/no/", house.swap_decline, name="swap_decline"),
    path("mio/casa/scambi/<id:asked_swap_id>/ritira/", house.swap_withdraw, name="swap_withdraw"),
    path("mio/casa/spazi/<id:own_space_id>/prenota/", house.house_book, name="house_book"),
    path("mio/casa/prenotazioni/<id:own_booking_id>/annulla/", house.booking_cancel, name="booking_cancel"),
    path("mio/casa/regolamento/", house.house_rules, name="house_rules"),
    path("mio/casa/come-va/", house.house_year, name="house_year"),
    path("mio/casa/riunioni/", matters.house_meetings, name="house_meetings"),
    path("mio/accordi/", matters.matters, name="matters"),
    path("mio/accordi/<id:own_disagreement_id>/", matters.disagreement, name="disagreement"),
    path("mio/lettere/<id:own_letter_id>/", matters.letter, name="letter"),
    path("mio/lettere/<id:own_letter_id>/rispondi/", matters.letter_answer, name="letter_answer"),
    path("mio/condivisioni/", shared.own_shares, name="own_shares"),
    path("mio/condivisioni/<id:share_id>/chiudi/", shared.own_share_end, name="own_share_end"),
    path("condivise/", shared.shared_files, name="shared_files"),
    path("condivise/<id:share_id>/", shared.shared_file, name="shared_file"),
    path("condivise/<id:share_id>/segnalazioni/<id:referral_id>/", shared.shared_referral, name="shared_referral"),
    path("condivise/<id:share_id>/impegni/nuovo/", shared.commitment_new, name="commitment_new"),
    path("condivise/<id:share_id>/impegni/<id:promise_id>/", shared.commitment_settle, name="commitment_settle"),
    path("condivise/<id:share_id>/appuntamenti/nuovo/", shared.appointment_new, name="appointment_new"),
    path(
        "condivise/<id:share_id>/appuntamenti/<id:appointment_id>/annulla/",
        shared.appointment_cancel,
        name="appointment_cancel",
    ),
    path("condivise/<id:share_id>/lascia/", shared.share_leave, name="share_leave"),
    path("nuclei/<id:household_id>/condivisioni/carta/", shared.summary_new, name="summary_new"),
]
