"""The Italian tax code: checked letter by letter, omocodia included."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as InvalidTaxCode
from stdnum.it import codicefiscale

LENGTH = 16


def checked_tax_code(text: str) -> str:
    """The code in capitals without spaces, or '' for none.

    Raises ValidationError with the reason: length, the letter of control, or what it is made of.
    """
    code = "".join(text.split()).upper()
    if not code:
        return ""
    if len(code) != LENGTH:
        raise ValidationError(_("Il codice fiscale ha 16 caratteri: qui sono %(count)s."), params={"count": len(code)})
    try:
        return codicefiscale.validate(code)
    except InvalidChecksum as error:
        raise ValidationError(
            _("La lettera di controllo del codice fiscale non torna: ricontrolla ogni lettera."), code="control_letter"
        ) from error
    except InvalidTaxCode as error:
        raise ValidationError(_("Questo non è un codice fiscale: ricontrolla lettere e numeri.")) from error
