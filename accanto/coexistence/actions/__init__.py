"""Writes of coexistence, by subject."""
