"""The directory of bodies as Open Referral data: `./run directory export FILE`, `./run directory import FILE`."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from accanto.archive.commands import ArchiveCommand
from accanto.directory import actions
from accanto.directory.hsds import plan as planning
from accanto.directory.hsds import reading, writing


class Command(ArchiveCommand):
    help = _("Porta la rubrica degli enti fuori o dentro, in formato Open Referral (HSDS 3).")

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["export", "import"])
        parser.add_argument("file", type=Path, help=_("il file JSON"))
        parser.add_argument("--apply", action="store_true", help=_("scrivi; senza, si vede solo che cosa cambierebbe"))

    def handle(self, verb, file, **options):
        try:
            if verb == "export":
                self._export(file)
            else:
                self._import(file, apply=options["apply"])
        except OSError as error:
            raise CommandError(_("Con questo file non si può lavorare: %(why)s") % {"why": error}) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _export(self, file: Path) -> None:
        file.write_text(json.dumps(writing.directory(), ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(str(file))

    def _import(self, file: Path, *, apply: bool) -> None:
        tables = reading.read(file.read_bytes())
        steps = actions.take_over(by=None, tables=tables) if apply else planning.plan(tables)
        for step in steps:
            if step.outcome != planning.Outcome.SAME:
                self.stdout.write(f"{step.outcome.label}: {step.what} {step.name} {step.said}".rstrip())
        if not apply:
            self.stderr.write(_("Non è stato scritto niente: con --apply si scrive."))
