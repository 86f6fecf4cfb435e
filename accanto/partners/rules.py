"""What the cooperative and the law set for partners: codes of base.Parameter, seeded by migration 0002; and with what
the parts of a mandate's paper are filled."""

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
