"""The summary of a family's file on paper: a tagged PDF in Italian."""

from django.utils import translation
from django.utils.translation import gettext as _

from accanto.documents import printing
from accanto.portal.queries.sections import Part, Row
from accanto.residents.models import Household

LANGUAGE = "it"


def as_pdf(household: Household, parts: list[Part], *, organisation, to_whom: str, why: str, consent) -> bytes:
    """What is handed out, headed by to whom, why and by whose word."""
    with translation.override(LANGUAGE):
        data = {
            "facts": [
                [_("Nucleo"), household.name],
                [_("Per"), f"{to_whom}, {organisation.name}"],
                [_("Perché"), why],
                [_("Consenso"), _consent(consent)],
            ],
            "parts": [_part(part) for part in parts],
            "note": _(
                "Chi riceve questo foglio lo usa solo per lo scopo scritto sopra. "
                "Se la persona ritira il consenso, la cooperativa lo comunica."
            ),
        }
        return printing.pdf("portal/summary", data, language=LANGUAGE, title=_("Scheda condivisa"))


def _consent(consent) -> str:
    words = {"who": consent.person, "day": f"{consent.answered_on:%d/%m/%Y}", "what": consent.get_purpose_display()}
    return _("di %(who)s, del %(day)s: %(what)s") % words


def _part(part: Part) -> dict:
    return {"title": part.heading, "rows": [_line(row) for row in part.rows], "empty": part.empty}


def _line(row: Row) -> list:
    return [row.title, row.about, [_line(below) for below in row.under]]
