"""Buildings, dwellings, assignments, applications for a home."""
