"""Count anew how the tables are filled, so that the database looks things up by the right index; once a day."""

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.translation import gettext as _


class Command(BaseCommand):
    """SQLite counts only when it is told to; PostgreSQL by itself, but not at once after thousands of new rows.

    On SQLite it reads a sample of each index and holds the one write lock for a moment, at an hour when nobody
    writes. Source: https://www.sqlite.org/lang_analyze.html, "Approximate ANALYZE for large databases".
    """

    help = _("Conta di nuovo come sono piene le tabelle, perché le ricerche restino veloci.")

    def handle(self, **options):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
