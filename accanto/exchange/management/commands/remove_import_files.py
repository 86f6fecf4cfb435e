"""Delete copies of imported files that are no longer needed; the worker runs it once a day."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accanto.exchange import actions


class Command(BaseCommand):
    help = _("Cancella le copie dei file importati più vecchie di 7 giorni.")
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write(_("Importazioni ripulite: %(count)s.") % {"count": actions.remove_old_files()})
