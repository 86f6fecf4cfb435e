"""What people write in a diary and ask for, invented. Data only: area code, kinds of contact and sentences."""

NOTES = [
    "Ha preparato le foto e il passaporto. Manca la certificazione unica.",
    "Siamo stati insieme allo sportello: la domanda è presentata, la ricevuta è in cartella.",
    "La maestra propone il doposcuola. La mamma è contenta, ne parliamo con la coordinatrice.",
    "Ha firmato il contratto fino a giugno. Chiede aiuto per leggere la busta paga.",
    "Tutto bene in casa. I vicini hanno chiesto di tenere libero il pianerottolo.",
    "Ha ritirato la tessera sanitaria. Il medico di base è in via Roma, riceve il martedì.",
    "Il figlio grande cerca lavoro: abbiamo scritto insieme il curriculum.",
    "Ha ricevuto la lettera dell'acquedotto. L'abbiamo letta insieme e telefonato al numero verde.",
    "Vuole imparare meglio l'italiano: il corso serale ha ancora posti.",
    "Abbiamo parlato del turno delle scale. Va bene il sabato mattina.",
    "Ha trovato un annuncio di affitto. Guardiamo insieme il bilancio di casa.",
    "È passato l'idraulico, la perdita in bagno è a posto.",
    "Aspetta la risposta della scuola per la mensa. Richiamo lunedì.",
    "Ha portato l'ISEE nuovo. Copia in cartella.",
    "Breve saluto sulle scale. Sta bene, ha il turno di notte questa settimana.",
]
ATTEMPTS = ["Non era in casa, lasciato il biglietto.", "Il telefono suona a vuoto.", "Appuntamento saltato, richiamo."]
STEPS = [
    "portare la certificazione unica",
    "richiamare la scuola",
    "accompagnare in Questura",
    "prenotare il CAF",
    "portare le fotocopie",
    "chiedere del corso di italiano",
]
# area code, what is asked, who is first responsible (a kind of organisation, "family" or "cooperative")
REQUESTS = [
    ("public_bodies", "Mi scade il permesso di soggiorno, come faccio a rinnovarlo?", "police"),
    ("public_bodies", "Vorrei fare l'ISEE ma non so quali carte servono.", "caf"),
    ("public_bodies", "Devo spostare la residenza nella casa nuova.", "municipality"),
    ("public_bodies", "Non arriva più l'assegno unico.", "inps"),
    ("school", "Cerco un doposcuola per mio figlio.", "school"),
    ("school", "Come iscrivo mia figlia alla scuola materna?", "school"),
    ("health", "Non abbiamo più il pediatra.", "health_authority"),
    ("health", "Mi serve qualcuno che venga con me alla visita.", "cooperative"),
    ("job_search", "Cerco lavoro come sarta, so usare le macchine.", "job_centre"),
    ("job_search", "Mi aiutate con il curriculum?", "cooperative"),
    ("employers", "Il datore di lavoro non mi dà le buste paga.", "family"),
    ("coexistence", "Con il vicino di sopra non ci capiamo sul rumore.", "cooperative"),
    ("coexistence", "Vorremmo usare il cortile per una festa.", "cooperative"),
    ("another_home", "Ora lavoriamo in due, vorremmo una casa nostra.", "family"),
    ("credit", "La banca chiede delle carte per il mutuo, non le capisco.", "family"),
    ("discrimination", "Per telefono la casa era libera, quando ci hanno visti no.", "cooperative"),
]
NEEDS = [
    "Dorme da un cugino con due bambini da quando è scaduto il contratto.",
    "Lo sfratto è fissato per la primavera.",
    "Il progetto di accoglienza finisce tra tre mesi.",
    "Vivono in cinque in una stanza sola.",
]
