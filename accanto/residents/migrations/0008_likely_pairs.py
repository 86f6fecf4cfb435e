"""Pairs of records that may be one person are kept, and found for whoever was written since.

The new column may be empty, so that SQLite adds it in place: a table made anew would lose the triggers of its search.
"""

from django.db import migrations, models
from django.db.models import CASCADE, F, Q


class Migration(migrations.Migration):
    dependencies = [("residents", "0007_roles_named_by_their_work")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="compared_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["search_text"], name="person_by_folded_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(condition=Q(compared_at=None), fields=["id"], name="person_to_compare"),
        ),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(fields=["value"], name="contact_point_by_value"),
        ),
        migrations.CreateModel(
            name="LikelyPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first",
                    models.ForeignKey(db_index=False, on_delete=CASCADE, related_name="+", to="residents.person"),
                ),
                ("second", models.ForeignKey(on_delete=CASCADE, related_name="+", to="residents.person")),
                ("weight", models.SmallIntegerField()),
            ],
            options={
                "verbose_name": "forse la stessa persona",
                "verbose_name_plural": "forse la stessa persona",
                "ordering": ["-weight", "first", "id"],
                "indexes": [models.Index(fields=["-weight", "first", "id"], name="likely_pair_by_weight")],
                "constraints": [
                    models.UniqueConstraint(fields=["first", "second"], name="likely_pair_once"),
                    models.CheckConstraint(condition=Q(first__lt=F("second")), name="likely_pair_in_order"),
                ],
            },
        ),
    ]
