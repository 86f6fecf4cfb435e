"""The tables of partners, by subject."""
