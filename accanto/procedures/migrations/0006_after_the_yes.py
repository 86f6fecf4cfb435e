"""What comes after a yes: whoever has a new permit says so at the registry within 60 days; and what the catalogue of
November 2026 had left out. Rows that the cooperative has changed meanwhile stay as they are."""

from django.db import migrations, models

PERMITS = ("PDS", "18BIS")
RULES = [
    ("term", 60, "Ultimo giorno per portare il permesso nuovo all'anagrafe (dimora abituale)"),
    ("reminder", 15, "Portare il permesso nuovo all'anagrafe"),
]
DOCUMENTS = {
    "PDSUE": "Prova di cinque anni di soggiorno regolare: permessi precedenti",
    "CIT": "Prova di dieci anni di residenza: certificato storico del Comune",
}
# code of the type, what a rule said, what it says
WORDS = [
    (
        "AFF",
        "L'anno scorso il bando si chiudeva in questo giorno: controllare quello nuovo",
        "Nel 2024 il bando si chiudeva in questo giorno: controllare quello nuovo",
    ),
    (
        "ADI",
        "Il primo incontro con i servizi sociali deve esserci stato",
        "Il primo incontro con i servizi sociali deve esserci stato (120 giorni dalla firma del patto digitale)",
    ),
]


def add(apps, schema_editor):
    types = apps.get_model("procedures", "ProcedureType").objects.filter(valid_to=None)
    rules = apps.get_model("procedures", "TermRule").objects
    needs = apps.get_model("procedures", "DocumentNeed").objects
    for kind in types.filter(code__in=PERMITS):
        for rule_kind, offset, what in RULES:
            rules.create(type=kind, kind=rule_kind, basis="granted", unit="days", offset=offset, what=what)
    for kind in types.filter(code__in=DOCUMENTS):
        last = needs.filter(type=kind).order_by("-position").first()
        needs.create(type=kind, words=DOCUMENTS[kind.code], position=last.position + 1 if last else 1)
    for code, old, new in WORDS:
        rules.filter(type__code=code, what=old).update(what=new)


def remove(apps, schema_editor):
    apps.get_model("procedures", "TermRule").objects.filter(basis="granted").delete()
    documents = DOCUMENTS.values()
    apps.get_model("procedures", "DocumentNeed").objects.filter(words__in=documents).delete()
    for code, old, new in WORDS:
        apps.get_model("procedures", "TermRule").objects.filter(type__code=code, what=new).update(what=old)


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0005_versions_of_a_type"),
    ]

    operations = [
        migrations.AlterField(
            model_name="procedureday",
            name="kind",
            field=models.CharField(
                choices=[
                    ("term", "termine"),
                    ("reminder", "promemoria"),
                    ("appointment", "appuntamento"),
                    ("appeal", "ricorso"),
                    ("afterwards", "da fare dopo il sì"),
                    ("integration", "integrazione da mandare"),
                    ("renewal", "rinnovo"),
                    ("look_again", "da riguardare"),
                ],
                max_length=20,
                verbose_name="perché",
            ),
        ),
        migrations.AlterField(
            model_name="termrule",
            name="basis",
            field=models.CharField(
                choices=[
                    ("start", "dal fatto da cui nasce"),
                    ("submission", "dalla presentazione"),
                    ("expiry", "dalla scadenza del documento"),
                    ("decision", "dalla risposta dell'ente"),
                    ("granted", "dal sì dell'ente"),
                    ("birthday", "dalla nascita della persona"),
                    ("fixed", "ogni anno, in un giorno fisso"),
                ],
                max_length=20,
                verbose_name="da quando si conta",
            ),
        ),
        migrations.RunPython(add, remove),
    ]
