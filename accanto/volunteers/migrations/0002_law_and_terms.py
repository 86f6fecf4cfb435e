"""What the law says of volunteers, and the cooperative's own terms: rows that can get a successor."""

from datetime import date

from django.db import migrations

LAW_381 = "L. 8 novembre 1991, n. 381, art. 2"
CTS = "D.Lgs. 3 luglio 2017, n. 117, art. 17, c. 4"
POLICY = "scelta della cooperativa"
CHECK = "scelta della cooperativa; D.P.R. 313/2002, art. 25-bis"
BEGINNING = date(1900, 1, 1)

# code, name, value, unit, valid from, source
PARAMETERS = [
    (
        "volunteer_share_of_members",
        "Volontari in una cooperativa sociale",
        50,
        "% dei soci",
        date(1991, 12, 18),
        LAW_381,
    ),
    ("self_certified_per_day", "Spese autocertificate in un giorno", 10, "€", date(2017, 8, 3), CTS),
    ("self_certified_per_month", "Spese autocertificate in un mese", 150, "€", date(2017, 8, 3), CTS),
    ("record_check_near_minors", "Controllo del casellario per chi sta con minori", 1, "1 sì, 0 no", BEGINNING, CHECK),
    ("record_check_months", "Il controllo del casellario si rifà dopo", 24, "mesi", BEGINNING, POLICY),
    ("record_check_reminder_days", "Promemoria del controllo del casellario", 60, "giorni prima", BEGINNING, POLICY),
    ("cover_first_reminder_days", "Primo promemoria dell'assicurazione", 60, "giorni prima", BEGINNING, POLICY),
    ("cover_second_reminder_days", "Secondo promemoria dell'assicurazione", 30, "giorni prima", BEGINNING, POLICY),
    ("presence_gap_days", "Un nucleo va cercato se nessuno lo incontra da", 30, "giorni", BEGINNING, POLICY),
]


def add(apps, schema_editor):
    parameters = apps.get_model("base", "Parameter")
    for code, name, value, unit, valid_from, source in PARAMETERS:
        about = {"name": name, "value": value, "unit": unit, "source": source, "checked_on": date(2026, 11, 22)}
        parameters.objects.get_or_create(code=code, valid_from=valid_from, defaults=about)


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_volunteers"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
