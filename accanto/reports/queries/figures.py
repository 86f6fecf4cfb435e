"""The tables of a report, with what is small hidden: plain data, as kept, printed and shown.

A table is {"title", "note", "rows"}; a row {"label", "value", "kind"}: `value` is None where it is
hidden, `kind` one of count, nights, percent, hours, euro. Numbers with decimals are text. A table with
`columns` has `values` in its rows, one for each.
"""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from accanto.base.cells import family, shown
from accanto.housing.models import Destination
from accanto.housing.queries import nights
from accanto.partners.models import Agreement
from accanto.partners.queries import covered_households, given_value
from accanto.plans.queries import Share, share_kept
from accanto.reports.queries import counts

FEE_CENTS = 2


def counted(agreement: Agreement, since: date, until: date) -> list[dict]:
    """Every table of the report on a period, from its first day to its last."""
    households = covered_households(agreement, since, until)
    number = households.count()
    return [
        _served(counts.served(households, since, until)),
        _movements(agreement, since, until),
        _nights(agreement, since, until),
        _areas(counts.requests_by_area(households, since, until)),
        _work(agreement, households, since, until, may_show=shown(number) is not None),
        _promises(share_kept(since, until, households)),
        _value(agreement, since, until, may_show=shown(number) is not None),
    ]


def _table(title: str, rows: list[dict], note: str = "") -> dict:
    return {"title": title, "note": note, "rows": rows}


def _row(label: str, value, kind: str = "count") -> dict:
    plain = value if value is None or isinstance(value, int) else str(value)
    return {"label": str(label), "value": plain, "kind": kind}


def _served(served: counts.Served) -> dict:
    ages, sexes = served.by_age, served.by_sex
    persons, (by_age, by_sex) = family(served.persons, [list(ages.values()), list(sexes.values())])
    age_labels = [_("meno di 18 anni"), _("da 18 a 64 anni"), _("65 anni e più"), _("età non nota")]
    sex_labels = [_("donne"), _("uomini"), _("altro o non noto")]
    return _table(
        _("Nuclei e persone"),
        [
            _row(_("nuclei"), shown(served.households)),
            _row(_("persone"), persons),
            *[_row(label, cell) for label, cell in zip(age_labels, by_age, strict=True)],
            *[_row(label, cell) for label, cell in zip(sex_labels, by_sex, strict=True)],
        ],
        _("Chi apparteneva a un nucleo coperto dall'accordo almeno un giorno del periodo; età all'ultimo giorno."),
    )


def _movements(agreement: Agreement, since: date, until: date) -> dict:
    out = counts.moved_out(agreement, since, until)
    total, (cells,) = family(sum(out.values()), [list(out.values())])
    named = dict(Destination.choices) | {"": _("non scritto")}
    # So few exits that not even their number is said: where they went is not said either.
    said = zip(out, cells, strict=True) if total else ()
    return _table(
        _("Ingressi e uscite"),
        [
            _row(_("nuclei entrati"), shown(counts.moved_in(agreement, since, until))),
            _row(_("uscite"), total),
            *[_row(_("uscite verso: %(where)s") % {"where": named[key]}, cell) for key, cell in said],
        ],
        _("Negli alloggi coperti dall'accordo."),
    )


def _nights(agreement: Agreement, since: date, until: date) -> dict:
    dwellings = agreement.dwellings.all()
    count = nights(dwellings, since, until)
    may_show = shown(counts.lived_there(agreement, since, until)) is not None
    return _table(
        _("Alloggi e notti"),
        [
            _row(_("alloggi coperti"), dwellings.count()),
            _row(_("notti disponibili"), count.available, "nights"),
            _row(_("notti usate"), count.used if may_show else None, "nights"),
            _row(_("occupazione"), count.percent if may_show else None, "percent"),
            _row(_("notti in lavori"), count.in_works, "nights"),
        ],
        _("Una casa condivisa conta una notte per ogni posto; le notti in lavori non sono disponibili."),
    )


def _areas(by_area: list[tuple[str, int]]) -> dict:
    return _table(
        _("Richieste di sostegno per ambito"),
        [_row(area, shown(number)) for area, number in by_area],
        _("Richieste aperte almeno un giorno del periodo; una richiesta in due ambiti conta in tutti e due."),
    )


def _work(agreement: Agreement, households, since: date, until: date, *, may_show: bool) -> dict:
    hours = given_value(agreement, since, until).total_hours
    return _table(
        _("Lavoro"),
        [
            _row(_("ore di volontariato"), hours if may_show else None, "hours"),
            _row(_("incontri con gli enti dell'accordo"), shown(counts.meetings(agreement, households, since, until))),
        ],
        _("Dai diari dei nuclei coperti: i minuti delle volontarie, e gli incontri in cui c'era un ente dell'accordo."),
    )


def _promises(shares: list[Share]) -> dict:
    """One column for each side: what stands side by side is counted the same way."""
    labels = [
        _("promesse"),
        _("mantenute"),
        _("mantenute in ritardo"),
        _("mantenute in parte"),
        _("non mantenute"),
        _("scadute senza esito"),
        _("quota mantenuta"),
    ]
    kinds = ["count"] * (len(labels) - 1) + ["percent"]
    told = zip(labels, zip(*map(_promises_of, shares), strict=True), kinds, strict=True)
    table = _table(
        _("Promesse dei tre lati"),
        [{"label": label, "values": list(values), "kind": kind} for label, values, kind in told],
        _(
            "Promesse dei nuclei coperti arrivate alla fine nel periodo, contate allo stesso modo per tutti e tre i "
            "lati; quelle sciolte non contano. La quota è di quelle mantenute nel loro giorno."
        ),
    )
    return table | {"columns": [str(share.side.label) for share in shares]}


def _promises_of(share: Share) -> list[int | None]:
    """The promises of one side: all, each end, the share. So few that their number is not said: nothing is."""
    ends = [share.kept, share.late, share.partly, share.not_kept, share.waiting]
    total, (cells,) = family(share.fallen_due, [ends])
    cells = [None] * len(ends) if total is None else cells
    return [total, *cells, None if cells[0] is None else share.percent]


def _value(agreement: Agreement, since: date, until: date, *, may_show: bool) -> dict:
    value = given_value(agreement, since, until)
    rows = [
        _row(_rate_label(stretch), stretch.worth if may_show and stretch.is_decided else None, "euro")
        for stretch in value.hours
    ]
    return _table(
        _("Quello che la cooperativa ha dato"),
        [
            *rows,
            _row(_("spese con documento"), value.costs, "euro"),
            _row(_("in tutto"), value.total if may_show and value.is_decided else None, "euro"),
            _row(_("corrispettivo dell'accordo"), agreement.fee, "euro"),
        ],
        "" if value.is_decided else _("Il valore di un'ora di volontariato non è stato ancora stabilito."),
    )


def _rate_label(stretch) -> str:
    words = {
        "since": date_format(stretch.since, "SHORT_DATE_FORMAT"),
        "until": date_format(stretch.until, "SHORT_DATE_FORMAT"),
        "rate": number_format(stretch.rate.value, decimal_pos=FEE_CENTS),
        "source": stretch.rate.source,
    }
    if not stretch.is_decided:
        return _("ore di volontariato dal %(since)s al %(until)s, senza tariffa") % words
    return _("ore di volontariato dal %(since)s al %(until)s, a %(rate)s € l'ora (%(source)s)") % words
