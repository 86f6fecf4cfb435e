"""Pages of partners, by subject."""
