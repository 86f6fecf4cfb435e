"""What can be wrong with files, cells, and rows about people and homes."""

from django.utils.translation import gettext_lazy as _

from accanto.exchange.sentences.levels import D, Kind, N, R

PEOPLE_AND_HOMES: dict[str, Kind] = {
    # Files
    "file_empty": Kind(R, _("Il file è vuoto: non c'è niente da importare.")),
    "file_too_large": Kind(
        R, _("Il file pesa %(megabytes)s MB, ma il massimo è %(limit)s MB: dividilo in file più piccoli.")
    ),
    "file_bomb": Kind(R, _("Il file, una volta aperto, è smisurato (%(megabytes)s MB): non viene letto.")),
    "file_not_spreadsheet": Kind(
        R, _("Questo file non è un foglio di calcolo. Si possono importare file xlsx, ods e csv.")
    ),
    "file_old_excel": Kind(
        R,
        _("Questo è un file di Excel del vecchio tipo (.xls) o protetto da password. Aprilo e salvalo come .xlsx."),
    ),
    "file_macros": Kind(R, _("Questo file contiene macro e non viene aperto. Salvalo come .xlsx senza macro.")),
    "file_damaged": Kind(R, _("Il file è rovinato e non si riesce a leggere. Aprilo, salvalo di nuovo e riprova.")),
    "file_unreadable": Kind(R, _("Il file non si può aprire: controlla che ci sia e che si possa leggere.")),
    # Sheets
    "sheet_empty": Kind(N, _("Il foglio è vuoto.")),
    "sheet_hidden": Kind(N, _("Il foglio è nascosto: è stato letto lo stesso.")),
    "sheet_unknown": Kind(
        R,
        _(
            "Non si capisce che cosa contiene questo foglio: scegli tu se sono soci, alloggi, volontari, convenzioni "
            "o pratiche."
        ),
    ),
    "sheet_not_imported_yet": Kind(
        N, _("Questo foglio contiene %(what)s: è stato riconosciuto, ma per ora non viene importato.")
    ),
    "sheet_older": Kind(
        N, _("Questo foglio è più vecchio del foglio «%(newer)s», che contiene le stesse cose: non viene importato.")
    ),
    "sheet_left_out": Kind(N, _("Questo foglio è stato lasciato fuori per scelta di chi importa.")),
    "sheet_no_header": Kind(D, _("Non c'è una riga con i titoli delle colonne: il loro significato è dedotto.")),
    "sheet_cut_blank": Kind(D, _("Dopo la riga %(row)s ci sono migliaia di righe vuote: la lettura si è fermata lì.")),
    "sheet_cut_long": Kind(D, _("Il foglio ha troppe righe: sono state lette solo le prime %(limit)s.")),
    "essential_missing": Kind(R, _("Manca una colonna indispensabile: %(what)s. Indicala tu.")),
    # Columns
    "column_remarks": Kind(
        N,
        _(
            "La colonna «%(column)s» contiene annotazioni libere, che spesso parlano di salute o di violenza: "
            "non viene importata, se non lo chiedi."
        ),
    ),
    "column_remarks_asked": Kind(
        N,
        _(
            "La colonna «%(column)s» contiene annotazioni libere: come chiesto, vanno nella parte riservata del diario "
            "dei nuclei."
        ),
    ),
    "column_remarks_never": Kind(
        N,
        _(
            "La colonna «%(column)s» contiene annotazioni libere: da questo foglio restano fuori anche se le chiedi, "
            "perché nessuno può dire in quale diario vanno."
        ),
    ),
    "remark_without_household": Kind(
        D, _("L'annotazione di questa riga resta fuori: la persona non fa parte di nessun nucleo.")
    ),
    "column_unknown": Kind(N, _("La colonna «%(column)s» non corrisponde a niente che si possa importare.")),
    "column_not_kept": Kind(N, _("La colonna «%(column)s» è stata riconosciuta, ma l'archivio non la conserva.")),
    # Rows
    "row_total": Kind(N, _("È una riga di totali: saltata.")),
    "row_heading_again": Kind(N, _("I titoli delle colonne si ripetono: riga saltata.")),
    "row_title": Kind(N, _("È una riga di titolo: saltata.")),
    "row_without_name": Kind(D, _("In questa riga manca il nome: non viene importata.")),
    "row_without_dwelling": Kind(
        D, _("In questa riga non si capisce di quale alloggio si parla: non viene importata.")
    ),
    "row_not_saved": Kind(D, _("Questa riga non può essere importata: %(why)s")),
    # Cells
    "doubtful_character": Kind(
        D, _("«%(value)s» contiene un carattere perso: è stato letto così, controlla come si scrive.")
    ),
    "character_restored": Kind(
        D, _("«%(value)s» contiene un carattere perso: dal codice fiscale risulta «%(restored)s». Controlla.")
    ),
    "calculation_error": Kind(D, _("Nella cella c'è un errore di calcolo: letta come vuota.")),
    "date_impossible": Kind(D, _("La data «%(value)s» non esiste: lasciata in bianco.")),
    "date_from_tax_code": Kind(
        D, _("La data di nascita «%(value)s» non esiste: è stata presa dal codice fiscale (%(born)s).")
    ),
    "date_unreadable_from_tax_code": Kind(
        D, _("La data di nascita «%(value)s» non è chiara: è stata presa dal codice fiscale (%(born)s).")
    ),
    "born_from_tax_code": Kind(N, _("La data di nascita manca: è stata presa dal codice fiscale (%(born)s).")),
    "date_unreadable": Kind(D, _("«%(value)s» non si legge come una data: lasciata in bianco.")),
    "date_incomplete": Kind(D, _("«%(value)s» non dice il giorno esatto: lasciata in bianco.")),
    "date_american": Kind(D, _("«%(value)s» sembra scritta all'americana, mese prima del giorno: lasciata in bianco.")),
    "date_in_future": Kind(D, _("La data «%(value)s» è nel futuro: lasciata in bianco.")),
    "date_too_old": Kind(D, _("La data «%(value)s» è troppo lontana per essere giusta: lasciata in bianco.")),
    "date_with_text": Kind(N, _("Accanto alla data c'è altro testo, che non viene importato.")),
    "date_order": Kind(D, _("La fine (%(end)s) viene prima dell'inizio (%(start)s): la fine è lasciata in bianco.")),
    "born_after_admission": Kind(D, _("Risulta ammessa prima di essere nata: controlla le due date.")),
    "money_unreadable": Kind(D, _("«%(value)s» non si legge come un importo: lasciato in bianco.")),
    "money_negative": Kind(D, _("L'importo «%(value)s» è negativo: lasciato in bianco.")),
    "money_with_text": Kind(D, _("In «%(value)s» c'è altro oltre all'importo: è stato letto %(read)s.")),
    "number_unreadable": Kind(D, _("«%(value)s» non si legge come un numero: lasciato in bianco.")),
    "tax_code_length": Kind(
        D, _("Il codice fiscale «%(value)s» non ha la forma giusta (16 caratteri): lasciato in bianco.")
    ),
    "tax_code_letter": Kind(
        D,
        _(
            "La lettera di controllo del codice fiscale «%(value)s» è sbagliata: il codice è lasciato in bianco. "
            "Controlla il documento."
        ),
    ),
    "tax_code_letter_corrected": Kind(
        D,
        _(
            "La lettera di controllo del codice fiscale «%(value)s» è sbagliata. Nome, data e luogo di nascita "
            "confermano tutto il resto: importato come «%(right)s». Controlla il documento."
        ),
    ),
    "tax_code_letter_other_file": Kind(
        D,
        _(
            "La lettera di controllo del codice fiscale «%(value)s» è sbagliata. Per la stessa persona un altro "
            "file porta «%(right)s», che è giusto: importato quello."
        ),
    ),
    "tax_code_other_name": Kind(
        D, _("Il codice fiscale «%(value)s» non corrisponde al nome «%(name)s»: controlla di chi è.")
    ),
    "tax_code_other_birth": Kind(
        D, _("Il codice fiscale dice nata il %(born)s, la riga dice %(written)s: controlla quale è giusta.")
    ),
    "tax_code_other_sex": Kind(D, _("Il sesso scritto nella riga non corrisponde al codice fiscale: controlla.")),
    "tax_code_of_company": Kind(
        D, _("«%(value)s» è una partita IVA o il codice di un ente, non di una persona: lasciato in bianco.")
    ),
    "phone_unreadable": Kind(D, _("«%(value)s» non si legge come un numero di telefono: lasciato in bianco.")),
    "phone_with_remark": Kind(N, _("Accanto al telefono è scritto «%(remark)s»: tenuto accanto al numero.")),
    "email_unreadable": Kind(D, _("«%(value)s» non si legge come un indirizzo di posta: lasciato in bianco.")),
    "category_unknown": Kind(D, _("La categoria «%(value)s» non è tra quelle conosciute: lasciata in bianco.")),
    "category_missing": Kind(D, _("La categoria non c'è: la persona è iscritta come socio ordinario. Controlla.")),
    "number_missing": Kind(
        D, _("Il numero di libro soci non c'è: la persona è importata, la riga del libro soci la scrivi tu.")
    ),
    "citizenship_unknown": Kind(D, _("La cittadinanza «%(value)s» non è riconosciuta: lasciata in bianco.")),
    "title_unknown": Kind(D, _("Il titolo «%(value)s» non è riconosciuto: lasciato in bianco.")),
    "unit_became_date": Kind(
        D, _("Il programma ha trasformato il numero dell'alloggio in una data: è stato letto «%(read)s». Controlla.")
    ),
    "text_too_long": Kind(D, _("Il testo è più lungo di %(limit)s caratteri: è stato tagliato.")),
    "remark_in_name": Kind(
        N, _("Accanto al nome è scritto «%(remark)s»: non fa parte del nome e non viene importato.")
    ),
    "name_split_doubtful": Kind(
        D, _("Non è chiaro dove finisce il cognome in «%(value)s»: letto come cognome «%(surname)s», nome «%(name)s».")
    ),
    "name_single": Kind(
        D, _("«%(value)s» è una parola sola: non si sa se è il nome o il cognome. Riga non importata.")
    ),
    "two_people": Kind(
        D, _("In «%(value)s» ci sono più persone: sono state separate. Controlla che ciascuna abbia i suoi dati.")
    ),
    # Between rows
    "member_twice": Kind(
        D, _("Questa persona c'è già alla riga %(other)s (%(why)s): è stata importata una volta sola.")
    ),
    "member_twice_differs": Kind(
        D,
        _(
            "Questa persona c'è già alla riga %(other)s (%(why)s), ma qui %(what)s è diverso: "
            "vale la riga %(other)s, controlla."
        ),
    ),
    "number_twice": Kind(
        D,
        _("Il numero di libro soci %(value)s è già della riga %(other)s, che è un'altra persona: lasciato in bianco."),
    ),
    "dwelling_twice": Kind(D, _("Questo alloggio c'è già alla riga %(other)s: è stato importato una volta sola.")),
    "dwelling_overlap": Kind(
        D,
        _(
            "Nell'alloggio %(unit)s di %(building)s risultano due nuclei nello stesso periodo (righe %(rows)s): "
            "l'alloggio è importato, chi ci abita lo decidi tu."
        ),
    ),
    "tenant_elsewhere": Kind(
        D, _("%(name)s risulta nello stesso periodo anche in un altro alloggio (riga %(other)s): decidi tu.")
    ),
    "tenant_unknown": Kind(
        D, _("%(name)s non si trova tra i soci: l'alloggio è importato, l'assegnazione aspetta una decisione.")
    ),
    "tenant_several": Kind(
        D,
        _("Più persone si chiamano %(name)s: l'alloggio è importato, l'assegnazione aspetta una decisione."),
    ),
    "tenant_partial": Kind(
        D, _("«%(name)s» non è un nome intero: l'alloggio è importato, l'assegnazione aspetta una decisione.")
    ),
    "tenant_deduced": Kind(
        N,
        _(
            "Più persone si chiamano %(name)s: è stata scelta la socia n. %(number)s, l'unica che poteva abitarci "
            "in quel periodo."
        ),
    ),
    "tenant_without_start": Kind(D, _("Non si sa da quando %(name)s abita qui: l'assegnazione aspetta una decisione.")),
    # Against the archive
    "match_doubtful": Kind(D, _("Forse %(name)s è già nell'archivio (%(why)s): decidi tu se è la stessa persona.")),
    "differs_from_archive": Kind(
        D, _("Nell'archivio %(what)s è «%(kept)s», qui è «%(written)s»: è rimasto quello dell'archivio.")
    ),
    "volunteer_without_start": Kind(
        D, _("Non si sa da quando è volontaria: la persona è importata, la riga del registro la scrivi tu.")
    ),
    "policy_incomplete": Kind(
        D, _("Di una polizza servono il numero e la scadenza: qui ne manca una, l'assicurazione la scrivi tu.")
    ),
    "number_taken": Kind(
        D, _("Il numero di libro soci %(value)s nell'archivio è di un'altra persona: la riga del libro la scrivi tu.")
    ),
    "works_not_written": Kind(
        D, _("Qui l'alloggio risulta in lavori, nell'archivio no: se è così, scrivi i lavori nella sua pagina.")
    ),
    "dwelling_in_works": Kind(
        D, _("Nell'archivio l'alloggio è in lavori in quel periodo: l'assegnazione non è stata importata.")
    ),
    "dwelling_occupied": Kind(
        D, _("Nell'archivio l'alloggio è già assegnato in quel periodo: l'assegnazione non è stata importata.")
    ),
    "column_record_check": Kind(
        N,
        _(
            "La colonna «%(column)s» non viene importata: che il casellario è stato controllato lo scrive "
            "chi ha visto il certificato."
        ),
    ),
}
