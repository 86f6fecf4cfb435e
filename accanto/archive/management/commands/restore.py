"""Put a copy back."""

import os
import subprocess
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accanto.archive import restore, sealed
from accanto.archive.problems import ArchiveError
from config import home


class Command(BaseCommand):
    help = _(
        "Rimette una copia in un posto vuoto, la confronta con il suo elenco e la verifica. "
        "Non sovrascrive niente: è anche la prova, da fare spesso, che le copie servono."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help=_("la copia, accanto-….tar.age"))
        parser.add_argument(
            "--identity", type=Path, required=True, metavar="CHIAVE", help=_("file della chiave privata")
        )
        parser.add_argument("--into", type=Path, required=True, metavar="CARTELLA", help=_("cartella vuota, o nuova"))

    def handle(self, file, identity, into, **options):
        try:
            manifest = restore.restore(file, keys=sealed.identities(identity), into=into)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_("La copia non si è lasciata rimettere: %(error)s") % {"error": error}) from error
        self.stdout.write(
            _("Copia del %(day)s rimessa in %(into)s: %(files)s file.")
            % {"day": manifest["made_at"], "into": into.resolve(), "files": len(manifest["members"])}
        )
        for command in (("migrate", "--verbosity=0"), ("verify",)):
            self._there(into, *command)

    def _there(self, into: Path, *command: str) -> None:
        """Run a command on the restored archive: its folder is read once, when a process starts."""
        self.stdout.flush()
        done = subprocess.run(
            [sys.executable, home.ROOT / "manage.py", *command], env={**os.environ, "ACCANTO_HOME": str(into.resolve())}
        )
        if done.returncode:
            raise CommandError(_("La copia è stata rimessa, ma non è a posto: vedi sopra."))
