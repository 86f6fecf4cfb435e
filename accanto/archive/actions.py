"""The beginning of an archive."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accanto.archive.models import Cooperative


@transaction.atomic
def initialise(*, name: str, legal_form: str) -> Cooperative:
    """Say whose archive this is. Raises ValidationError when it is somebody's already, or on a bad value.

    Who logs in first is made by `accounts.actions.begin`, which stands above this app and calls it.
    """
    cooperative = Cooperative(name=name.strip(), legal_form=legal_form)
    cooperative.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            cooperative.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(_("Questo archivio è già stato creato."), code="already_begun") from None
    return cooperative
