"""Everything the archive holds, written out as spreadsheets that it can read again."""
