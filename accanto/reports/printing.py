"""A report as it goes out: a tagged PDF and an OpenDocument sheet, in Italian, from the same tables."""

from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from accanto.documents import printing, sheets
from accanto.reports.models import AgreementReport
from accanto.reports.queries.reports import LANGUAGE

DECIMALS = {"hours": 2, "euro": 2}
UNITS = {"percent": "%", "euro": "€"}
ODS_TYPE = sheets.ODS_TYPE


def heads(table: dict) -> list[str]:
    """What stands over the columns of a table."""
    return [_("Che cosa"), *table.get("columns", [_("Quanto")])]


def written(row: dict) -> list[str]:
    """The figures of a row as people read them; hidden ones are said to be so."""
    return [_written(value, row["kind"]) for value in values_of(row)]


def spelt(table: dict) -> dict:
    """A table as a page shows it: each figure as people read it, with the head of its column."""
    rows = [(row["label"], list(zip(heads(table)[1:], written(row), strict=True))) for row in table["rows"]]
    return table | {"heads": heads(table), "rows": rows}


def values_of(row: dict) -> list:
    """The figures of a row: several in a table with `columns`, else one."""
    return row["values"] if "values" in row else [row["value"]]


def _written(value, kind: str) -> str:
    if value is None:
        return _("n.d.")
    number = number_format(Decimal(value), decimal_pos=DECIMALS.get(kind, 0), force_grouping=True)
    return f"{number} {UNITS[kind]}" if kind in UNITS else number


def as_pdf(report: AgreementReport, tables: list[dict]) -> bytes:
    """The report on paper. A report that nobody has read says that it is a draft."""
    with translation.override(LANGUAGE):
        return printing.pdf("reports/report", _sheet(report, tables), language=LANGUAGE, title=_title(report))


def _title(report: AgreementReport) -> str:
    words = {
        "since": date_format(report.since, "SHORT_DATE_FORMAT"),
        "until": date_format(report.until, "SHORT_DATE_FORMAT"),
    }
    return _("Relazione dal %(since)s al %(until)s") % words


def _sheet(report: AgreementReport, tables: list[dict]) -> dict:
    return {
        "draft": _("Bozza: nessuno l'ha ancora riletta.") if report.is_draft else "",
        "facts": [[str(label), value] for label, value in _facts(report)],
        "tables": [
            table | {"heads": heads(table), "rows": [[row["label"], *written(row)] for row in table["rows"]]}
            for table in tables
            if table["rows"]
        ],
        "hidden": _hidden(),
        "words": [[str(title), text] for title, text in _words(report) if text.strip()],
        "signatures": [_("Per la cooperativa")],
    }


def _hidden() -> str:
    return _(
        "n.d.: non detto. I numeri da 1 a 4, e quelli da cui si ricaverebbero, non si scrivono: "
        "nessuna famiglia deve essere riconosciuta."
    )


def _facts(report: AgreementReport) -> list[tuple[str, str]]:
    agreement = report.agreement
    facts = [
        (_("Accordo"), f"{agreement.get_kind_display()}: {agreement.object}"),
        (_("Con"), ", ".join(body.name for body in agreement.parties.all())),
        (_("Protocollo"), agreement.protocol_number),
        (_("Vale"), _validity(agreement)),
        (_("Riletta da"), report.reviewed_by.name if report.reviewed_by else ""),
    ]
    return [(label, value) for label, value in facts if value]


def _validity(agreement) -> str:
    since = date_format(agreement.starts_on, "SHORT_DATE_FORMAT")
    if agreement.ends_on is None:
        return _("dal %(since)s, senza termine") % {"since": since}
    until = date_format(agreement.ends_on, "SHORT_DATE_FORMAT")
    return _("dal %(since)s al %(until)s") % {"since": since, "until": until}


def _words(report: AgreementReport) -> list[tuple[str, str]]:
    return [(_("Punti aperti"), report.open_points), (_("Proposte"), report.proposals)]


def as_ods(report: AgreementReport, tables: list[dict]) -> bytes:
    """The same figures as a sheet that can be reckoned with; what is hidden is a word."""
    with translation.override(LANGUAGE):
        rows = [line for table in tables for row in table["rows"] for line in _lines(table, row)]
        names = [_("Tabella"), _("Che cosa"), _("Quanto")]
        about = [[label, value] for label, value in [*_facts(report), *_words(report), (_("Nota"), _hidden())]]
        period = [[_("Dal"), report.since], [_("Al"), report.until]]
        return sheets.ods(
            [
                (_("Relazione"), [_("Voce"), _("Testo")], [*period, *about]),
                (_("Numeri"), names, rows),
            ]
        )


def _lines(table: dict, row: dict) -> list[list]:
    """A row of a table as lines of the sheet: one for each column."""
    labels = [_("%(row)s: %(column)s") % {"row": row["label"], "column": name} for name in table.get("columns", ())]
    named = zip(labels or [row["label"]], values_of(row), strict=True)
    return [[table["title"], label, _reckoned(value)] for label, value in named]


def _reckoned(value):
    if value is None:
        return _("n.d.")
    return value if isinstance(value, int) else Decimal(value)
