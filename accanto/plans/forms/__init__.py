"""Forms of plans, by subject."""
