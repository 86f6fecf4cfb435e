"""The tables of the specification that the directory uses, what each row must have, and our own terms."""

import uuid

VERSION = "3.0"
NAMESPACE = uuid.UUID("6f1e7c7a-6a43-5b0e-9f5c-2f6f0d1a9b11")

# Fields that the specification requires of every row.
REQUIRED: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "description"),
    "services": ("id", "name", "status"),
    "locations": ("id", "location_type"),
    "service_at_locations": ("id",),
    "addresses": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "schedules": ("id",),
    "phones": ("id", "number"),
    "contacts": ("id",),
    "accessibility": ("id",),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "name", "description"),
    "attributes": ("id",),
}
# What it requires besides where rows stand in tables and not inside each other.
REQUIRED_IN_TABLES: dict[str, tuple[str, ...]] = {
    "services": ("organization_id",),
    "service_at_locations": ("service_id", "location_id"),
    "attributes": ("link_id", "taxonomy_term_id", "link_entity"),
}
# How one row of a table is called where another names it.
SINGULAR = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "contacts": "contact",
}

# Our own terms: what the specification has no field for.
TERMS = {
    "kind": "What sort of body it is",
    "is_public": "Whether it is a public body",
    "municipality": "Municipality, where there is no address",
    "municipality_code": "Cadastral code of the municipality",
    "described": "Whether the description was written by a person",
    "successor": "The organization that has taken its place",
    "merged_on": "From which day the other has taken its place",
    "by_appointment": "Whether one needs an appointment",
    "ways_in": "How one gets in: desk, phone, web, email, pec",
    "email": "E-mail of the office",
    "pec": "Certified mail of the office",
    "closed_on": "From which day the office is closed",
    "since": "Since when this person is there",
    "until": "Until when this person is there",
}


def derived(*words) -> str:
    """An id that follows from what it is about: the same at every export."""
    return str(uuid.uuid5(NAMESPACE, ":".join(map(str, words))))


TERM_IDS = {derived("term", code): code for code in TERMS}
