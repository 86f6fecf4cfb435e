"""Reads of partners, each starting from what the user may see."""
