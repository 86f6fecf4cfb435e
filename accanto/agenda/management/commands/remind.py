"""`./run remind`: send today's reminders, for cron where no worker runs."""

from django.core.management.base import BaseCommand

from accanto.agenda.actions import remind_everybody


class Command(BaseCommand):
    """Once a day to each person with something due, however often it is run."""

    help = (
        "Sends today's reminders by e-mail: once a day to each person who has something due and wants to know. "
        "The mail says only that there is something; run it from cron every morning, twice does no harm."
    )

    def handle(self, *args, **options):
        count = remind_everybody()
        self.stdout.write(f"Promemoria spediti: {count}")
