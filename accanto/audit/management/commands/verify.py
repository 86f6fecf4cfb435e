"""Check a whole archive. It stands here because the register lies above what the other checks know."""

import json
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.archive import verify
from accanto.archive.problems import Problem
from accanto.audit import actions, triggers
from accanto.audit.chain import verify_chain
from config import home


class Command(BaseCommand):
    help = _(
        "Controlla l'archivio in ACCANTO_HOME: database, registro degli accessi, documenti, tabelle. "
        "Si può fare mentre lo si usa. Esce con 1 se trova un problema."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help=_("scrive il risultato in JSON"))

    def handle(self, **options):
        began = time.monotonic()
        problems = all_problems()
        if options["json"]:
            self.stdout.write(as_json(problems, time.monotonic() - began))
        else:
            self._tell(problems)
        if problems:
            raise SystemExit(1)

    def _tell(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stdout.write(f"- {problem.sentence}")
        if not problems:
            self.stdout.write(_("Tutto a posto: database, registro degli accessi e documenti."))
            return
        sentence = ngettext("%(count)s problema trovato.", "%(count)s problemi trovati.", len(problems))
        self.stdout.write(sentence % {"count": len(problems)})


def as_json(problems: list[Problem], seconds: float) -> str:
    """The result for programs."""
    return json.dumps(
        {
            "ok": not problems,
            "home": str(home.HOME),
            "seconds": round(seconds, 2),
            "problems": [{"kind": problem.kind, "sentence": problem.sentence} for problem in problems],
        },
        ensure_ascii=False,
        indent=1,
    )


def all_problems() -> list[Problem]:
    """Everything that is wrong; when nothing is, the day's head of the register is written out.

    With tables of another version only the database itself is asked: the rest would stumble over them.
    """
    if not verify.archive_exists():
        raise CommandError(_("In %(home)s non c'è nessun archivio.") % {"home": home.HOME})
    problems = verify.database_problems()
    if not problems:
        problems = verify.migration_problems()
    if not problems:
        problems = [*_register(), *verify.document_problems()]
    if not problems:
        actions.write_head()
    return problems


def _register() -> list[Problem]:
    problems = [
        Problem("audit_trigger", _("Il registro non è più protetto: manca %(name)s.") % {"name": name})
        for name in sorted(triggers.missing(connection))
    ]
    if broken := verify_chain():
        problems.append(Problem("audit_chain", broken.sentence))
    return problems
