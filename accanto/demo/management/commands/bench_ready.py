"""Used by `bench` alone: ready this archive and print, as JSON, what the measuring needs to know of it."""

import json

from django.core.management.base import BaseCommand

from accanto.demo.bench.prepare import ready


class Command(BaseCommand):
    """Prints one line of JSON."""

    help = "Readies an archive of bench to be measured; not for people."

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(ready()))
