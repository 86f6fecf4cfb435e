"""The terms of the ladder: what the law gives, and what the cooperative set itself."""

from datetime import date

from django.db import migrations

PROPOSAL = "proposta iniziale, la cooperativa la può cambiare"
LAW = "art. 2533 del codice civile"
CHECKED_ON = date(2026, 11, 22)

# code, name, value, unit, source
PARAMETERS = [
    ("breach_mediation_days", "Mediazione da offrire, dopo la verifica di una violazione", 7, "giorni", PROPOSAL),
    ("breach_warning_days", "Termine per rimediare dopo una diffida, almeno", 15, "giorni", PROPOSAL),
    ("exclusion_opposition_days", "Opposizione al tribunale, dalla notifica dell'esclusione", 60, "giorni", LAW),
    ("breach_months", "Quanto si ricorda una violazione archiviata", 24, "mesi", PROPOSAL),
    ("exclusion_months", "Quanto si ricorda un'esclusione eseguita", 120, "mesi", PROPOSAL),
]


def add(apps, schema_editor):
    parameters = apps.get_model("base", "Parameter")
    for code, name, value, unit, source in PARAMETERS:
        row = {"name": name, "value": value, "unit": unit, "source": source, "checked_on": CHECKED_ON}
        parameters.objects.get_or_create(code=code, valid_from=date(2000, 1, 1), defaults=row)


def remove(apps, schema_editor):
    apps.get_model("base", "Parameter").objects.filter(code__in=[row[0] for row in PARAMETERS]).delete()


class Migration(migrations.Migration):
    dependencies = [("coexistence", "0003_matters"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, remove)]
