"""What happened: visits, calls and notes about households, with their reserved part, attachments and drafts.

Entries are never deleted: they are corrected, keeping the earlier text, or struck with a reason.
"""
