"""Pages of housing, by subject."""
