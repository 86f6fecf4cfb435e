"""What can be wrong with rows about those outside: bodies, agreements, procedures, and who follows them."""

from django.utils.translation import gettext_lazy as _

from accanto.exchange.sentences.levels import D, Kind, N, R

OUTSIDE: dict[str, Kind] = {
    # Agreements
    "agreement_without_body": Kind(R, _("La riga non dice con quale ente è l'accordo: non viene importata.")),
    "agreement_without_subject": Kind(R, _("La riga non dice su che cosa è l'accordo: non viene importata.")),
    "agreement_without_start": Kind(R, _("La riga non dice da quando vale l'accordo: non viene importata.")),
    "agreement_day_unclear": Kind(
        R, _("«%(value)s» non è un giorno che si possa leggere: senza i giorni giusti l'accordo non viene importato.")
    ),
    "agreement_order": Kind(
        R, _("La fine (%(end)s) viene prima dell'inizio (%(start)s): l'accordo non viene importato.")
    ),
    "agreement_end_missing": Kind(
        D, _("Non c'è una colonna con la fine o la durata: gli accordi arrivano senza termine. Controlla.")
    ),
    "agreement_twice": Kind(N, _("Lo stesso accordo è già alla riga %(other)s: questa riga non viene importata.")),
    "agreement_beside": Kind(
        D,
        _(
            "Sullo stesso oggetto c'è già un accordo con questo ente (%(other)s), negli stessi giorni: sono importati "
            "tutti e due, controlla se uno prende il posto dell'altro."
        ),
    ),
    "agreement_kind_unsaid": Kind(
        D,
        _(
            "Righe che non dicono che tipo di accordo è: %(rows)s. Arrivano come convenzione: se è altro, correggilo "
            "nella pagina dell'accordo."
        ),
    ),
    "agreement_unsigned": Kind(
        D, _("L'accordo deve ancora cominciare e non si sa quando è stato firmato: arriva come bozza.")
    ),
    "signed_as_it_began": Kind(N, _("Il giorno della firma non c'è: vale il primo giorno dell'accordo.")),
    "end_reckoned": Kind(N, _("«%(value)s» è contato dal primo giorno: l'ultimo è il %(end)s.")),
    "renewed_itself": Kind(
        D, _("«%(value)s» è passato, ma l'accordo si rinnova da solo: vale fino al %(end)s. Controlla.")
    ),
    "renewal_without_end": Kind(
        D, _("Si rinnova da solo, ma non si sa fino a quando vale per ora: arriva come accordo senza termine.")
    ),
    "column_file": Kind(
        N,
        _(
            "La colonna «%(column)s» dice solo il nome di un documento: la copia firmata la conservi nella pagina "
            "dell'accordo."
        ),
    ),
    # Bodies and who follows
    "body_new": Kind(N, _("«%(words)s» non è nella rubrica degli enti: viene aggiunto.")),
    "body_doubtful": Kind(D, _("Forse «%(words)s» è già nella rubrica con un altro nome (%(other)s): decidi tu.")),
    "body_left_out": Kind(N, _("«%(words)s»: chi importa ha lasciato fuori questo ente, e la riga con lui.")),
    "body_merged": Kind(D, _("«%(words)s» nel frattempo è confluito in un altro ente: controlla con chi vale oggi.")),
    "follower_unknown": Kind(
        D,
        _(
            "«%(words)s» non è nel registro dei volontari e non ha un accesso: le sue pratiche arrivano senza chi le "
            "segue."
        ),
    ),
    "follower_several": Kind(D, _("Più persone si chiamano «%(words)s»: decidi tu chi segue queste pratiche.")),
    "follower_not_in_team": Kind(
        D,
        _(
            "%(words)s non è nella squadra di questo nucleo, e non può seguirne le pratiche: prima mettila nella "
            "squadra."
        ),
    ),
    # Procedures
    "procedure_without_kind": Kind(R, _("La riga non dice di quale pratica si tratta.")),
    "procedure_outcome_unknown": Kind(D, _("Non si capisce com'è andata: arriva come ancora da completare.")),
    "procedure_kind_unconfirmed": Kind(D, _("Non è ancora confermato che cosa vuol dire «%(words)s».")),
    "procedure_kind_left_out": Kind(N, _("«%(words)s»: queste righe sono lasciate fuori da chi importa.")),
    "procedure_person_unknown": Kind(D, _("Non si trova nessuno che si chiama %(name)s: la pratica resta fuori.")),
    "procedure_person_several": Kind(D, _("Più persone si chiamano %(name)s: decidi tu di chi è la pratica.")),
    "procedure_twice": Kind(N, _("La stessa pratica è già alla riga %(other)s: questa riga non viene importata.")),
}
