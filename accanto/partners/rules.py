"""What the cooperative and the law set for partners: codes of base.Parameter, seeded by migration 0002."""

# What an hour of a volunteer is worth, €; 0 until the board has decided.
HOUR_VALUE = "volunteer_hour_value"
# So many days before its end somebody is reminded of an agreement.
END_NOTICE = "agreement_end_notice"
# So many days after the end of its period a report is to be sent.
REPORT_TERM = "agreement_report_term"
