"""Who did what and who opened which file: append-only, chained by HMAC.

Written in the same transaction as the act. Holds names of fields, never what was written in them.
"""
