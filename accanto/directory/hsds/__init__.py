"""The directory as Open Referral data: Human Services Data Specification 3.0, tables in one JSON file.

A body is an organization with one service; an office is a location with its service_at_location; a person to
call is a contact. What the specification has no field for travels as attributes under a taxonomy of our own,
so that nothing we hold is lost and every other program still reads the rest.
https://docs.openreferral.org/en/v3.0.1/hsds/schema_reference.html
"""
