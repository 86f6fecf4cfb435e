"""What people want and promise each other, invented. Data only."""

from accanto.plans.states import FollowUpState

# area code, her words, what each of the three sides promises
GOALS = [
    (
        "another_home",
        "Vorrei una casa nostra, con due stanze, vicino alla scuola.",
        (
            "Metto da parte cento euro al mese",
            "Guardo gli annunci con lei il sabato",
            "Prende la domanda di casa popolare",
        ),
    ),
    (
        "job_search",
        "Un lavoro con il contratto, anche solo di mattina.",
        ("Porto il curriculum in tre ditte", "Scrivo con lui il curriculum", "Fissa il colloquio di orientamento"),
    ),
    (
        "school",
        "Che la bambina finisca le medie e sia contenta.",
        ("La porto a scuola in orario", "Trovo un doposcuola gratuito", "Attiva l'aiuto per i compiti"),
    ),
    (
        "public_bodies",
        "Il permesso rinnovato, senza paura della lettera.",
        ("Porto la busta paga e le foto", "La accompagno allo sportello", "Dà l'appuntamento per le impronte"),
    ),
    (
        "health",
        "Un medico che mi spieghi le cose con calma.",
        ("Telefono per l'appuntamento", "Trovo una mediatrice per la visita", "Assegna il medico di base"),
    ),
    (
        "credit",
        "Finire di pagare la luce arretrata.",
        ("Pago la rata entro il 10 del mese", "Leggo con lui il piano di rientro", "Risponde sul bonus bollette"),
    ),
    (
        "coexistence",
        "Stare in pace con i vicini di sotto.",
        ("Dopo le dieci niente musica", "Organizzo un incontro sulle scale", "Manda la mediatrice di quartiere"),
    ),
]
CHILD_GOAL = (
    "school",
    "Voglio giocare a basket con la mia squadra.",
    ("Vado agli allenamenti", "Chiedo la quota ridotta", "Mette il pulmino dalla scuola"),
)
WORDS = {
    "kept": ["fatto insieme", "tutto a posto", "è venuta da sola, senza ricordarglielo"],
    "late": ["l'ufficio era chiuso", "ha avuto il turno di notte"],
    "partly": ["due volte su tre", "manca ancora un foglio"],
    "not_kept": ["il bando era già chiuso", "si è dimenticato, ne abbiamo parlato"],
    "released": ["non serve più: ha trovato lavoro"],
}
REVIEWS = [
    (
        "Ha il contratto fino a giugno. I bambini vanno a scuola contenti.",
        "Cerchiamo casa sul serio: guardiamo il bilancio insieme.",
        "Vado da sola all'ufficio postale e capisco quello che mi dicono.",
        "Vorrei parlare con la maestra senza che mia figlia traduca.",
    ),
    (
        "Il permesso è arrivato. Resta la rata della luce.",
        "Ci vediamo ogni due settimane, poi una volta al mese.",
        "Adesso leggo le lettere e so a chi chiedere.",
        "Vorrei la patente.",
    ),
]
DISAGREEMENT = "La casa popolare non la voglio: ci hanno già messi una volta lontano da tutti. Cerco da solo."

# how many days ago, where to, answers to the follow-ups that are past
EXITS = [
    (100, "market_rent", []),
    (205, "bought", [(FollowUpState.REACHED, "stable", "Sono contenti, la bambina ha una camera.")]),
    (
        390,
        "public_housing",
        [
            (FollowUpState.REACHED, "stable", "La casa va bene, il lavoro è stagionale."),
            (FollowUpState.NOT_REACHED, "", "Il numero non è più attivo, lettera tornata indietro."),
        ],
    ),
]
