"""The papers that expire in the life of a family, with the reminders of the field's practice."""

from django.db import migrations

# code, name, days before expiry
PAPER_KINDS = [
    ("residence_permit", "Permesso di soggiorno", [120, 90, 60, 30]),
    ("identity_card", "Carta d'identità", [60]),
    ("health_card", "Tessera sanitaria", [60]),
    ("isee", "ISEE", [30]),
    ("employment_contract", "Contratto di lavoro", [60, 30]),
    ("passport", "Passaporto", [180, 90]),
    ("ticket_exemption", "Esenzione dal ticket", [30]),
    ("disability", "Verbale di invalidità", [60]),
    ("other", "Altro documento", [30]),
]


def add(apps, schema_editor):
    kinds = apps.get_model("residents", "PaperKind")
    for code, name, days in PAPER_KINDS:
        kinds.objects.get_or_create(code=code, defaults={"name": name, "remind_days_before": days})


class Migration(migrations.Migration):
    dependencies = [("residents", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
