"""The rights that a home opens, as data: by which papers and procedures one sees that they work.

Nothing is typed here for the panel: it follows from the papers and procedures that stand in the file.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """How it is with a right."""

    WORKS = "works", _("funziona")
    UNDER_WAY = "under_way", _("ci si lavora")
    BLOCKED = "blocked", _("fermo")
    UNKNOWN = "unknown", _("da chiedere")
    NOT_RELEVANT = "not_relevant", _("non serve")


class ForWhom(TextChoices):
    """Whose right it is."""

    EACH = "each", _("ogni persona")
    FOREIGNERS = "foreigners", _("chi non è cittadino dell'Unione europea")
    PUPILS = "pupils", _("bambini e ragazzi in età di scuola")
    HOUSEHOLD = "household", _("la famiglia")
    ADULTS = "adults", _("una persona adulta della famiglia")


@dataclass(frozen=True)
class Right:
    """A right: the papers that prove it, the procedures that bring it, and the paper without which it stands still."""

    code: str
    name: Promise
    for_whom: ForWhom
    papers: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    needs: str = ""


RIGHTS = (
    Right("residence", _("Residenza"), ForWhom.HOUSEHOLD, procedures=("RES", "RES-P")),
    Right(
        "permit", _("Permesso"), ForWhom.FOREIGNERS, papers=("residence_permit",), procedures=("PDS", "PDSUE", "18BIS")
    ),
    Right(
        "health",
        _("Salute"),
        ForWhom.EACH,
        papers=("health_card",),
        procedures=("SSN", "CF-TS"),
        needs="residence_permit",
    ),
    # School is due whatever the permit says.
    Right("school", _("Scuola"), ForWhom.PUPILS, procedures=("SCU",)),
    Right("income", _("Sostegno al reddito"), ForWhom.HOUSEHOLD, procedures=("ADI", "AUU", "RDL"), needs="isee"),
    Right("account", _("Conto in banca"), ForWhom.ADULTS, procedures=("CCB",)),
    Right("job", _("Lavoro"), ForWhom.ADULTS, papers=("employment_contract",), procedures=("DID",)),
)

# From the autumn in which a child turns six to the end of compulsory schooling.
SCHOOL_AGES = range(6, 16)
ADULT_AGE = 18
# The Union's members: their citizens need no permit.
UNION = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
