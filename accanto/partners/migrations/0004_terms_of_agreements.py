"""When to be reminded of an agreement, when its reports are owed, and the hour that the board still has to value."""

from datetime import date

from django.db import migrations

PROPOSAL = "proposta iniziale, la cooperativa la può cambiare"
UNDECIDED = "da stabilire: il consiglio non ha ancora deciso"
CHECKED_ON = date(2026, 11, 22)

# code, name, value, unit, source
PARAMETERS = [
    ("agreement_end_notice", "Primo avviso prima della fine di un accordo", 90, "giorni", PROPOSAL),
    ("agreement_end_notice_second", "Secondo avviso prima della fine di un accordo", 60, "giorni", PROPOSAL),
    ("agreement_end_notice_third", "Terzo avviso prima della fine di un accordo", 30, "giorni", PROPOSAL),
    ("agreement_report_term", "Relazione a un ente, dopo la fine del periodo", 30, "giorni", PROPOSAL),
    ("volunteer_hour_value", "Valore di un'ora di volontariato", 0, "€", UNDECIDED),
]


def add(apps, schema_editor):
    parameters = apps.get_model("base", "Parameter")
    for code, name, value, unit, source in PARAMETERS:
        row = {"name": name, "value": value, "unit": unit, "source": source, "checked_on": CHECKED_ON}
        parameters.objects.get_or_create(code=code, valid_from=date(2000, 1, 1), defaults=row)


def remove(apps, schema_editor):
    apps.get_model("base", "Parameter").objects.filter(code__in=[row[0] for row in PARAMETERS]).delete()


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_agreements"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, remove)]
