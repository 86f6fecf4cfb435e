"""Pieces of pages about plans."""
