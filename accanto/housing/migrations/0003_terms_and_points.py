"""The term for the host's notification, when reminders begin, and the points of the list of applications."""

from datetime import date

from django.db import migrations

LAW = "art. 7 D.Lgs. 286/1998 (Testo unico immigrazione)"
PROPOSAL = "proposta iniziale, la cooperativa la può cambiare"
CHECKED_ON = date(2026, 11, 22)

# code, name, value, unit, valid from, source
PARAMETERS = [
    ("host_notification_term", "Comunicazione dell'ospitante", 48, "ore", date(1998, 9, 2), LAW),
    ("host_notification_watch", "Ricerca di comunicazioni mancanti", 60, "giorni", date(2000, 1, 1), PROPOSAL),
    ("assignment_end_notice", "Avviso prima della fine prevista", 90, "giorni", date(2000, 1, 1), PROPOSAL),
    ("application_answer_term", "Risposta a una domanda di alloggio", 30, "giorni", date(2000, 1, 1), PROPOSAL),
    ("application_points_high", "Urgenza alta", 30, "punti", date(2000, 1, 1), PROPOSAL),
    ("application_points_emergency", "Emergenza", 60, "punti", date(2000, 1, 1), PROPOSAL),
    ("application_points_month", "Ogni mese di attesa", 1, "punti", date(2000, 1, 1), PROPOSAL),
    ("application_points_months_most", "Attesa, al massimo", 24, "punti", date(2000, 1, 1), PROPOSAL),
    ("application_points_fit", "C'è un alloggio libero adatto", 5, "punti", date(2000, 1, 1), PROPOSAL),
]


def add(apps, schema_editor):
    parameters = apps.get_model("base", "Parameter")
    for code, name, value, unit, valid_from, source in PARAMETERS:
        row = {"name": name, "value": value, "unit": unit, "source": source, "checked_on": CHECKED_ON}
        parameters.objects.get_or_create(code=code, valid_from=valid_from, defaults=row)


def remove(apps, schema_editor):
    apps.get_model("base", "Parameter").objects.filter(code__in=[row[0] for row in PARAMETERS]).delete()


class Migration(migrations.Migration):
    dependencies = [("housing", "0002_no_two_assignments_overlap"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, remove)]
