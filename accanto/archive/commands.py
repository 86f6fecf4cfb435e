"""What the commands of an operator ask of the archive before they begin."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from accanto.archive import verify
from config import home


class ArchiveCommand(BaseCommand):
    """A command on an archive that is there, can be read and has the tables of this program.

    Anything else is one sentence. With `makes_tables` the archive may be missing or older: the command sees to it.
    """

    requires_system_checks = []
    makes_tables = False

    def execute(self, *args, **options):
        if verify.archive_exists():
            _refuse_another_version(older_too=not self.makes_tables)
        elif not self.makes_tables:
            raise CommandError(_("In %(home)s non c'è nessun archivio.") % {"home": home.HOME})
        return super().execute(*args, **options)


def _refuse_another_version(*, older_too: bool) -> None:
    try:
        problems = verify.newer_tables() + (verify.older_tables() if older_too else [])
    except DatabaseError as error:
        raise CommandError(_("Il database non si legge: %(error)s") % {"error": error}) from error
    if problems:
        raise CommandError(problems[0].sentence)
