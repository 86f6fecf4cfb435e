"""The letter of a rung: what was decided, in Italian and in a language that the family reads."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from accanto.coexistence.models import Breach, BreachStep
from accanto.coexistence.states import BreachState
from accanto.documents.printing import bilingual, pdf
from accanto.ui.components.moments import written

ITALIAN = "it"


def rung_letter(breach: Breach, step: BreachStep) -> bytes:
    """The letter as a tagged PDF. Raises ValidationError where this machine has no letters for the language."""
    with override(ITALIAN):
        data = {
            "facts": _facts(breach, step),
            "text": step.text,
            "pairs": [bilingual(step.text, step.translation, step.language)] if step.translation else [],
            "draft": _("Traduzione in bozza: nessuno che sa la lingua l'ha ancora riletta.")
            if step.is_draft_translation
            else "",
            "prevails": _("Vale il testo italiano.") if step.translation else "",
            "signatures": [_("Per la cooperativa"), _("Per ricevuta")],
        }
        return pdf("coexistence/rung", data, title=step.label.capitalize())


def _facts(breach: Breach, step: BreachStep) -> list[list[str]]:
    facts = [[_("Regola"), breach.rule], [_("Giorno"), _day(step.on)], [_("Chi scrive"), step.by.name]]
    if step.to == BreachState.WARNING:
        facts.append([_("Per rimediare fino al"), _day(breach.remedy_by)])
    return facts


def _day(day: date) -> str:
    return written(day, "j F Y")
