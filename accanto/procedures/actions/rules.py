"""What a step must respect. Each rule refuses with the sentence that the person reads."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.procedures import queries
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import REASON_NEEDED, TRANSITIONS, State

WITHDRAWN_TYPE = _(
    "«%(name)s» non si apre più: l'ultimo giorno era il %(day)s. Quelle già aperte vanno avanti come prima."
)


def check_step(procedure: Procedure, to: State, reason: str) -> None:
    """Refuse a step that the table of transitions does not know, or one without the reason it needs."""
    origin = State(procedure.state)
    if to not in TRANSITIONS[origin]:
        raise ValidationError(
            _("Una pratica nello stato «%(origin)s» non può passare a «%(to)s»."),
            params={"origin": origin.label, "to": to.label},
            code="no_such_step",
        )
    if to in REASON_NEEDED and not reason.strip():
        raise ValidationError({"reason": _("Scrivi perché.")}, code="reason_needed")


def check_in_use(kind: ProcedureType) -> None:
    """Refuse to open a procedure of a type that has been withdrawn, or has not begun yet."""
    today = clock.today()
    if kind.is_withdrawn:
        params = {"name": kind.name, "day": f"{kind.valid_to:%d/%m/%Y}"}
        raise ValidationError({"type": ValidationError(WITHDRAWN_TYPE, params=params)}, code="withdrawn")
    if kind.valid_from > today:
        raise ValidationError({"type": _("Questo tipo di pratica non è ancora in uso.")}, code="not_yet")


def check_open(procedure: Procedure) -> None:
    """Refuse to change what has ended."""
    if not procedure.is_open:
        raise ValidationError(_("Questa pratica è finita."), code="ended")


def check_papers(procedure: Procedure, reason: str) -> None:
    """Refuse to call a procedure ready while a document is missing and nobody says why that is all right."""
    missing = [line.need.words for line in queries.checklist(procedure) if line.is_missing]
    if missing and not reason.strip():
        sentence = _("Manca ancora: %(documents)s. Se va bene così, scrivi perché.")
        refused = ValidationError(sentence, params={"documents": "; ".join(missing)}, code="papers_missing")
        raise ValidationError({"reason": refused})
