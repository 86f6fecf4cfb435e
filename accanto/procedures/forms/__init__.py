"""Forms of procedures: opening one, its steps, the catalogue."""
