"""Buildings, dwellings and places; who lives in which and when; applications for a home.

A dwelling is free, occupied or in works on any day; nobody is given a home by a machine.
"""
