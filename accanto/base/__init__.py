"""The ground that every app stands on: clock, dates, records, forms, text.

Knows no word of the domain.
"""
