"""Spreadsheets in and out.

Reads what a cooperative has kept for years, proposes what each column means, says every problem by
row and cell, brings in what is certain, undoes a whole batch, and writes everything out again.
"""
