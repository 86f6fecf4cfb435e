"""Import of spreadsheets and export of everything."""
