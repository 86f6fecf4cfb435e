"""Pages of support, by subject."""
