"""An index for searching dwellings by any part of building, address, town and number."""

from django.db import migrations

from accanto.base.trigrams import index_of_trigrams


class Migration(migrations.Migration):
    dependencies = [("housing", "0004_reminders_of_planned_ends")]
    operations = [index_of_trigrams("housing_dwelling", "dwelling_by_part_of_address")]
