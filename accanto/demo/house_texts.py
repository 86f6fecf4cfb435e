"""What an invented cooperative writes in its house rules, and what its house meetings talk about. Data only."""

RULES = {
    "text": (
        "Art. 1. Le parti comuni sono di tutte le famiglie e si tengono libere e pulite.\n\n"
        "Art. 2. I turni di pulizia si dividono per adulto. Chi non può, scambia il turno con un vicino.\n\n"
        "Art. 3. Dalle ore 22 alle ore 7 si evitano i rumori.\n\n"
        "Art. 4. La sala comune si prenota e si lascia in ordine.\n\n"
        "Art. 5. Le famiglie si riuniscono almeno ogni tre mesi. Ogni famiglia ha un voto."
    ),
    "summary": (
        "Le scale e il cortile sono di tutti. Ogni settimana una famiglia pulisce. "
        "Se non puoi, scambia il turno con un vicino. Di notte fai silenzio. "
        "Se vuoi usare la sala, la prenoti. Ogni tre mesi ci vediamo e decidiamo insieme."
    ),
    "member_duties": (
        "Faccio il mio turno di pulizia.\n"
        "Tengo libere le scale e il pianerottolo.\n"
        "Faccio silenzio dalle 22 alle 7.\n"
        "Vengo alle riunioni della casa."
    ),
    "cooperative_duties": (
        "Ripara le parti comuni entro trenta giorni.\n"
        "Risponde entro tre giorni quando chiedi aiuto.\n"
        "Manda qualcuno se due vicini non si capiscono."
    ),
}
EARLIER_SUMMARY = "Le scale sono di tutti. Una famiglia alla settimana pulisce. Di notte si fa silenzio."

TRANSLATIONS = {
    "fr": {
        "text": (
            "Art. 1. Les parties communes sont à toutes les familles ; on les garde libres et propres.\n\n"
            "Art. 2. Les tours de ménage se partagent par adulte. Qui ne peut pas échange avec un voisin.\n\n"
            "Art. 3. De 22 h à 7 h, on évite le bruit.\n\n"
            "Art. 4. La salle commune se réserve et se laisse en ordre.\n\n"
            "Art. 5. Les familles se réunissent au moins tous les trois mois. Chaque famille a une voix."
        ),
        "summary": (
            "L'escalier et la cour sont à tous. Chaque semaine, une famille nettoie. "
            "Si tu ne peux pas, échange avec un voisin. La nuit, on ne fait pas de bruit."
        ),
        "member_duties": (
            "Je fais mon tour de ménage.\n"
            "Je laisse libres l'escalier et le palier.\n"
            "Je ne fais pas de bruit de 22 h à 7 h.\n"
            "Je viens aux réunions de la maison."
        ),
        "cooperative_duties": (
            "Elle répare les parties communes en trente jours.\n"
            "Elle répond en trois jours quand tu demandes de l'aide.\n"
            "Elle envoie quelqu'un si deux voisins ne se comprennent pas."
        ),
    },
    "zh": {
        "text": (
            "第一条：公共区域属于所有家庭，要保持通畅和清洁。\n\n"
            "第二条：打扫按成年人数轮流。\n\n"
            "第三条：22点到7点保持安静。"
        ),
        "summary": "楼梯和院子是大家的。每周由一家打扫。你没有时间，就和邻居换。晚上请安静。",
        "member_duties": "我轮到时打扫。\n我不在楼梯上放东西。\n22点到7点我保持安静。\n我参加楼里的会议。",
        "cooperative_duties": "三十天内修好公共区域。\n你求助时三天内答复。\n邻居有矛盾时派人来。",
    },
    "ur": {
        "text": "سیڑھیاں اور صحن سب کے ہیں۔ ہر ہفتے ایک خاندان صفائی کرتا ہے۔",
        "summary": "سیڑھیاں سب کی ہیں۔ رات کو خاموشی رکھیں۔",
        "member_duties": "",
        "cooperative_duties": "",
    },
}
REVIEWED_BY = {"fr": "Samira Ouahbi, mediatrice", "zh": "Chen Li, mediatrice"}

# name, rules, weight of a turn, to be booked
SPACES = [
    ("Scale e androne", "Spazza e lava le scale. Controlla che la luce funzioni.", 1, False),
    ("Cortile e bidoni", "Porta fuori i bidoni. Spazza il cortile.", 1, False),
    ("Sala comune", "Lascia la sala pulita e chiudi le finestre.", 0, True),
]
# agenda, minutes, in plain words, what was decided
MEETINGS = [
    (
        "Le biciclette nell'androne.",
        "Le biciclette occupano il passaggio. Si decide di comprare una rastrelliera per il cortile.",
        "Le biciclette non stanno più nell'androne. Compriamo una rastrelliera.",
        ["Comprare una rastrelliera per il cortile"],
    ),
    (
        "La luce delle scale, i bidoni.",
        "La luce del secondo piano è rotta da un mese. I bidoni della carta sono sempre pieni.",
        "La cooperativa cambia la luce. Una famiglia chiede un bidone più grande.",
        ["Cambiare la luce del secondo piano", "Chiedere un bidone più grande per la carta"],
    ),
    (
        "La festa di primavera.",
        "Si fa una festa in cortile. Ognuno porta qualcosa.",
        "Facciamo una festa in cortile. Ogni famiglia porta da mangiare.",
        ["Scrivere l'invito in tre lingue"],
    ),
    (
        "I rumori la sera.",
        "Chi torna tardi dal lavoro chiede silenzio al mattino, chi ha bambini la sera.",
        "La sera dopo le 22 facciamo piano. La mattina prima delle 7 anche.",
        ["Appendere un foglio con gli orari"],
    ),
]
# what, euro
EXPENSES = [("detersivo e scope", "-14.60"), ("lampadine", "-9.90"), ("piante per il cortile", "-22.00")]
DUES = ("quote delle famiglie", "40.00")

# what the cooperative and the family promise in a pact by a day
PACT_PROMISES = ["Riparare la luce del pianerottolo", "Portare via la bicicletta dalle scale"]
