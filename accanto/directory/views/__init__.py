"""The directory: whoever works with families reads it, a coordinator keeps it."""

from accanto.directory.views.arrivals import arrival, arrival_discard, arrival_take_over, download, exchange
from accanto.directory.views.offices import office_edit, office_new
from accanto.directory.views.organisations import (
    contact_edit,
    contact_new,
    merger_undo,
    organisation_detail,
    organisation_edit,
    organisation_list,
    organisation_merge,
    organisation_new,
)

__all__ = [
    "arrival",
    "arrival_discard",
    "arrival_take_over",
    "contact_edit",
    "contact_new",
    "download",
    "exchange",
    "merger_undo",
    "office_edit",
    "office_new",
    "organisation_detail",
    "organisation_edit",
    "organisation_list",
    "organisation_merge",
    "organisation_new",
]
