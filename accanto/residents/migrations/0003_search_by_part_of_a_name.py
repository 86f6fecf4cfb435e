"""An index for searching by any part of a name."""

from django.db import migrations

from accanto.base.trigrams import index_of_trigrams


class Migration(migrations.Migration):
    dependencies = [("residents", "0002_paper_kinds")]
    operations = [index_of_trigrams("residents_person", "person_by_part_of_name")]
