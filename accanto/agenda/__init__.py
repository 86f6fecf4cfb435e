"""What is due: composed from every app's due.py, done or moved with one action.

A private calendar feed without names, and a daily reminder that says only that there are things due.
"""
