"""What a referral must respect before anybody outside reads a word of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.directory.models import Contact, Organisation, OrganisationKind
from accanto.partners.queries.mandates import mandate_covering
from accanto.support.actions.rules import check_body_is_there, check_may_tell
from accanto.support.models import SupportRequest

EMPLOYER_SCOPE = "employer"


def checked_text(asked: str) -> str:
    """What is asked, without blanks around it. Raises ValidationError when there is nothing."""
    if not asked.strip():
        raise ValidationError({"asked": _("Scrivi che cosa si chiede.")})
    return asked.strip()


def check_body(organisation: Organisation, contact: Contact | None) -> None:
    """Refuse a body that was merged into another, and somebody who works elsewhere."""
    check_body_is_there(organisation, "organisation")
    check_contact(organisation, contact)


def check_contact(organisation: Organisation, contact: Contact | None) -> None:
    """Refuse somebody who works elsewhere."""
    if contact and contact.organisation_id != organisation.pk:
        raise ValidationError({"contact": _("Questa persona lavora in un altro ente.")})


def checked_ground(request: SupportRequest, organisation: Organisation, ground: str, words: str, on: date) -> dict:
    """On what ground a body is told: her consent of that day, or a ground of the law said in a few words."""
    consent = check_may_tell(request, organisation, ground, on, field="ground")
    if consent is None and not words.strip():
        raise ValidationError({"ground_words": _("Senza il suo consenso scrivi in breve il fatto e la norma.")})
    if organisation.kind == OrganisationKind.EMPLOYER:
        _check_mandate(request, organisation, on)
    return {"ground": ground, "ground_words": words.strip(), "consent": consent}


def _check_mandate(request: SupportRequest, employer: Organisation, on: date) -> None:
    if mandate_covering(request.asked_by, employer, EMPLOYER_SCOPE, on) is None:
        raise ValidationError(
            {
                "organisation": ValidationError(
                    _(
                        "Con un datore di lavoro si parla in nome di qualcuno solo con una sua delega: manca una "
                        "delega di %(person)s verso %(employer)s, in vigore in quel giorno."
                    ),
                    params={"person": request.asked_by, "employer": employer},
                    code="no_mandate",
                )
            }
        )
