"""A place for the promise of each decision; what it takes over may be empty from here on, so that the way back works."""

import django.db.models.deletion
from django.db import migrations, models

import accanto.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("coexistence", "0004_terms_of_matters"),
        ("plans", "0004_promises_of_houses"),
    ]

    operations = [
        migrations.AddField(
            model_name="meetingdecision",
            name="promise",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="plans.promise",
                verbose_name="promessa",
            ),
        ),
        migrations.RemoveConstraint(model_name="meetingdecision", name="somebody_owns_a_decision"),
        migrations.RemoveConstraint(model_name="meetingdecision", name="an_ended_decision_says_when"),
        migrations.RemoveIndex(model_name="meetingdecision", name="decision_still_open"),
        migrations.AlterField(
            model_name="meetingdecision",
            name="text",
            field=models.CharField(max_length=500, null=True, verbose_name="che cosa si è deciso"),
        ),
        migrations.AlterField(
            model_name="meetingdecision",
            name="due_on",
            field=accanto.base.fields.DayField(null=True, verbose_name="entro il"),
        ),
    ]
