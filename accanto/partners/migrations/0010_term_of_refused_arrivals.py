"""How long a family that we did not take in is remembered."""

from datetime import date

from django.db import migrations

CODE = "refused_arrival_months"
ROW = {
    "name": "Quanto si ricorda una segnalazione arrivata e non accolta",
    "value": 6,
    "unit": "mesi",
    "source": "proposta iniziale, la cooperativa la può cambiare (limitazione della conservazione, art. 5 GDPR)",
    "checked_on": date(2026, 11, 22),
}


def add(apps, schema_editor):
    apps.get_model("base", "Parameter").objects.get_or_create(code=CODE, valid_from=date(2000, 1, 1), defaults=ROW)


def remove(apps, schema_editor):
    apps.get_model("base", "Parameter").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):
    dependencies = [("partners", "0009_contact_of_an_agreement"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, remove)]
