"""Accanto: the working tool of a housing cooperative that walks beside the people in its homes."""
