"""What hangs in the stairwell and what is signed, on paper."""

from django.utils.translation import gettext as _

from accanto.base.codes import language_name
from accanto.coexistence.states import Side, TurnState
from accanto.documents.printing import bilingual, pdf
from accanto.ui.components.moments import written

ITALIAN = "it"


def rota_pdf(building, weeks) -> bytes:
    """The turns by week, a column for each space; homes by their signs, so without surnames."""
    spaces = list(dict.fromkeys(row.turn.space.name for week in weeks for row in week.rows))
    lines = [[week.span, *(_cell(week, space) for space in spaces)] for week in weeks]
    rules = {row.turn.space.name: row.turn.space.rules for week in weeks for row in week.rows}
    data = {
        "titles": [_("Settimana"), *spaces],
        "lines": lines,
        "rules": [[name, words] for name, words in rules.items() if words],
        "rules_title": _("Che cosa si fa"),
        "nothing": _("Non ci sono turni in programma."),
        "swap": _("Non puoi? Scambia il turno con un vicino e dillo alla cooperativa."),
    }
    return pdf("coexistence/rota", data, title=_("Turni di %(building)s") % {"building": building})


def _cell(week, space: str) -> str:
    signs = [_done(row) for row in week.rows if row.turn.space.name == space]
    return ", ".join(signs)


def _done(row) -> str:
    return _("%(sign)s (fatto)") % {"sign": row.sign} if row.turn.state == TurnState.DONE else row.sign


def pact_pdf(pact, duties, promises) -> bytes:
    """The pact in Italian and beside it in the household's language, where somebody has translated it.

    Raises ValidationError where this machine has no letters for the language.
    """
    is_bilingual = any(duty.translation for _side, rows in duties for duty in rows)
    names = {Side.MEMBER: _("La famiglia promette"), Side.COOPERATIVE: _("La cooperativa promette")}
    data = {
        "facts": [
            [_("Nucleo"), str(pact.household)],
            [_("Regolamento"), str(pact.rules)],
            [_("Lingua"), language_name(pact.language if is_bilingual else ITALIAN)],
        ],
        "sides": [[names[side], [_pair(pact, duty) for duty in rows]] for side, rows in duties],
        "promises_title": _("Promesse con un giorno"),
        "promises": _by_a_day(promises),
        "is_bilingual": is_bilingual,
        "prevails": _("In caso di dubbio vale il testo italiano."),
        "signatures": [_("Per la famiglia"), _("Per la cooperativa")],
    }
    return pdf("coexistence/pact", data, title=_("Patto di convivenza"))


def _by_a_day(promises) -> list[str]:
    """What is to be done by a day, with whoever promised it."""
    words = _("%(who)s: %(what)s (entro il %(day)s)")
    return [
        words % {"who": promise.promiser, "what": promise.what, "day": written(promise.due_on, "j F Y")}
        for promise in promises
    ]


def _pair(pact, duty) -> dict:
    return bilingual(duty.text, duty.translation or "—", pact.language if duty.translation else ITALIAN)
