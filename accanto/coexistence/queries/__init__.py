"""Reads of coexistence, each starting from what the user may see."""
