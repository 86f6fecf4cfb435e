"""Writes of partners, by subject."""
