"""The words of the mandate in ten languages, what it may be about, what it never may, and when it is looked at."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

WORDS = Path(__file__).parent.parent / "texts" / "mandate-2026-11.json"
CHECKED_ON = date(2026, 11, 22)


def add(apps, schema_editor):
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    texts = apps.get_model("partners", "MandateText")
    for language, parts in words["texts"].items():
        reviewed = language in words["reviewed"]
        texts.objects.get_or_create(
            language=language,
            edition=words["edition"],
            defaults={
                "parts": parts,
                "is_reviewed": reviewed,
                "reviewed_on": CHECKED_ON if reviewed else None,
            },
        )
    scopes = apps.get_model("partners", "MandateScope")
    for position, row in enumerate(words["scopes"], start=1):
        given = {name: row[name] for name in ("name", "kind", "names")}
        scopes.objects.get_or_create(code=row["code"], defaults={**given, "position": position})
    acts = apps.get_model("partners", "ReservedAct")
    for row in words["reserved"]:
        given = {name: row[name] for name in ("name", "phrases", "sentence", "source")}
        acts.objects.get_or_create(code=row["code"], defaults={**given, "checked_on": CHECKED_ON})
    apps.get_model("base", "Parameter").objects.get_or_create(
        code="mandate_reminder_days",
        valid_from=date(1900, 1, 1),
        defaults={
            "name": "Delega che sta per finire: quando guardarla",
            "value": 30,
            "unit": "giorni prima",
            "source": "scelta della cooperativa",
            "checked_on": CHECKED_ON,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_referrals_and_mandates"), ("base", "0002_parameter")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
