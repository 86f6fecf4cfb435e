"""One step of a life that `states.py` describes."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_step(record, state, transitions: dict) -> None:
    """Raise ValidationError when a record cannot go to a state from where it stands."""
    origin = type(state)(record.state)
    if state not in transitions[origin]:
        raise ValidationError(_("Adesso è «%(state)s»: questo passo non si può fare.") % {"state": origin.label})
