"""The areas in which the cooperative says it supports its members, discrimination as a ninth, and its promises."""

from datetime import date

from django.db import migrations

AREAS = [
    ("coexistence", "Convivenza di vicinato"),
    ("employers", "Rapporti con il datore di lavoro"),
    ("job_search", "Ricerca di lavoro"),
    ("public_bodies", "Enti pubblici e pratiche"),
    ("school", "Scuola"),
    ("health", "Salute"),
    ("another_home", "Un'altra casa"),
    ("credit", "Credito e mutuo"),
    ("discrimination", "Discriminazione"),
]

# code, name, value, unit
TERMS = [
    ("support_acknowledge_working_days", "Prima risposta a una richiesta di sostegno", 3, "giorni lavorativi"),
    ("support_first_talk_working_days", "Primo colloquio su una richiesta di sostegno", 10, "giorni lavorativi"),
    ("support_referral_follow_up_days", "Verifica di un rinvio a un ente", 15, "giorni"),
    ("support_proposal_reminder_days", "Proposta senza risposta: quando richiedere", 7, "giorni"),
]
SOURCE = "promessa della cooperativa ai soci"


def add(apps, schema_editor):
    areas = apps.get_model("support", "SupportArea")
    for position, (code, name) in enumerate(AREAS, start=1):
        areas.objects.get_or_create(code=code, defaults={"name": name, "position": position})
    parameters = apps.get_model("base", "Parameter")
    for code, name, value, unit in TERMS:
        parameters.objects.get_or_create(
            code=code,
            valid_from=date(1900, 1, 1),
            defaults={
                "name": name,
                "value": value,
                "unit": unit,
                "source": SOURCE,
                "checked_on": date(2026, 11, 22),
            },
        )


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
