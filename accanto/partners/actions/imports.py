"""An agreement from a list that was kept before: it is signed, and what is over troubles nobody."""

from django.db import transaction

from accanto.audit.actions import record
from accanto.base import clock
from accanto.partners.actions.agreements import draft_agreement
from accanto.partners.models import Agreement
from accanto.partners.states.agreements import AgreementState


@transaction.atomic
def take_over_agreement(*, by, **values) -> Agreement:
    """Write down an agreement as an older list had it: signed, it is in force from its first day to its last.

    `values` as in draft_agreement, with `signed_on` and `protocol_number`; without `signed_on` it stays a draft.
    Lists do not say that reports are owed, so none is; of one that is over nobody is reminded. Raises
    ValidationError as draft_agreement does.
    """
    agreement = draft_agreement(by=by, report_every_months=None, **values)
    if agreement.signed_on:
        is_over = agreement.ends_on is not None and agreement.ends_on < clock.today()
        agreement.change(state=AgreementState.IN_FORCE, end_seen_on=clock.today() if is_over else None)
    record(by=by, verb="import_agreement", subject=agreement, to=agreement.state)
    return agreement
