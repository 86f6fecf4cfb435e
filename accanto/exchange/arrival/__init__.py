"""How records read from spreadsheets arrive in the archive: who is known, what is new, what waits."""
