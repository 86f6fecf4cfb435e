"""Pages of plans, by subject."""
