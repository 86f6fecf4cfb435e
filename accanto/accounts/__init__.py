"""People who log in, how they prove who they are, and what each role may do.

`access.py` is the page to read: roles × permissions, in plain sentences.
"""
