"""Plans: the path that a member and the cooperative walk together, with an end.

Promises of every side stand side by side and are counted the same way: hers, ours, the public body's.
A plan is a proposal until she agrees; readiness to leave is a prompt with reasons, never a decision.
"""
