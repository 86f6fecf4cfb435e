import uuid

from django.db import migrations, models


def give_ids(apps, schema_editor):
    """Every body and every person to call gets an id of her own; a default would be the same for all."""
    for name in ("Organisation", "Contact"):
        model = apps.get_model("directory", name)
        rows = list(model.objects.filter(uid=None).only("pk"))
        for row in rows:
            row.uid = uuid.uuid4()
        model.objects.bulk_update(rows, ["uid"], 500)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.AddField("contact", "uid", models.UUIDField(null=True, editable=False)),
        migrations.AddField("organisation", "uid", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField("contact", "uid", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)),
        migrations.AlterField("organisation", "uid", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)),
    ]
