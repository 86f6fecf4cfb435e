"""Write everything out without the web: `./run export FOLDER --format xlsx|ods|csv`."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.archive.commands import ArchiveCommand
from accanto.exchange import actions
from accanto.exchange.writing.files import FORMATS


class Command(ArchiveCommand):
    help = _("Scrive tutto l'archivio in fogli di calcolo (contengono dati personali: custodiscili).")

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help=_("la cartella in cui scrivere"))
        parser.add_argument("--format", choices=FORMATS, default="xlsx", help=_("il formato; di solito %(default)s"))
        parser.add_argument("--with-diary-text", action="store_true", help=_("anche il testo del diario"))
        parser.add_argument("--user", default="", metavar="NOME", help=_("a nome di chi: solo quello che può vedere"))

    def handle(self, folder, **options):
        user = User.objects.filter(username=options["user"]).first()
        if options["user"] and user is None:
            raise CommandError(_("Non c'è nessun accesso con il nome «%(name)s».") % {"name": options["user"]})
        try:
            made, files = actions.export(
                by=user, folder=folder, format=options["format"], with_diary_text=options["with_diary_text"]
            )
        except OSError as error:
            raise CommandError(_("In questa cartella non si può scrivere: %(why)s") % {"why": error}) from error
        for file in files:
            self.stdout.write(str(file))
        self.stderr.write(_("%(count)s righe in tutto.") % {"count": sum(made.rows.values())})
