"""Begin an archive from the command line."""

import getpass
import sys

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from accanto.accounts import actions
from accanto.archive import queries
from accanto.archive.commands import ArchiveCommand
from accanto.archive.models import LegalForm
from config import home

NEEDED = ("name", "legal_form", "user", "password")


class Command(ArchiveCommand):
    help = _(
        "Crea l'archivio in ACCANTO_HOME e il primo accesso, quello di una coordinatrice. "
        "Chiede quello che non è scritto nel comando. Un archivio già creato resta com'è."
    )
    makes_tables = True

    def add_arguments(self, parser):
        parser.add_argument("--name", help=_("nome della cooperativa"))
        parser.add_argument(
            "--legal-form",
            metavar="FORMA",
            choices=LegalForm.values,
            help=", ".join(f"{form.value} ({form.label})" for form in LegalForm),
        )
        parser.add_argument("--user", help=_("nome utente della prima coordinatrice"))
        parser.add_argument("--display-name", help=_("come si chiama; altrimenti il nome utente"))
        parser.add_argument(
            "--password",
            help=_("almeno 12 caratteri; se manca viene chiesta, e così non resta nella storia dei comandi"),
        )

    def handle(self, **options):
        answers = None if sys.stdin.isatty() else given(options)
        call_command("migrate", verbosity=0, interactive=False)
        if queries.has_begun():
            raise CommandError(
                _("In %(home)s c'è già l'archivio di «%(name)s»: non lo tocco.")
                % {"home": home.HOME, "name": queries.cooperative().name}
            )
        try:
            user = actions.begin(**(answers or asked(options)))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(
            _("Archivio creato in %(home)s. Si entra con «%(user)s»: ./run serve")
            % {"home": home.HOME, "user": user.username}
        )


def given(options: dict) -> dict:
    """What the command line said. Raises CommandError naming what it left out, where nobody can be asked."""
    missing = [
        f"--{name.replace('_', '-')}" for name in ("name", "legal_form", "user", "password") if not options[name]
    ]
    if missing:
        raise CommandError(_("Manca: %(missing)s") % {"missing": ", ".join(missing)})
    return _answers(options)


def asked(options: dict) -> dict:
    """The same, asking the person at the terminal for what is missing."""
    questions = {
        "name": _("Nome della cooperativa: "),
        "legal_form": _("Forma giuridica (%(forms)s): ") % {"forms": ", ".join(LegalForm.values)},
        "user": _("Nome utente della prima coordinatrice: "),
        "display_name": _("Come si chiama: "),
    }
    for name, question in questions.items():
        options[name] = options[name] or input(question)
    options["password"] = options["password"] or _new_password()
    return _answers(options)


def _new_password() -> str:
    password = getpass.getpass(_("Password (almeno 12 caratteri): "))
    if password != getpass.getpass(_("Ancora una volta: ")):
        raise CommandError(_("Le due password sono diverse: riprova."))
    return password


def _answers(options: dict) -> dict:
    if options["legal_form"] not in LegalForm.values:
        raise CommandError(
            _("«%(form)s» non è una forma giuridica che conosciamo. Scegli fra: %(forms)s.")
            % {"form": options["legal_form"], "forms": ", ".join(LegalForm.values)}
        )
    return {
        "name": options["name"],
        "legal_form": options["legal_form"],
        "username": options["user"],
        "password": options["password"],
        "display_name": options["display_name"] or "",
    }
