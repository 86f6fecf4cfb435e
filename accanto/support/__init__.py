"""Requests for support: from a member's word to an answer.

Never without her word, never in the place of the public body that is first responsible, and never
without a reason where something stops, is refused or opens again.
"""
