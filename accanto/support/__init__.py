"""Requests for support: from intake to closure, in the member's own word."""
