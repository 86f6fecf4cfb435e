"""The tables of an export about those outside: agreements, procedures."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accanto.exchange.writing.table import AT_ONCE, OWN_ID, Table, open_to
from accanto.partners.models import Agreement
from accanto.procedures.models import Procedure

AGREEMENT_TITLES = (
    OWN_ID, "Ente", "Oggetto", "Tipo di accordo", "Protocollo", "Data firma", "Decorrenza", "Scadenza",
    "Rinnovo tacito", "Referente", "Corrispettivo", "Stato accordo",
)  # fmt: skip


def agreements(by, with_text: bool) -> Iterator[list]:
    """Agreements with their parties; one that was broken off ends on its last day."""
    rows = open_to(Agreement, by).prefetch_related("parties").order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield [
            row.pk,
            "; ".join(body.name for body in row.parties.all()),
            row.object,
            row.get_kind_display(),
            row.protocol_number,
            row.signed_on,
            row.starts_on,
            row.ended_on or row.ends_on,
            str(_("sì") if row.will_renew else _("no")),
            row.contact,
            row.fee,
            str(row.shown_state.label),
        ]


PROCEDURE_TITLES = (
    OWN_ID, "Socio", "Codice fiscale", "Pratica", "Ente", "Data", "Scadenza", "Esito", "Chi segue",
)  # fmt: skip


def procedures(by, with_text: bool) -> Iterator[list]:
    """Procedures of people, open and ended."""
    rows = open_to(Procedure, by).order_by("pk")
    related = ("person", "type", "organisation", "followed_by", "followed_by_person", "paper", "result_paper")
    for row in rows.select_related(*related).iterator(chunk_size=AT_ONCE):
        yield [
            row.pk,
            str(row.person),
            row.person.tax_code,
            row.type.name,
            row.organisation.name if row.organisation else "",
            row.opened_on,
            row.result_expiry or row.expiry,
            str(row.state_label),
            row.follower_name,
        ]


OUTSIDE_TABLES = (
    Table("accordi", _("Accordi"), AGREEMENT_TITLES, agreements),
    Table("pratiche", _("Pratiche"), PROCEDURE_TITLES, procedures),
)
