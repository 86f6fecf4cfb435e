"""Addresses of partners: agreements, referrals, mandates."""

from django.urls import path

from accanto.partners.views import agreements, agreements_around, mandate_words, mandates, referrals, shares, timing

app_name = "partners"

urlpatterns = [
    path("accordi/", agreements.agreement_list, name="agreement_list"),
    path("accordi/nuovo/", agreements.agreement_new, name="agreement_new"),
    path("accordi/<id:agreement_id>/", agreements.agreement_detail, name="agreement_detail"),
    path("accordi/<id:agreement_id>/modifica/", agreements.agreement_edit, name="agreement_edit"),
    path("accordi/<id:agreement_id>/passo/<slug:step>/", agreements.agreement_step, name="agreement_step"),
    path("nuclei/<id:household_id>/condivisioni/", shares.household_shares, name="household_shares"),
    path("nuclei/<id:household_id>/condivisioni/nuova/", shares.share_new, name="share_new"),
    path("nuclei/<id:household_id>/condivisioni/<id:share_id>/chiudi/", shares.share_end, name="share_end"),
    path("accordi/<id:agreement_id>/copia/", agreements_around.agreement_copy, name="agreement_copy"),
    path("accordi/<id:agreement_id>/copre/", agreements_around.agreement_cover, name="agreement_cover"),
    path("accordi/<id:agreement_id>/impegni/nuovo/", agreements_around.duty_new, name="duty_new"),
    path("accordi/<id:agreement_id>/impegni/<id:duty_id>/", agreements_around.duty_edit, name="duty_edit"),
    path("accordi/<id:agreement_id>/impegni/<id:duty_id>/fatto/", agreements_around.duty_done, name="duty_done"),
    path("accordi/<id:agreement_id>/spese/nuova/", agreements_around.cost_new, name="cost_new"),
    path("accordi/<id:agreement_id>/spese/<id:cost_id>/togli/", agreements_around.cost_remove, name="cost_remove"),
    path("richieste/enti-e-tempi/", timing.timing, name="timing"),
    path("richieste/enti-e-tempi/senza-risposta/", referrals.unanswered, name="unanswered"),
    path("richieste/<id:request_id>/segnala/", referrals.referral_new, name="referral_new"),
    path("segnalazioni/", referrals.referral_list, name="referral_list"),
    path("segnalazioni/arrivata/", referrals.arrival_new, name="arrival_new"),
    path("segnalazioni/<id:referral_id>/", referrals.referral_detail, name="referral_detail"),
    path("segnalazioni/<id:referral_id>/correggi/", referrals.referral_edit, name="referral_edit"),
    path("segnalazioni/<id:referral_id>/passo/<slug:step>/", referrals.referral_step, name="referral_step"),
    path("segnalazioni/<id:referral_id>/lettera/", referrals.referral_letter, name="referral_letter"),
    path("segnalazioni/<id:referral_id>/documenti/", referrals.referral_document, name="referral_document"),
    path("deleghe/", mandates.mandate_list, name="mandate_list"),
    path("deleghe/parole/", mandate_words.mandate_words, name="mandate_words"),
    path("deleghe/parole/oggetti/nuovo/", mandate_words.scope_new, name="scope_new"),
    path("deleghe/parole/oggetti/<id:scope_id>/", mandate_words.scope_edit, name="scope_edit"),
    path("deleghe/parole/testi/", mandate_words.text_new, name="text_new"),
    path("deleghe/parole/testi/<slug:language>/", mandate_words.text_edit, name="text_edit"),
    path("deleghe/<id:mandate_id>/", mandates.mandate_detail, name="mandate_detail"),
    path("deleghe/<id:mandate_id>/stampa/", mandates.mandate_print, name="mandate_print"),
    path("deleghe/<id:mandate_id>/firma/", mandates.mandate_sign, name="mandate_sign"),
    path("deleghe/<id:mandate_id>/revoca/", mandates.mandate_revoke, name="mandate_revoke"),
    path("deleghe/<id:mandate_id>/metti-via/", mandates.mandate_discard, name="mandate_discard"),
    path("nuclei/<id:household_id>/enti/", mandates.household_bodies, name="household_bodies"),
    path("nuclei/<id:household_id>/enti/segnalazione/", referrals.known_arrival_new, name="known_arrival_new"),
    path("nuclei/<id:household_id>/deleghe/nuova/", mandates.mandate_new, name="mandate_new"),
]
