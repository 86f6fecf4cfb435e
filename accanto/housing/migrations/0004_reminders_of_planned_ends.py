"""Planned ends remind three times, and a reminder that somebody has seen to stays silent."""

from datetime import date

from django.db import migrations

import accanto.base.fields

# code, name, days before the planned end; the first, 90 days, is in 0003
NOTICES = [
    ("assignment_end_notice_second", "Secondo avviso prima della fine prevista", 60),
    ("assignment_end_notice_third", "Terzo avviso prima della fine prevista", 30),
]


def add(apps, schema_editor):
    parameters = apps.get_model("base", "Parameter")
    for code, name, days in NOTICES:
        row = {
            "name": name,
            "value": days,
            "unit": "giorni",
            "source": "proposta iniziale, la cooperativa la può cambiare",
        }
        parameters.objects.get_or_create(
            code=code, valid_from=date(2000, 1, 1), defaults={**row, "checked_on": date(2026, 11, 22)}
        )


def remove(apps, schema_editor):
    apps.get_model("base", "Parameter").objects.filter(code__in=[row[0] for row in NOTICES]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0003_terms_and_points"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="end_seen_on",
            field=accanto.base.fields.DayField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(add, remove),
    ]
