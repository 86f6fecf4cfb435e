"""Write the day's head of the register; the worker runs it every day."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accanto.audit import actions


class Command(BaseCommand):
    help = _("Scrive in audit-heads.txt l'ultima riga del registro degli accessi, una volta al giorno.")
    requires_system_checks = []

    def handle(self, **options):
        actions.write_head()
