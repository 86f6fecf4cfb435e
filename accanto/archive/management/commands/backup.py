"""Copy the archive."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from accanto.archive import sealed
from accanto.archive.backup import back_up
from accanto.archive.problems import ArchiveError
from config import home


class Command(BaseCommand):
    help = _(
        "Scrive una copia cifrata di tutto l'archivio (database, documenti, chiavi), anche mentre è in uso, "
        "e la rilegge per intero. La apre solo chi ha una delle chiavi: tenetene due, fuori da questa macchina."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--to",
            action="append",
            default=[],
            metavar="AGE",
            help=_(
                "chiave pubblica age1…, o file che ne contiene una per riga; si può ripetere. Anche ACCANTO_BACKUP_TO"
            ),
        )
        parser.add_argument(
            "--into",
            type=Path,
            default=home.BACKUPS,
            metavar="CARTELLA",
            help=_("dove scriverla; di solito %(default)s"),
        )

    def handle(self, to, into, **options):
        named = to + os.environ.get("ACCANTO_BACKUP_TO", "").replace(",", " ").split()
        try:
            backup = back_up(to=sealed.recipients(named), into=into)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_("La copia non si è lasciata scrivere: %(error)s") % {"error": error}) from error
        self.stdout.write(str(backup.path))
        self.stderr.write(
            _("Copia verificata: %(files)s file, %(size)s, in %(seconds).1f secondi.")
            % {"files": backup.files, "size": filesizeformat(backup.size), "seconds": backup.seconds}
        )
