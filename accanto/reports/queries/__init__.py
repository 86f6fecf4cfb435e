"""Reads of reports: the rows, and the figures."""

from accanto.reports.queries.figures import counted
from accanto.reports.queries.reports import next_period, report_for, reports_of, tables_of

__all__ = ["counted", "next_period", "report_for", "reports_of", "tables_of"]
