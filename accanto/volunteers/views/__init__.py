"""Pages of volunteers, by subject."""
