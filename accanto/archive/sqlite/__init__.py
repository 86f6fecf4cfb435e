"""Django's SQLite backend on sqlcipher3: the same SQL, a newer library, durable settings, a key where asked.

Settings say `"ENGINE": "accanto.archive.sqlite"`; docs/decisions/0002 says why.
"""
