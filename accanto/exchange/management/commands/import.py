"""Import a folder of spreadsheets without the web: `./run import FOLDER --yes --report report.json`."""

import json
import os
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.accounts.models import User
from accanto.archive import verify
from accanto.archive.commands import ArchiveCommand
from accanto.exchange import actions, report
from accanto.exchange.actions.batches import plan_of
from accanto.exchange.arrival import words
from accanto.exchange.folder import files_in
from accanto.exchange.models import ImportBatch
from accanto.exchange.states import BatchState

YES = {"s", "si", "sì", "y", "yes"}


class Command(ArchiveCommand):
    help = _("Importa i fogli di calcolo di una cartella: soci, alloggi, volontari, convenzioni, pratiche.")
    makes_tables = True

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?", help=_("la cartella, o un solo file"))
        parser.add_argument("--yes", action="store_true", help=_("prende quello che è certo senza chiedere"))
        parser.add_argument("--dry-run", action="store_true", help=_("prova soltanto: non scrive niente"))
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help=_("scrive qui il resoconto (JSON, contiene dati personali)")
        )
        parser.add_argument("--with-remarks", action="store_true", help=_("anche le colonne di annotazioni libere"))
        parser.add_argument(
            "--confirm-suggestions",
            action="store_true",
            help=_("conferma i suggerimenti per le parole libere, per esempio «PdS rinnovo»"),
        )
        parser.add_argument("--user", default="", metavar="NOME", help=_("a nome di chi (nome di accesso)"))
        parser.add_argument("--undo", type=int, metavar="N", help=_("annulla l'importazione numero N"))

    def handle(self, folder, **options):
        _make_ready()
        by = _user(options["user"])
        try:
            if options["undo"] is not None:
                return self._undo(by, options["undo"])
            files = _files(folder)
            if options["report"]:
                _write(options["report"], {})
            found = self._import(by, files, options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["report"]:
            _write(options["report"], found)
        if not _can_be_read(found):
            raise CommandError(_("Qui non c'è nessun foglio di calcolo che si possa leggere."))

    def _import(self, by, files: list, options: dict) -> dict:
        batch = actions.open_batch(by=by, files=files, with_remarks=options["with_remarks"])
        plan = plan_of(batch)
        confirmed = words.suggested(plan.questions) if options["confirm_suggestions"] else {}
        if confirmed:
            batch.decisions = confirmed
            plan = plan_of(batch)
        found = report.of_plan(plan)
        only_tried = options["dry_run"] or not _can_be_read(found)
        if only_tried or not options["yes"]:
            self._show(found)
        if only_tried or not (options["yes"] or self._confirmed()):
            actions.discard_batch(by=by, batch=batch)
            self.stdout.write(_("Non è stato scritto niente."))
            return found
        if confirmed:
            actions.decide_rows(by=by, batch=batch, decisions=confirmed)
        actions.check_batch(by=by, batch=batch, plan=plan)
        batch = actions.run_batch(by=by, batch=batch, plan=plan)
        self._show(batch.report)
        self.stdout.write(
            _("Importazione %(number)s finita: per annullarla tutta, import --undo %(number)s.") % {"number": batch.pk}
        )
        return batch.report

    def _show(self, found: dict) -> None:
        """Counts only: names stay in the report."""
        line = _("%(file)s %(sheet)s: %(kind)s, %(created)s nuove, %(matched)s già note, %(skipped)s fuori")
        for file in found["files"]:
            kind = file["kind_label"] or _("non letto")
            self.stdout.write(" ".join((line % {**file, "kind": kind}).split()))
            self._count(file)
        if suggested := len(words.suggested(found["questions"])):
            sentence = _(
                "Per %(count)s parole libere c'è un suggerimento da confermare una volta: nel browser, o con "
                "--confirm-suggestions."
            )
            self.stdout.write(sentence % {"count": suggested})

    def _count(self, file: dict) -> None:
        """How much there is to look at; of a file that cannot be read, what is wrong: that is about no person."""
        problems = file["problems"]
        if file["kind"] == "unreadable":
            self.stdout.write("  " + problems[0]["sentence"])
            return
        sentence = ngettext("%(count)s cosa da controllare", "%(count)s cose da controllare", len(problems))
        self.stdout.write("  " + sentence % {"count": len(problems)})

    def _confirmed(self) -> bool:
        if not sys.stdin.isatty():
            raise CommandError(_("Per importare senza chiedere aggiungi --yes."))
        return input(_("Importo quello che è certo? [s/N] ")).strip().casefold() in YES

    def _undo(self, by, number: int) -> None:
        batch = ImportBatch.objects.filter(pk=number, state__in=[BatchState.DONE, BatchState.FAILED]).first()
        if batch is None:
            raise CommandError(_("Non c'è nessuna importazione %(number)s da annullare.") % {"number": number})
        kept = sum(actions.undo_batch(by=by, batch=batch).report["kept"].values())
        self.stdout.write(
            _("Importazione %(number)s annullata. Righe rimaste, perché cambiate dopo o in uso: %(kept)s.")
            % {"number": number, "kept": kept}
        )


def _make_ready() -> None:
    """An archive that nobody has opened yet, or not since the program is newer, gets its tables first."""
    if verify.older_tables():
        call_command("migrate", verbosity=0, interactive=False)


def _can_be_read(found: dict) -> bool:
    return any(file["kind"] != "unreadable" for file in found["files"])


def _user(name: str) -> User | None:
    user = User.objects.filter(username=name).first() if name else None
    if name and user is None:
        raise CommandError(_("Non c'è nessun accesso con il nome «%(name)s».") % {"name": name})
    return user


def _files(folder: Path | None) -> list[tuple[Path, str]]:
    if folder is None or not folder.exists():
        raise CommandError(_("Indica una cartella (o un file) che esiste."))
    files = [(file, file.name) for file in files_in(folder)]
    if not files:
        raise CommandError(_("In questa cartella non c'è nessun file."))
    return files


def _write(path: Path, found: dict) -> None:
    """The report holds personal data: only its owner reads it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise CommandError(_("Il resoconto non si lascia scrivere: %(why)s") % {"why": error}) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False, indent=1, default=str)
