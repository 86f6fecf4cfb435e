"""The first edition of the autonomy matrix, in our own words, and the terms of a path."""

from datetime import date

from django.db import migrations

# code, name, the words of levels 1 to 5
DOMAINS = [
    (
        "home",
        "Casa",
        [
            "senza casa o rilascio in corso",
            "provvisoria, o costa più del 30% del reddito",
            "alloggio della cooperativa, regolare",
            "ricerca avviata con un bilancio",
            "casa propria o affitto sostenibile",
        ],
    ),
    (
        "work",
        "Lavoro",
        [
            "nessuno, nessuna ricerca",
            "saltuario o irregolare",
            "a termine, part-time o tirocinio",
            "contratto di almeno dodici mesi",
            "stabile e sufficiente",
        ],
    ),
    (
        "income",
        "Reddito",
        [
            "nessuno",
            "non copre i bisogni",
            "copre i bisogni con i sussidi",
            "copre i bisogni senza sussidi",
            "copre i bisogni e permette di risparmiare",
        ],
    ),
    (
        "debts",
        "Debiti e credito",
        ["crescono", "fermi, non pagati", "piano di rientro", "pagati regolarmente", "nessuno, conto in ordine"],
    ),
    (
        "papers",
        "Documenti",
        [
            "scaduti o assenti",
            "rinnovo in ritardo",
            "validi, con aiuto",
            "li segue quasi da sola",
            "li segue da sola",
        ],
    ),
    ("italian", "Italiano", ["prima dell'A1", "A1", "A2", "B1", "B2 o più"]),
    (
        "health",
        "Accesso alla salute",
        [
            "nessun accesso",
            "solo urgenze",
            "ha il medico di base",
            "fa controlli regolari",
            "si organizza da sola",
        ],
    ),
    (
        "school",
        "Figli e scuola",
        [
            "non iscritti",
            "frequenza irregolare",
            "frequenza con aiuto",
            "frequenza regolare",
            "frequenza regolare, il genitore parla con la scuola",
        ],
    ),
    (
        "care",
        "Lavoro e figli insieme",
        [
            "nessuno tiene i figli",
            "aiuto incerto",
            "servizio agevolato",
            "soluzione affidabile",
            "più soluzioni",
        ],
    ),
    (
        "network",
        "Rete",
        ["isolamento", "solo operatori", "qualche conoscenza", "amici, gruppi", "rete che aiuta e che lei aiuta"],
    ),
    (
        "coexistence",
        "Convivenza",
        [
            "conflitti gravi",
            "richiami ripetuti",
            "rispetta le regole con promemoria",
            "rispetta e partecipa",
            "prende responsabilità",
        ],
    ),
    (
        "services",
        "Servizi",
        [
            "non li conosce",
            "sempre accompagnata",
            "a volte accompagnata",
            "chiede solo consiglio",
            "da sola, e aiuta altri",
        ],
    ),
]

# code, name, value, unit
TERMS = [
    ("plans_review_days", "Verifica di un percorso", 90, "giorni"),
    ("plans_first_assessment_days", "Prima matrice dell'autonomia", 30, "giorni"),
    ("plans_assessment_months", "Matrice dell'autonomia durante il percorso", 6, "mesi"),
    ("plans_assessment_after_6", "Matrice dopo l'uscita, la prima", 6, "mesi"),
    ("plans_assessment_after_12", "Matrice dopo l'uscita, la seconda", 12, "mesi"),
    ("plans_mean_share", "Ambiti valutati perché la media dica qualcosa", 80, "%"),
    ("plans_exit_level", "Pronti a uscire: livello degli ambiti", 4, "livello"),
    ("plans_exit_charges", "Pronti a uscire: risparmi", 3, "canoni mensili"),
    ("plans_follow_up_1", "Verifica dopo l'uscita, la prima", 3, "mesi"),
    ("plans_follow_up_2", "Verifica dopo l'uscita, la seconda", 6, "mesi"),
    ("plans_follow_up_3", "Verifica dopo l'uscita, la terza", 12, "mesi"),
]
SOURCE = "proposta: la cooperativa può cambiarla"


def add(apps, schema_editor):
    edition, _made = apps.get_model("plans", "MatrixEdition").objects.get_or_create(
        number=1, defaults={"valid_from": date(1900, 1, 1)}
    )
    domains = apps.get_model("plans", "MatrixDomain")
    for position, (code, name, levels) in enumerate(DOMAINS, start=1):
        values = {"name": name, "position": position, "levels": levels}
        domains.objects.get_or_create(edition=edition, code=code, defaults=values)
    parameters = apps.get_model("base", "Parameter")
    for code, name, value, unit in TERMS:
        values = {"name": name, "value": value, "unit": unit, "source": SOURCE, "checked_on": date(2026, 11, 22)}
        parameters.objects.get_or_create(code=code, valid_from=date(1900, 1, 1), defaults=values)


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_plans"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
