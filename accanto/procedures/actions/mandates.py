"""Nothing goes to a body without a mandate that covers it, unless the person goes herself."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.partners.models import Mandate
from accanto.procedures import queries
from accanto.procedures.models import Procedure
from accanto.procedures.states import How

NO_MANDATE = _(
    "Non c'è una delega che copre questa pratica: noi non andiamo da un ente senza. Fai firmare la delega, "
    "oppure scrivi che ci va la persona, da sola o accompagnata."
)
NO_BODY = _("Scrivi prima a quale ente va: la delega vale verso un ente.")


def checked_mandate(procedure: Procedure, on: date) -> Mandate | None:
    """The mandate under which we go to the body in her place; None where she goes herself.

    Raises ValidationError when we would go and none covers it on that day.
    """
    if procedure.how != How.MANDATE:
        return None
    if procedure.organisation_id is None:
        raise ValidationError(NO_BODY, code="no_body")
    mandate = queries.mandate_of(procedure, on)
    if mandate is None:
        raise ValidationError(NO_MANDATE, code="no_mandate")
    return mandate
