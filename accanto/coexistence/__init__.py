"""Living together in a building: house rules, shared spaces and their rota, meetings, the cash box.

What the people of a building run by themselves is counted, never typed: the index is in `queries/self_management.py`.
"""
