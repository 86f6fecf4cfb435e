"""Where the data lives: opened, begun, backed up, restored and verified.

Knows databases, folders and keys; knows no word of what the rows mean.
"""
