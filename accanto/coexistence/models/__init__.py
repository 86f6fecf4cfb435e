"""The tables of coexistence, by subject."""
