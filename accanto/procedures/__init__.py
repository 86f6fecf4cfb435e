"""Procedures with public bodies: the catalogue, a person's procedures with their terms, and the rights they open.

The catalogue is rows that the cooperative keeps; days are computed from it and written beside each procedure.
Nothing goes to a body without a mandate that covers it, unless the person goes herself.
"""
