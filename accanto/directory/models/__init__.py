"""The tables of the directory, by subject."""

from accanto.directory.models.arrivals import DirectoryArrival
from accanto.directory.models.offices import Office, WayIn
from accanto.directory.models.organisations import Contact, Organisation, OrganisationKind

__all__ = ["Contact", "DirectoryArrival", "Office", "Organisation", "OrganisationKind", "WayIn"]
