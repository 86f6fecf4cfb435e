"""Who walks beside the families: register, insurance, availability, matching, presence, hours, expenses.

The law on volunteers is in `rules.py`; the round that pairs families and volunteers in `matching.py`.
"""
