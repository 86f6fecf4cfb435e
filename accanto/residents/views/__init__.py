"""Pages of residents, by subject."""
