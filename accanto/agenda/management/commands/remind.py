"""`./run remind`: send today's reminders, for cron where no worker runs."""

from django.utils.translation import gettext as _

from accanto.agenda.actions import remind_everybody
from accanto.archive.commands import ArchiveCommand


class Command(ArchiveCommand):
    """Once a day to each person with something due, however often it is run."""

    help = _(
        "Manda i promemoria del giorno: una mail al giorno a chi ha qualcosa in scadenza e la vuole. La mail dice "
        "soltanto che c'è qualcosa; con cron ogni mattina, e due volte non fa danno."
    )

    def handle(self, *args, **options):
        self.stdout.write(_("Promemoria spediti: %(count)s") % {"count": remind_everybody()})
