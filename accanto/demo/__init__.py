"""An invented cooperative, the same from the same seed and day. Imports everything; nothing imports it.

The people are made up from names of the languages that live in Prato; nobody is real.
"""
