"""What the cooperative and the law set for partners: codes of base.Parameter, seeded by migration 0002; and with what
the parts of a mandate's paper are filled. How long an agreement is."""

from datetime import date, timedelta

from accanto.base.dates import add_months

# What an hour of a volunteer is worth, €; 0 until the board has decided.
HOUR_VALUE = "volunteer_hour_value"
# So many days before its end somebody is reminded of an agreement.
END_NOTICE = "agreement_end_notice"
# So many days after the end of its period a report is to be sent.
REPORT_TERM = "agreement_report_term"

# The parts of a mandate's paper in the order in which they are written, and the places of each that are filled.
TEXT_PARTS = (
    "title", "self", "child", "purpose", "contact", "days", "revoke", "limits", "report", "prevails", "draft",
    "place_and_date", "signature",
)  # fmt: skip
WHO_AND_WHAT = frozenset({"person", "cooperative", "agent", "body", "scope"})
PLACES_OF = {
    "self": WHO_AND_WHAT,
    "child": WHO_AND_WHAT | {"child"},
    "purpose": frozenset({"purpose"}),
    "contact": frozenset({"contact"}),
    "days": frozenset({"since", "until"}),
}


def as_long(since: date, until: date, starts_on: date) -> date:
    """The last day of a term from `starts_on` as long as another: in whole months where that is made of them."""
    after = until + timedelta(days=1)
    months = (after.year - since.year) * 12 + after.month - since.month
    if months and add_months(since, months) == after:
        return add_months(starts_on, months) - timedelta(days=1)
    return starts_on + (until - since)


def running_end(starts_on: date, ends_on: date, today: date) -> date:
    """The last day of the term that runs today, of what has renewed itself term after term."""
    while ends_on < today:
        starts_on, ends_on = ends_on + timedelta(days=1), as_long(starts_on, ends_on, ends_on + timedelta(days=1))
    return ends_on
