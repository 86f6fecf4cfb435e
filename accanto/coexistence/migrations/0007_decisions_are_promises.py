"""What a decision says stands in its promise alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coexistence", "0006_decisions_become_promises")]

    operations = [
        *(
            migrations.RemoveField(model_name="meetingdecision", name=name)
            for name in ("text", "owner_household", "owner_user", "due_on", "state", "closed_on")
        ),
        migrations.AlterField(
            model_name="meetingdecision",
            name="promise",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="plans.promise",
                verbose_name="promessa",
            ),
        ),
    ]
