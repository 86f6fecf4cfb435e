"""A promise may belong to a house in common instead of a household, and a family may promise as a whole."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_matrix_and_terms"),
        ("housing", "0005_search_by_part_of_an_address"),
        ("residents", "0006_find_households_with_their_own_term"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="promise", name="promise_of_somebody_by_name"),
        migrations.AddField(
            model_name="promise",
            name="building",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="housing.building",
                verbose_name="fabbricato",
            ),
        ),
        migrations.AlterField(
            model_name="promise",
            name="household",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="residents.household",
                verbose_name="nucleo",
            ),
        ),
        migrations.AlterField(
            model_name="promise",
            name="source",
            field=models.CharField(
                choices=[
                    ("plan", "un obiettivo del percorso"),
                    ("review", "una verifica del percorso"),
                    ("request", "una richiesta di sostegno"),
                    ("mediation", "una mediazione"),
                    ("house_meeting", "una riunione di casa"),
                    ("talk", "un colloquio"),
                    ("pact", "un patto di convivenza"),
                ],
                max_length=20,
                verbose_name="nata da",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("household__isnull", False),
                        ("organisation__isnull", True),
                        ("side", "member"),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("organisation__isnull", True),
                        ("person__isnull", True),
                        ("side", "cooperative"),
                        ("user__isnull", False),
                    ),
                    models.Q(
                        ("organisation__isnull", False),
                        ("person__isnull", True),
                        ("side", "public_body"),
                        ("user__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="promise_of_somebody_by_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("building__isnull", True), ("household__isnull", False)),
                    models.Q(("building__isnull", False), ("household__isnull", True)),
                    _connector="OR",
                ),
                name="promise_of_a_household_or_of_a_house",
            ),
        ),
    ]
