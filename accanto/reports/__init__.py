"""Periodic reports to public bodies: counted from the archive, read by a person, frozen when sent.

Nobody is recognised in one: figures below five are hidden, and what would give them back as well.
"""
